package sim

import (
	"sort"
)

// A strata holds trials sorted, to be asked about many limits.
type strata struct {
	law             func(limit float64) (p, bound float64) // of the plain sum
	full, sum, both Sample                                 // both: the lesser of the two
	tie             float64                                // in the unit of the samples
	most            float64                                // the greatest limit there is
	only            bool                                   // see joint
	among, beside   float64                                // see joint
	alone           bool                                   // the law is the answer
}

// kept returns the probability that a trial keeps within a limit.
func (s *strata) kept(limit float64) Estimate {
	p, bound := s.law(limit)
	if s.alone {
		return known(p, bound)
	}
	above := func(x Sample) float64 { return float64(x.Len() - x.CountAtMost(limit+s.tie)) }
	j := joint{
		trials: float64(s.full.Len()), sum: above(s.sum), full: above(s.full),
		only: s.only, among: s.among, beside: s.beside,
	}
	j.both = j.full
	if !s.only {
		j.both = above(s.both)
	}
	return j.kept(p, bound)
}

// quantile returns the least limit that a part p of the trials keeps within,
// by inverting kept, and its interval by inverting the ends.
func (s *strata) quantile(p float64) Estimate {
	e := Estimate{
		Value: s.invert(p, func(e Estimate) float64 { return e.Value }),
		Low:   s.invert(p, func(e Estimate) float64 { return e.High }),
		High:  s.invert(p, func(e Estimate) float64 { return e.Low }),
	}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}

// invert returns the least limit at which an end of the estimate reaches p.
func (s *strata) invert(p float64, end func(Estimate) float64) float64 {
	if end(s.kept(0)) >= p {
		return 0
	}
	lo, hi := 0.0, s.most/(1<<24)
	for end(s.kept(hi)) < p {
		if lo, hi = hi, 2*hi; hi > s.most {
			return s.most
		}
	}
	for hi-lo > s.tie/4 && hi-lo > 1e-12*hi {
		if mid := (lo + hi) / 2; end(s.kept(mid)) < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	return s.snap(hi)
}

// snap returns the trial that differs from x by rounding alone, such as 360 s
// for two constant outages, or x.
func (s *strata) snap(x float64) float64 {
	v := s.full.sorted
	i := sort.SearchFloat64s(v, x-2*s.tie)
	if i < len(v) && v[i] <= x+2*s.tie {
		return v[i]
	}
	return x
}
