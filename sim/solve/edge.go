package solve

import (
	"math"

	"nines/sim/stat"
)

// An edgeAt is where a promise is just kept, by simulation alone: oriented
// positions, the greater the looser.
type edgeAt struct {
	at           float64 // the loosest seen to keep it; -Inf for none
	safe, beyond float64 // the ends of its 95 % interval, about
}

// loosest finds the edge by simulation, beginning at a position near which it is
// expected; NaN for none. The direction is known.
func (s *search) loosest(start float64) (edgeAt, error) {
	lo, hi := s.position(s.From), s.position(s.To)
	lo, hi = min(lo, hi), max(lo, hi)
	look := func(at float64) (*reading, error) { return s.try(s.loose(at)) }
	const outwards = 0.03
	var kept, missed *reading
	note := func(t *reading, err error) error {
		if err == nil && s.keeps(t) {
			kept = t
		} else if err == nil {
			missed = t
		}
		return err
	}
	if math.IsNaN(start) {
		for _, at := range []float64{lo, hi} {
			if err := note(look(at)); err != nil {
				return edgeAt{}, err
			}
		}
	} else if err := note(look(min(max(start, lo), hi))); err != nil {
		return edgeAt{}, err
	}
	for step := outwards; kept == nil; step *= 4 {
		at := s.position(missed.value)
		if at <= lo {
			return edgeAt{math.Inf(-1), math.Inf(-1), math.Inf(-1)}, nil
		}
		if err := note(look(max(lo, at-step))); err != nil {
			return edgeAt{}, err
		}
	}
	for step := outwards; missed == nil; step *= 4 {
		at := s.position(kept.value)
		if at >= hi {
			return edgeAt{hi, hi, hi}, nil
		}
		if err := note(look(min(hi, at+step))); err != nil {
			return edgeAt{}, err
		}
	}
	const close = 4e-3
	at, past, err := s.narrowReadings(kept, missed, s.confidence, close)
	if err != nil {
		return edgeAt{}, err
	}
	e := s.interval(at, lo, hi)
	e.beyond = max(e.beyond, past) // the edge lies between the two
	return e, nil
}

// interval is where the simulated probability crosses the ends of Wilson's
// interval about the confidence, going on as it does between the nearest readings
// on both sides of the edge.
func (s *search) interval(at, lo, hi float64) edgeAt {
	const beside = 0.01 // closer ones tell noise
	height := func(t *reading) float64 {
		n := float64(len(t.worst))
		return missHeight((n-float64(t.kept)+0.5)/n, 1-s.confidence)
	}
	strict, loose := point{at: math.Inf(-1)}, point{at: math.Inf(1)}
	for _, t := range s.readings {
		switch p := (point{s.position(t.value), height(t)}); {
		case p.at < at-beside && p.at > strict.at:
			strict = p
		case p.at > at+beside && p.at < loose.at:
			loose = p
		}
	}
	here := point{at: at} // where one side was not looked at
	if math.IsInf(strict.at, -1) {
		strict = here
	}
	if math.IsInf(loose.at, 1) {
		loose = here
	}
	e := edgeAt{at, at, at}
	if fall := (strict.height - loose.height) / (loose.at - strict.at); fall > 0 {
		n := float64(s.finest)
		w := stat.Wilson(math.Round(s.confidence*n), n)
		e.safe = max(lo, at-missHeight(1-w.High, 1-s.confidence)/fall)
		e.beyond = min(hi, at+missHeight(1-s.confidence, 1-w.Low)/fall)
	}
	return e
}
