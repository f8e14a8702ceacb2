package words

import (
	"fmt"
	"math"

	"nines/model"
	"nines/sim/law"
	"nines/sim/sweep"
)

// pleaseReport ends what only a fault of nines brings about.
const pleaseReport = "; please report this scenario"

// SimulatedAlone says that a map, or a solution, is simulated alone, and why; ""
// where it is not.
func SimulatedAlone(none *sweep.NoLaw) string {
	if none == nil {
		return ""
	}
	return "simulated alone: " + NoLaw(none)
}

// unsupported are clauses about a part that has no exact law; Failed and
// WaitsForAnother need more than their reason.
var unsupported = map[law.Reason]string{
	law.TooLong:           "its exact law would take too long",
	law.TooMuchMemory:     "its exact law would take too much memory",
	law.HeavyTail:         "outages have a tail too heavy for its exact law",
	law.RenewalGaps:       "incidents whose gaps are not exponential depend on one another, and their number has no law in closed form",
	law.DiagnosisInParts:  "the ladder leaves people free to diagnose for a random time, before the first of them has to act and again after, and each depends on the other",
	law.ExcludedTime:      "what counts of an outage depends on where excluded time lies",
	law.CalendarInWindows: "how many of its events a window holds depends on its calendar",
	law.NotKnown:          "every year is a world of its own, in which it has another value",
	law.TooManyPhases:     "the events of so many changes fall into the windows in too many ways to go through",
	law.FaultsOutlastYear: "faults last beyond the year's end so often that it matters when in the year its events are",
	law.CalendarAtYearEnd: "how often its faults last beyond the year's end depends on its calendar",
	law.AnsweredOffHours:  "a page that is answered off hours, too, waits for the earlier of two",
	law.WaitsByChange:     "how long a page waits depends on when the change was made",
	law.WaitsByWindow:     "how long a page waits depends on where in the year its window lies",
}

// Unsupported spells why a part of a scenario has no exact law, beginning with
// the part.
func Unsupported(u *law.Unsupported) string {
	switch u.Reason {
	case law.Failed:
		return fmt.Sprintf("%s: its exact law failed (%v)", u.Part, u.Fault) + pleaseReport
	case law.WaitsForAnother:
		return u.Part + ": when its page goes out depends on the hours of " + u.Of
	}
	return u.Part + ": " + unsupported[u.Reason]
}

// noLaw are clauses about a map or a solution that cannot rest on the law.
var noLaw = map[sweep.Reason]string{
	sweep.TooManyCells:     "risk.*: the exact laws of so many cells would take too long",
	sweep.CellsEndApart:    "the law of each cell would take too long: outages that heal by themselves, or wait for the later of several things, end differently in each",
	sweep.WindowsTooSharp:  "single outages decide whether a window is kept, and the law of each cell is not exact enough for that",
	sweep.SteppedOverlap:   "outages of known lengths overlap: what that saves differs from step to step of their law",
	sweep.MostlyOverlap:    "so many outages overlap that what they cost without overlap says little",
	sweep.ManyKnownLengths: "outages of many known lengths, all varied at once",
}

// NoLaw spells why a map or a solution is simulated alone, as a clause.
func NoLaw(n *sweep.NoLaw) string {
	switch n.Reason {
	case sweep.NoPart:
		return Unsupported(n.Part)
	case sweep.Disagreement:
		part := func(x float64) string { return model.FormatRatio(math.Round(1e5*x) / 1e5) }
		return "the two engines disagree: by the law " + part(n.Law) + " of the years stay within " + model.FormatDuration(n.Within) +
			" without overlap, by the simulation " + part(n.Simulated) + pleaseReport
	}
	return noLaw[n.Reason]
}
