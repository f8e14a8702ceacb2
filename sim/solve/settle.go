package solve

import (
	"math"
	"slices"

	"nines/sim"
	"nines/sim/stat"
)

// settle finds the edge of what keeps the promise, once the direction is known.
func (s *search) settle(out *Solution) error {
	s.orient(out.Effect)
	strictest, loosest := s.ends()
	near, next := s.edge()
	switch {
	case near == nil && strictest.certain(s.confidence):
		return s.nothing(out)
	case next == nil && near != nil && near.certain(s.confidence):
		return s.any(out)
	}
	r, err := s.roots(out, near, next)
	if err != nil {
		return err
	}
	switch {
	case math.IsInf(r.value, -1):
		return s.nothing(out)
	case r.value >= s.position(loosest.value) && r.safe >= r.value:
		return s.any(out)
	}
	out.Ending = Found
	value := func(at float64) float64 {
		return s.loose(min(max(at, s.position(strictest.value)), s.position(loosest.value)))
	}
	ends := []float64{value(r.safe), value(r.value), value(r.loose)}
	out.Value = stat.WithInterval(value(r.value), slices.Min(ends), slices.Max(ends))
	if err := s.trim(out); err != nil {
		return err
	}
	return s.setting(out, r)
}

// orient says on which side the loose values lie. Where the effect is mixed it
// is the side that is worse in the end.
func (s *search) orient(e Effect) {
	s.up = e == Hurts
	if e == Mixed {
		c := tellApart(s.readings[0], s.readings[len(s.readings)-1])
		s.up = c.lost > c.won || c.lost == c.won && c.more > c.less
	}
}

// position returns where a value stands, the looser the greater.
func (s *search) position(v float64) float64 {
	if s.up {
		return s.scale.position(v)
	}
	return -s.scale.position(v)
}

// loose is the inverse of position. The ends of the range are exact.
func (s *search) loose(at float64) float64 {
	if !s.up {
		at = -at
	}
	switch v := s.scale.value(at); {
	case at >= s.scale.position(s.To):
		return s.To
	case at <= s.scale.position(s.From):
		return s.From
	default:
		return v
	}
}

// ends returns the readings of the strictest and the loosest value.
func (s *search) ends() (strictest, loosest *reading) {
	first, last := s.readings[0], s.readings[len(s.readings)-1]
	if s.up {
		return first, last
	}
	return last, first
}

// edge returns the loosest reading that keeps the promise and the one beyond,
// which does not. Both may be nil: nothing was seen to keep it, or all was.
func (s *search) edge() (kept, missed *reading) {
	all := slices.Clone(s.readings)
	if s.up {
		slices.Reverse(all)
	}
	for _, t := range all {
		if s.keeps(t) {
			return t, missed
		}
		missed = t
	}
	return nil, missed
}

// roots finds the edge more exactly: by the law where that applies, else by
// simulation.
func (s *search) roots(out *Solution, kept, missed *reading) (roots, error) {
	strictest, loosest := s.ends()
	lo, hi := s.position(strictest.value), s.position(loosest.value)
	if s.opt.Method == sim.Auto {
		start := lo
		switch {
		case kept != nil && missed != nil:
			const close = 0.05 // as near as few years tell
			good, _, err := s.narrowReadings(kept, missed, s.confidence, close)
			if err != nil {
				return roots{}, err
			}
			start = good
		case kept != nil:
			start = hi
		}
		if out.Effect == Mixed && kept != nil {
			lo = s.position(kept.value)
			if missed != nil {
				hi = s.position(missed.value)
			}
		}
		r, ok, err := s.rootsByLaw(lo, hi, start)
		if err == nil && ok {
			out.Method, err = sim.Auto, s.todayByLaw(out)
		}
		if err != nil || ok {
			return r, err
		}
	}
	if err := s.count(); err != nil {
		return roots{}, err
	}
	return s.rootsByTrials()
}

// rootsByTrials finds the roots by simulation.
func (s *search) rootsByTrials() (r roots, err error) {
	for _, end := range []struct {
		at  *float64
		met func(stat.Estimate) float64
	}{
		{&r.value, func(e stat.Estimate) float64 { return e.Value }},
		{&r.safe, func(e stat.Estimate) float64 { return e.Low }},
		{&r.loose, func(e stat.Estimate) float64 { return e.High }},
	} {
		kept, missed, err := s.rootByTrials(end.met)
		if err != nil {
			return r, err
		}
		if *end.at = kept; end.at == &r.loose {
			*end.at = missed
		}
	}
	return r, nil
}

// rootByTrials finds the loosest position at which an end of the estimate of
// the simulated probability was seen to reach the confidence, and the next
// looser one, at which it was not.
func (s *search) rootByTrials(met func(stat.Estimate) float64) (good, bad float64, err error) {
	// Wilson's interval depends only on how many years keep the promise: need
	// is the fewest that do.
	n := s.finest
	need := n + 1
	for lo := 0; lo < need; {
		mid := (lo + need) / 2
		if mid <= n && met(stat.Wilson(float64(mid), float64(n))) < s.confidence {
			lo = mid + 1
		} else {
			need = mid
		}
	}
	if need > n {
		return math.Inf(-1), math.Inf(-1), nil
	}
	asked := float64(need) / float64(n)
	var kept, missed *reading
	for _, t := range s.readings {
		if s.reaches(t, asked) && (kept == nil || s.position(t.value) > s.position(kept.value)) {
			kept = t
		}
	}
	if kept == nil {
		return math.Inf(-1), math.Inf(-1), nil
	}
	for _, t := range s.readings {
		if at := s.position(t.value); at > s.position(kept.value) && (missed == nil || at < s.position(missed.value)) {
			missed = t
		}
	}
	if missed == nil {
		return s.position(kept.value), s.position(kept.value), nil
	}
	const close = 3e-4
	return s.narrowReadings(kept, missed, asked, close)
}

// reaches reports whether a reading keeps the promise in so many of its years;
// one of fewer years than the most is certain to be on its side.
func (s *search) reaches(t *reading, asked float64) bool {
	return float64(t.kept) >= asked*float64(len(t.worst))-1e-9
}

// narrowReadings narrows a bracket of readings.
func (s *search) narrowReadings(kept, missed *reading, asked, tol float64) (good, bad float64, err error) {
	height := func(t *reading) float64 {
		n := float64(len(t.worst))
		h := missHeight((n-float64(t.kept)+0.5)/n, (n-asked*n+0.5)/n)
		if s.reaches(t, asked) {
			return max(h, 0)
		}
		return min(h, -1e-12)
	}
	g, b, err := narrow(point{s.position(kept.value), height(kept)}, point{s.position(missed.value), height(missed)}, tol, 0,
		func(at float64) (point, error) {
			t, err := s.try(s.loose(at))
			if err != nil {
				return point{}, err
			}
			return point{at, height(t)}, nil
		})
	return g.at, b.at, err
}

// any fills in the answer where the whole range keeps the promise.
func (s *search) any(out *Solution) error {
	_, loosest := s.ends()
	out.Ending = Any
	return s.report(out, loosest.value)
}

// nothing fills in the answer where no value keeps the promise: how far the best
// one gets, and what prevents it there.
func (s *search) nothing(out *Solution) error {
	best := s.readings[0]
	for _, t := range s.readings {
		a, b := t.met(), best.met()
		if a.Value > b.Value || a.Value == b.Value && sum(t.worst)*float64(len(best.worst)) < sum(best.worst)*float64(len(t.worst)) {
			best = t
		}
	}
	if strictest, _ := s.ends(); out.Effect != Mixed {
		best = strictest
	}
	out.Ending, out.Kept = Nothing, nil
	if err := s.report(out, best.value); err != nil {
		return err
	}
	return s.blocked(out)
}

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}

// trim moves the ends of the stretches that keep the promise to where readings,
// and at the loosest edge the roots, say they are.
func (s *search) trim(out *Solution) error {
	out.Kept = s.keptSpans()
	if len(out.Kept) == 0 {
		out.Kept = []Span{{out.Value.Value, out.Value.Value}}
	}
	for i := range out.Kept {
		k := &out.Kept[i]
		for _, end := range []struct {
			at *float64
			up bool
		}{{&k.From, false}, {&k.To, true}} {
			if loosest := i == 0 && !s.up || i == len(out.Kept)-1 && s.up; end.up == s.up && loosest {
				*end.at = out.Value.Value
				continue
			}
			kept, missed := s.cell(*end.at, end.up)
			if missed == nil {
				continue
			}
			if err := s.trimEnd(end.at, kept, missed, end.up); err != nil {
				return err
			}
		}
	}
	return nil
}

// trimEnd narrows one end of a stretch in its own direction.
func (s *search) trimEnd(end *float64, kept, missed *reading, up bool) error {
	was := s.up
	defer func() { s.up = was }()
	s.up = up
	const close = 1e-2
	at, _, err := s.narrowReadings(kept, missed, s.confidence, close)
	*end = s.loose(at)
	return err
}
