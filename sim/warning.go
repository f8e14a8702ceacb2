package sim

import (
	"nines/model"
	"nines/sim/law"
)

// A Warning is something about a result that its reader has to know. What the
// file says of itself comes in its own words, everything else without a word:
// whoever tells of it has the words.
type Warning struct {
	Kind   WarningKind
	Says   string           // of Told
	Target model.Target     // that it is about; none where it is about none
	Risk   string           // of PastLeftOut
	NoLaw  *law.Unsupported // of NoLaw

	// Law and Simulated are what the two engines found; of Imprecise the width
	// of the interval and the one that was asked for; of Contradiction and of
	// WeakLaw the first is what it is off by, of FarApart the distance and what
	// chance allows; of PastLeftOut the second is the part of the risk's downtime
	// that is left out at most.
	Law, Simulated float64
	Differ         float64 // of Disagreement: in standard errors

	Years, Asked int // of Imprecise, and of FewerYears
}

// A WarningKind says what a warning is about.
type WarningKind int

const (
	Told          WarningKind = iota // in words of its own
	Disagreement                     // the engines differ in how often the promise is kept
	FarApart                         // the engines differ in the distribution of a year's downtime
	Contradiction                    // a year's downtime exceeds the sum of its outages, in seconds
	NoLaw                            // a part has no exact law, and years are simulated alone
	WeakLaw                          // the exact law is known to so much only, and not used
	LawOff                           // the law alone is off, where it was asked for alone
	PastLeftOut                      // what began ten years before and is not over yet is left out
	Imprecise                        // the years did not give the precision that was asked for
	FewerYears                       // fewer years were simulated than were asked for
)

// IsDisagreement reports whether the two engines disagree.
func (w Warning) IsDisagreement() bool { return w.Kind == Disagreement || w.Kind == FarApart }

// IsMethod reports whether this only tells how the figures were found: they are
// no weaker for it.
func (w Warning) IsMethod() bool { return w.Kind == NoLaw || w.Kind == WeakLaw }

// inWords returns warnings in words of their own.
func inWords(all ...string) []Warning {
	var out []Warning
	for _, says := range all {
		out = append(out, Warning{Says: says})
	}
	return out
}

// Disagreement returns the warning that the two engines disagree, if they do.
func (r *Result) Disagreement() (Warning, bool) {
	for _, w := range r.Warnings {
		if w.IsDisagreement() {
			return w, true
		}
	}
	return Warning{}, false
}
