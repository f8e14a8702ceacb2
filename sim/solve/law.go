package solve

import (
	"errors"
	"math"
	"slices"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/law"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// A lawPoint is what the exact law says of a value: the probability that the
// plain sum of a year's outages keeps the promise.
type lawPoint struct {
	at  float64 // oriented position of the value
	met float64
}

// solveWork bounds the work, in the law's units, of each of the laws of a search:
// it takes some dozens.
const solveWork = 1e8

// roundedForLaw returns the value at an oriented position; times are rounded to
// four digits, since the law of outages of known lengths is fast where the lengths
// have a common unit that is not small.
func (s *search) roundedForLaw(at float64) float64 {
	v := s.loose(at)
	if s.lawStep() == 0 || v == s.From || v == s.To {
		return v
	}
	unit := math.Pow(10, math.Floor(math.Log10(v))-3)
	return min(max(clean(math.Round(v/unit)*unit), s.From), s.To)
}

// lawStep returns how far apart such rounded values may lie on the scale; 0 for
// what is not rounded.
func (s *search) lawStep() float64 {
	if s.Kind == model.DurationValue || s.Kind == model.FactorValue {
		return 1e-4
	}
	return 0
}

// lawAt returns what the law says at an oriented position.
func (s *search) lawAt(at float64) (lawPoint, error) {
	if s.ctx.Err() != nil {
		return lawPoint{}, sim.ErrInterrupted
	}
	at = s.position(s.roundedForLaw(at))
	if i := slices.IndexFunc(s.laws, func(p lawPoint) bool { return p.at == at }); i >= 0 {
		return s.laws[i], nil
	}
	sc, err := s.at(s.roundedForLaw(at))
	if err != nil {
		return lawPoint{}, err
	}
	p := lawPoint{at: at}
	bound := 0.0
	if s.walk != nil {
		k, err := sweep.LawOf(s.walk, sc)
		if err != nil {
			return lawPoint{}, err
		}
		p.met = k.CDF(sc.SLO.Promise.Budget(model.Year))
	} else if edges := engine.NewPlan(sc, s.opt.Seed).Edges; edges != nil {
		l, err := law.OfWindows(s.ctx, sc, edges, law.Options{Tolerance: s.tolerance(), Work: solveWork})
		if err != nil {
			return lawPoint{}, engine.Interrupted(err)
		}
		p.met, bound = l.All(sc.SLO.Promise.Miss())
	} else {
		l, err := law.Of(s.ctx, sc, model.Year, law.Options{Tolerance: s.tolerance(), Work: solveWork})
		if err != nil {
			return lawPoint{}, engine.Interrupted(err)
		}
		p.met, bound = l.CDF(sc.SLO.Promise.Budget(model.Year)), l.BoundAt(sc.SLO.Promise.Budget(model.Year))
	}
	s.laws = append(s.laws, p)
	s.lawBound = max(s.lawBound, bound)
	return p, nil
}

// lawRoot returns the loosest position between two at which the plain sum was
// seen to miss the promise with at most the allowed probability, and the next
// looser one, at which it was not: the root lies between them. The first is -Inf
// where not even the strictest does, and both are the loosest where all do. The
// search begins at start.
func (s *search) lawRoot(allowed, width, strictest, loosest, start float64) (kept, missed float64, err error) {
	look := func(at float64) (point, error) {
		p, err := s.lawAt(at)
		return point{p.at, missHeight(1-p.met, allowed)}, err
	}
	// Outside the range there is nothing to go to.
	lo, hi := s.position(s.From), s.position(s.To)
	lo, hi = min(lo, hi), max(lo, hi)
	strictest, loosest, start = max(strictest, lo), min(loosest, hi), min(max(start, lo), hi)
	good, bad := point{at: math.Inf(-1)}, point{at: math.Inf(1)}
	for _, p := range s.laws {
		h := missHeight(1-p.met, allowed)
		switch {
		case p.at < strictest || p.at > loosest:
		case h >= 0 && p.at > good.at:
			good = point{p.at, h}
		case h < 0 && p.at < bad.at:
			bad = point{p.at, h}
		}
	}
	probe := func(at float64) error {
		p, err := look(at)
		switch {
		case err != nil:
			return err
		case p.height >= 0:
			good = p
		default:
			bad = p
		}
		return nil
	}
	// The search goes outwards from its start until it has both.
	const outwards = 0.02
	if math.IsInf(good.at, -1) && math.IsInf(bad.at, 1) {
		if err := probe(start); err != nil {
			return 0, 0, err
		}
	}
	for step := outwards; math.IsInf(good.at, -1); step *= 4 {
		if bad.at <= strictest {
			return math.Inf(-1), bad.at, nil
		}
		if err := probe(max(strictest, bad.at-step)); err != nil {
			return 0, 0, err
		}
	}
	for step := outwards; math.IsInf(bad.at, 1); step *= 4 {
		if good.at >= loosest {
			return loosest, loosest, nil
		}
		if err := probe(min(loosest, good.at+step)); err != nil {
			return 0, 0, err
		}
	}
	good, bad, err = narrow(good, bad, max(width, s.lawStep()), width/5, look)
	return good.at, bad.at, err
}

// todayByLaw finds by the law how likely the promise is kept today.
func (s *search) todayByLaw(out *Solution) error {
	at := s.position(s.Today)
	if math.IsNaN(at) || s.Today < s.From || s.Today > s.To || math.Abs(s.roundedForLaw(at)/s.Today-1) > 1e-12 {
		return nil // the law is asked for times of few digits
	}
	p, err := s.lawAt(at)
	if unsupported := (*law.Unsupported)(nil); errors.As(err, &unsupported) {
		return nil // simulated years have told already
	}
	if err != nil {
		return err
	}
	j, err := s.compareWithSum(at, s.finest)
	if err == nil {
		out.TodayMet = j.Kept(p.met, s.lawBound)
	}
	return err
}

// compareWithSum simulates years at an oriented position and counts them by whether
// their plain sum and their true downtime miss the promise.
func (s *search) compareWithSum(at float64, years int) (stat.Joint, error) {
	sc, err := s.at(s.roundedForLaw(at))
	if err != nil {
		return stat.Joint{}, err
	}
	p, l := engine.NewPlan(sc, s.opt.Seed), &control.Law{}
	h := engine.NewHistory(p, l != nil)
	h.Grow(years)
	if p.Simulate(s.ctx, h, 0, engine.Cores(s.opt.Workers), nil) < years {
		return stat.Joint{}, sim.ErrInterrupted
	}
	return control.NewCounter(p, h, l).JointYears(sc.SLO.Promise.Miss()), nil
}

// lawYears returns the number of years in which overlap is measured.
func (s *search) lawYears() int {
	if s.opt.Years > 0 {
		return s.opt.Years
	}
	const units, most, least = 1_000_000, sim.DefaultYears, 2_000
	return int(min(most, max(least, units/engine.NewPlan(s.sc, s.opt.Seed).Load())))
}

// tolerance is how exact probabilities have to be: misses to four digits.
func (s *search) tolerance() float64 { return min(max((1-s.confidence)*1e-4, 1e-8), 1e-5) }

// roots are the oriented positions at which the promise is just kept: as
// estimated, and at the ends of the interval. Each is known to lie in a bracket.
// The estimate and the safe end are the safe side of theirs, the loose end is the
// loose side, so that the interval covers the error of rounding. -Inf stands for
// none.
type roots struct{ value, safe, loose float64 }

// rootsByLaw finds the roots between two positions, near start. It is false
// where the law does not apply, or would take too long at one of the values.
func (s *search) rootsByLaw(strictest, loosest, start float64) (r roots, ok bool, err error) {
	if s.slow() {
		s.noLaw = &sweep.NoLaw{Reason: sweep.ManyKnownLengths}
		return r, false, nil
	}
	r, err = s.bracketRoots(strictest, loosest, start)
	if unsupported := (*law.Unsupported)(nil); errors.As(err, &unsupported) {
		s.noLaw = &sweep.NoLaw{Reason: sweep.NoPart, Part: unsupported}
		return r, false, nil
	}
	return r, err == nil, err
}

// bracketRoots is rootsByLaw where the law applies.
func (s *search) bracketRoots(strictest, loosest, start float64) (r roots, err error) {
	root := func(need, width float64) (kept, missed float64, err error) {
		return s.lawRoot(1-need, width, strictest, loosest, start)
	}
	const (
		rounds = 3   // in which the difference that overlap makes is found anew
		near   = 0.1 // on the scale: it stays what it is
		rough  = 1e-3
		fine   = 1e-5
	)
	if _, err := s.lawAt(start); err != nil {
		return r, err
	}
	at, need := start, 0.0
	var j stat.Joint
	for range rounds {
		if j, err = s.compareWithSum(at, s.lawYears()); err != nil {
			return r, err
		}
		need = s.needed(j, func(e stat.Estimate) float64 { return e.Value })
		next, _, err := root(need, rough)
		if err != nil {
			return r, err
		}
		if next = max(next, strictest); math.Abs(next-at) < near {
			break
		}
		at = next
	}
	if r.value, _, err = root(need, fine); err != nil {
		return r, err
	}
	if r.safe, _, err = root(s.needed(j, func(e stat.Estimate) float64 { return e.Low }), fine); err != nil {
		return r, err
	}
	_, r.loose, err = root(s.needed(j, func(e stat.Estimate) float64 { return e.High }), 1e-4)
	return r, err
}

// needed returns the probability by the law with which an end of the estimate
// reaches the confidence, in years as they were counted; above 1 where none
// does.
func (s *search) needed(j stat.Joint, end func(stat.Estimate) float64) float64 {
	lo, hi := 0.0, 1.0
	if end(j.Kept(hi, s.lawBound)) < s.confidence {
		return math.Nextafter(1, 2)
	}
	for range 60 {
		if mid := (lo + hi) / 2; end(j.Kept(mid, s.lawBound)) < s.confidence {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// slow reports whether the law would take long: it computes sums of known lengths
// in multiples of their common unit, which is tiny where one factor multiplies all
// lengths.
func (s *search) slow() bool {
	const few = 3
	known := 0
	for i := range s.readings[0].plan.Risks {
		r := &s.readings[0].plan.Risks[i]
		if len(r.Columns) == 0 {
			known++
		}
	}
	return s.Kind == model.FactorValue && known > few
}
