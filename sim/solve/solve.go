// Package solve finds the loosest value of a quantity with which a promise is
// kept (Run), or of two quantities the frontier of all such pairs (RunFrontier).
package solve

import (
	"cmp"
	"context"
	"math"
	"slices"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// A Vary names a path of a scenario whose loosest value is sought, and where.
// A NaN end stands for a hundredth and a hundred times today's value, within
// the bounds of the path's kind.
type Vary struct {
	Path     string
	From, To float64 // in the unit of the path's kind
}

// Anywhere is a path whose value is sought from a hundredth to a hundred times
// today's.
func Anywhere(path string) Vary { return Vary{path, math.NaN(), math.NaN()} }

// An Effect says what more of a quantity does to a promise.
type Effect string

// The effects.
const (
	Hurts    Effect = "hurts" // the loosest value is the largest that keeps the promise
	Helps    Effect = "helps" // the loosest value is the smallest
	Mixed    Effect = "mixed" // neither, over the whole range
	NoEffect Effect = "none"  // the answer does not depend on the quantity
)

// An Ending says how a search for the loosest value ended.
type Ending string

// The endings.
const (
	Found   Ending = "found"
	Any     Ending = "any"  // the whole range keeps the promise
	Nothing Ending = "none" // no value in the range does
)

// A Variable is a quantity that is varied, in the unit of its kind: seconds,
// a ratio, events a year, a number, or for the whole times to detect and to
// recover a factor of today's.
type Variable struct {
	Path     string
	Kind     model.ValueKind
	Label    sim.Label
	From, To float64 // searched
	Today    float64 // NaN where the file does not say
	Unit     float64 // seconds that a factor of 1 stands for; else 1

	// Narrowed is why the search does not reach to a hundredth or a hundred
	// times today's value: what is wrong with the file there. It may be nil.
	Narrowed error
}

// A Span is a stretch of a range, both ends in it.
type Span struct{ From, To float64 }

// A Setting is a value that a person can put into the file: few digits,
// rounded to the safe side.
type Setting struct {
	Value float64
	Set   file.Patch // for --set; the zero Patch where none says it
}

// A Blocker is a part of the service and a phase of it that cost downtime
// whatever the value of the quantity that is varied.
type Blocker struct {
	Part     string // "change.deploy", "risk.bad-deploy"
	Title    string
	Phase    sim.Phase
	Downtime float64 // seconds a year
}

// A Solution is the loosest value of a quantity with which the promise is kept
// at the scenario's confidence: in every window of a year, in so many of the
// years.
type Solution struct {
	Scenario *model.Scenario
	Variable
	Effect Effect
	Ending Ending

	// Value is the loosest value and its 95 % interval; NaN unless the
	// outcome is Found. An end of the interval that the search did not
	// reach stands at the end of the range.
	Value stat.Estimate

	// Step is a power of ten, or a time that people use, to which the value
	// is known: half its interval, or less.
	Step float64

	// Safe is a value for which the verdict on the promise is yes, close to
	// the interval's safe end; nil where there is none.
	Safe *Setting

	// Kept are the stretches that keep the promise, as far as the values
	// that were looked at tell; one at most unless the effect is Mixed.
	Kept []Span

	TodayMet stat.Estimate // probability that the promise is kept today

	// At is the service at Safe, or where that is nil at the value that
	// serves best: the loosest found, or the one that comes closest.
	At        *sim.Result
	AtValue   float64
	BlockedBy []Blocker  // the costliest first; only where no value is enough
	Rooms     []sim.Room // what the budget holds of each risk there

	Method sim.Method   // how the value was found
	NoLaw  *sweep.NoLaw // why the law was not used, where it could have been
	Years  int          // simulated, behind the interval
	Tried  int          // values that were looked at
}

// Run finds the loosest value of a path with which the scenario's promise is
// kept at its confidence.
//
// A few values across the range, each on few simulated years, tell the
// direction and a bracket; all meet the same faults (common random numbers).
// Where the exact law of the plain sum applies it then gives the root of
//
//	1 - (1 - F(v))·r = confidence
//
// with F(v) the probability that the plain sum of a year's outages keeps
// within the budget, and r the part of the years missed by the plain sum that
// overlap does not save, from simulated years at the root. Elsewhere the root
// is that of the simulated probability. The interval of the value is where the
// ends of r's, or of the probability's, Wilson interval cross the confidence.
func Run(ctx context.Context, sc *model.Scenario, v Vary, opt sim.Options) (*Solution, error) {
	s, err := newSearch(ctx, sc, v, opt)
	if err != nil {
		return nil, err
	}
	return s.solve()
}

// solve scans the range, then narrows the edge.
func (s *search) solve() (*Solution, error) {
	out := &Solution{Scenario: s.sc, Variable: s.Variable, Method: sim.Simulate, AtValue: math.NaN()}
	out.Value = stat.Estimate{Value: math.NaN(), SE: math.NaN(), Low: math.NaN(), High: math.NaN()}
	if err := s.scan(); err != nil {
		return nil, err
	}
	var err error
	if out.Effect, err = s.effect(); err != nil {
		return nil, err
	}
	if err := s.todayMet(out); err != nil {
		return nil, err
	}
	out.Kept = s.keptSpans()
	if out.Effect == NoEffect {
		err = s.settleWithoutEffect(out)
	} else {
		err = s.settle(out)
	}
	if err == nil {
		err = s.alignToday(out)
	}
	out.NoLaw = s.noLaw
	out.Tried = len(s.readings) + len(s.laws)
	return out, err
}

// settleWithoutEffect fills in the answer for a quantity that changes nothing.
func (s *search) settleWithoutEffect(out *Solution) error {
	at := s.To
	if !math.IsNaN(s.Today) {
		at = s.Today
	}
	if err := s.report(out, at); err != nil {
		return err
	}
	out.Ending = Nothing
	if keeps(out.At, s.confidence) {
		out.Ending = Any
	} else {
		return s.blocked(out)
	}
	return nil
}

// blocked fills in what prevents the promise where no value is enough.
func (s *search) blocked(out *Solution) (err error) {
	out.BlockedBy = blockers(out.At)
	out.Rooms, err = sim.Rooms(s.ctx, out.At, s.sc.SLO.Promise, s.opt)
	return err
}

// keeps reports whether a result keeps its promise at a confidence.
func keeps(r *sim.Result, confidence float64) bool {
	return r.MetAllYear(r.Scenario.SLO.Promise).Value >= confidence
}

// alignToday estimates how likely the promise is kept today on as many years as at
// the value that was found: figures of fewer years would contradict those.
func (s *search) alignToday(out *Solution) error {
	if math.IsNaN(s.Today) {
		return nil
	}
	at, err := out.At, error(nil)
	if s.Today != out.AtValue {
		if at, _, err = s.runAt(s.Today); err != nil {
			return err
		}
	}
	out.TodayMet = at.MetAllYear(s.sc.SLO.Promise)
	return nil
}

// report runs the service at a value.
func (s *search) report(out *Solution, v float64) (err error) {
	out.AtValue = v
	out.At, out.Years, err = s.runAt(v)
	return err
}

// runAt runs the service at a value, and says on how many years.
func (s *search) runAt(v float64) (*sim.Result, int, error) {
	at, err := s.promiseAlone(v)
	if err != nil {
		return nil, 0, err
	}
	opt := s.opt
	opt.Progress, opt.Unpriced = nil, true // nobody asks what agreements cost
	if s.noLaw != nil {
		opt.Method = sim.Simulate
	}
	if opt.Years <= 0 {
		opt.Years = s.finest
		if opt.Method == sim.Auto {
			opt.Years = sim.DefaultYears
		}
	}
	r, err := sim.RunWhole(s.ctx, at, opt)
	if err == nil && r.LawTooDear {
		s.opt.Method = sim.Simulate // at the next value it would be given up again
	}
	return r, opt.Years, err
}

// promiseAlone returns the scenario at a value with its promise as the only
// target: to tell how rarely a looser one is missed would take years for a figure
// that nobody asked for.
func (s *search) promiseAlone(v float64) (*model.Scenario, error) {
	promise := s.sc.SLO.Promise.Text()
	return file.With(s.sc, file.Set("slo.targets", []string{promise}), file.Set("slo.promise", promise), s.patch(v))
}

// blockers lists what costs downtime in a result, the costliest first.
func blockers(r *sim.Result) []Blocker {
	var out []Blocker
	for _, c := range r.Changes {
		out = append(out, Blocker{"change." + c.Name, c.Title, sim.Planned, c.Downtime.Value})
	}
	for _, k := range r.Risks {
		for ph, d := range k.Phases {
			out = append(out, Blocker{"risk." + k.Name, k.Title, sim.Phase(ph), d})
		}
	}
	out = slices.DeleteFunc(out, func(b Blocker) bool { return b.Downtime <= 0 })
	slices.SortStableFunc(out, func(a, b Blocker) int { return cmp.Compare(b.Downtime, a.Downtime) })
	return out
}
