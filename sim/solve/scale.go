package solve

import (
	"math"

	"nines/model"
)

// A scale spaces the values of a variable: by their logarithm, and where they
// are ratios by that of their odds, so that 99 % is as far from 99.9 % as 1 %
// is from 0.1 %. Close to 0, and to 1 for ratios, it is linear, so that the ends
// can be reached.
type scale struct {
	ratio   bool
	lo, top float64 // where the straight lines begin
}

func newScale(x Variable) scale {
	const close = 1e-4
	s := scale{ratio: x.Kind == model.RatioValue, lo: close * x.To, top: 1 - close}
	if s.ratio {
		s.lo = close
		if x.To < 1 {
			s.top = max(s.top, x.To)
		}
		if x.To < s.lo {
			s.lo = close * x.To
		}
	}
	if x.From > 0 {
		s.lo = min(s.lo, x.From)
	}
	return s
}

// position returns where a value stands on the scale.
func (s scale) position(v float64) float64 {
	switch {
	case v < s.lo:
		return s.curve(s.lo) + (v-s.lo)*s.slope(s.lo)
	case s.ratio && v > s.top:
		return s.curve(s.top) + (v-s.top)*s.slope(s.top)
	}
	return s.curve(v)
}

// value is the inverse of position.
func (s scale) value(at float64) float64 {
	switch low, high := s.curve(s.lo), s.curve(s.top); {
	case at < low:
		return max(0, s.lo+(at-low)/s.slope(s.lo))
	case !s.ratio:
		return math.Exp(at)
	case at > high:
		return min(1, s.top+(at-high)/s.slope(s.top))
	}
	return 1 / (1 + math.Exp(-at))
}

func (s scale) curve(v float64) float64 {
	if s.ratio {
		return math.Log(v / (1 - v))
	}
	return math.Log(v)
}

func (s scale) slope(v float64) float64 {
	if s.ratio {
		return 1 / (v * (1 - v))
	}
	return 1 / v
}

// between returns the value in the middle of two on the scale.
func (s scale) between(a, b, part float64) float64 {
	v := s.value((1-part)*s.position(a) + part*s.position(b))
	return min(max(v, min(a, b)), max(a, b))
}
