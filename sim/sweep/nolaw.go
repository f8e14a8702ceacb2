package sweep

import (
	"fmt"

	"nines/sim/law"
)

// A NoLaw error says why a map, or a solution, has to be simulated alone.
type NoLaw struct {
	Reason Reason
	Part   *law.Unsupported // of NoPart

	// Of Disagreement: the parts of the years that the law and the simulation
	// find within so many seconds without overlap.
	Law, Simulated, Within float64
}

// A Reason is why there is no law to read a map from, as a short code.
type Reason string

// The reasons.
const (
	NoPart           Reason = "no law of a part"   // the scenario itself has none
	TooManyCells     Reason = "too many cells"     // the laws of all cells would take too long
	CellsEndApart    Reason = "cells end apart"    // outages end differently in each cell, so that hardly any work is shared
	WindowsTooSharp  Reason = "windows too sharp"  // single outages decide about a window, and the laws are not exact enough for that
	SteppedOverlap   Reason = "steps and overlap"  // outages of known lengths overlap: what that saves differs from step to step
	MostlyOverlap    Reason = "mostly overlap"     // the sum without overlap says little
	Disagreement     Reason = "engines disagree"   // law and simulation differ by more than chance
	ManyKnownLengths Reason = "many known lengths" // all varied at once
)

// Error implements error.
func (n *NoLaw) Error() string {
	if n.Part != nil {
		return n.Part.Error()
	}
	return fmt.Sprintf("no exact law of the map: %s", n.Reason)
}

// because returns the error that there is no law for a reason.
func because(r Reason) error { return &NoLaw{Reason: r} }
