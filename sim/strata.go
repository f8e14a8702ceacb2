package sim

import "sort"

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

// enoughBeyond is how many trials tell which part of the plain sum's misses
// overlap leaves.
const enoughBeyond = 100

// exceeded returns the probability that a trial exceeds a limit, for curves:
// one that is told by fewer and fewer trials towards its end. There the part of
// the plain sum's misses that overlap leaves is taken from the last limit that
// enough trials exceed, so that the curve falls as the law does, through the
// last trial and beyond it. It holds for trials that overlap alone makes differ
// (only), which bounds the probability from above by the law; from below it is
// known as well as so many misses as the law expects would show it.
func (s *strata) exceeded(limit float64) Estimate {
	sum := s.sum.Len() - s.sum.CountAtMost(limit+s.tie)
	if s.alone || !s.only || sum >= enoughBeyond {
		return s.kept(limit).Complement()
	}
	first := s.sum.Sorted()[max(0, s.sum.Len()-enoughBeyond)] - 2*s.tie
	above := func(x Sample) float64 { return float64(x.Len() - x.CountAtMost(first+s.tie)) }
	left := min(above(s.full)/above(s.sum), 1)
	p, bound := s.law(limit)
	missed := 1 - p
	n := missed * float64(s.sum.Len())
	e := Estimate{Value: missed * left, Low: max(0, (missed-bound)*wilson(left*n, n).Low), High: min(1, missed+bound)}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
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
	v := s.full.Sorted()
	i := sort.SearchFloat64s(v, x-2*s.tie)
	if i < len(v) && v[i] <= x+2*s.tie {
		return v[i]
	}
	return x
}
