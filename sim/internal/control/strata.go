package control

import (
	"sort"

	"nines/sim/stat"
)

// A Strata holds trials sorted, to be asked about many limits.
type Strata struct {
	Law             func(limit float64) (p, bound float64) // of the plain sum
	Full, Sum, Both stat.Sample                            // both: the lesser of the two
	Tie             float64                                // in the unit of the samples
	Most            float64                                // the greatest limit there is
	Only            bool                                   // see joint
	Among, Beside   float64                                // see joint
	Alone           bool                                   // the law is the answer
}

// Kept returns the probability that a trial keeps within a limit.
func (s *Strata) Kept(limit float64) stat.Estimate {
	p, bound := s.Law(limit)
	if s.Alone {
		return stat.Known(p, bound)
	}
	above := func(x stat.Sample) float64 { return float64(x.Len() - x.CountAtMost(limit+s.Tie)) }
	j := stat.Joint{
		Trials: float64(s.Full.Len()), Sum: above(s.Sum), Full: above(s.Full),
		Only: s.Only, Among: s.Among, Beside: s.Beside,
	}
	j.Both = j.Full
	if !s.Only {
		j.Both = above(s.Both)
	}
	return j.Kept(p, bound)
}

// enoughBeyond is how many trials tell which part of the plain sum's misses
// overlap leaves.
const enoughBeyond = 100

// Exceeded returns the probability that a trial exceeds a limit, for curves:
// one that is told by fewer and fewer trials towards its end. There the part of
// the plain sum's misses that overlap leaves is taken from the last limit that
// enough trials exceed, so that the curve falls as the law does, through the
// last trial and beyond it. It holds for trials that overlap alone makes differ
// (only), which bounds the probability from above by the law; from below it is
// known as well as so many misses as the law expects would show it.
func (s *Strata) Exceeded(limit float64) stat.Estimate {
	sum := s.Sum.Len() - s.Sum.CountAtMost(limit+s.Tie)
	if s.Alone || !s.Only || sum >= enoughBeyond {
		return s.Kept(limit).Complement()
	}
	first := s.Sum.Sorted()[max(0, s.Sum.Len()-enoughBeyond)] - 2*s.Tie
	above := func(x stat.Sample) float64 { return float64(x.Len() - x.CountAtMost(first+s.Tie)) }
	left := min(above(s.Full)/above(s.Sum), 1)
	p, bound := s.Law(limit)
	missed := 1 - p
	n := missed * float64(s.Sum.Len())
	return stat.WithInterval(missed*left, max(0, (missed-bound)*stat.Wilson(left*n, n).Low), min(1, missed+bound))
}

// Quantile returns the least limit that a part p of the trials keeps within,
// by inverting kept, and its interval by inverting the ends.
func (s *Strata) Quantile(p float64) stat.Estimate {
	return stat.WithInterval(s.invert(p, func(e stat.Estimate) float64 { return e.Value }), s.invert(p, func(e stat.Estimate) float64 { return e.High }), s.invert(p, func(e stat.Estimate) float64 { return e.Low }))
}

// invert returns the least limit at which an end of the estimate reaches p.
func (s *Strata) invert(p float64, end func(stat.Estimate) float64) float64 {
	if end(s.Kept(0)) >= p {
		return 0
	}
	lo, hi := 0.0, s.Most/(1<<24)
	for end(s.Kept(hi)) < p {
		if lo, hi = hi, 2*hi; hi > s.Most {
			return s.Most
		}
	}
	for hi-lo > s.Tie/4 && hi-lo > 1e-12*hi {
		if mid := (lo + hi) / 2; end(s.Kept(mid)) < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	return s.snap(hi)
}

// snap returns the trial that differs from x by rounding alone, such as 360 s
// for two constant outages, or x.
func (s *Strata) snap(x float64) float64 {
	v := s.Full.Sorted()
	i := sort.SearchFloat64s(v, x-2*s.Tie)
	if i < len(v) && v[i] <= x+2*s.Tie {
		return v[i]
	}
	return x
}
