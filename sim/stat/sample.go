package stat

import (
	"math"
	"slices"
	"sort"
)

// Z95 is the normal quantile behind every 95 % interval.
const Z95 = 1.959963984540054

// A Sample is a set of independent draws, one a simulated year, kept whole:
// sorting a million numbers takes a tenth of a second and is exact.
type Sample struct {
	sorted   []float64 // ascending
	mean, sd float64
}

// NewSample sorts values in place and takes them over. The moments are summed
// in the order of the sorted values, so that they do not depend on the order
// of the draws.
func NewSample(values []float64) Sample {
	SortValues(values)
	s := Sample{sorted: values}
	if len(values) == 0 {
		s.mean, s.sd = math.NaN(), math.NaN()
		return s
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	s.mean = sum / float64(len(values))
	squares := 0.0
	for _, v := range values {
		squares += (v - s.mean) * (v - s.mean)
	}
	s.sd = math.NaN()
	if len(values) > 1 {
		s.sd = math.Sqrt(squares / float64(len(values)-1))
	}
	return s
}

// Unbounded returns the sample of draws that have no variance: neither it nor an
// interval of the mean is known.
func (s Sample) Unbounded() Sample {
	s.sd = math.NaN()
	return s
}

// Sorted returns the draws in ascending order. Callers share them; do not modify.
func (s Sample) Sorted() []float64 { return s.sorted }

// Len returns the number of draws.
func (s Sample) Len() int { return len(s.sorted) }

// Mean returns the mean with its standard error and normal 95 % interval.
func (s Sample) Mean() Estimate {
	se := s.sd / math.Sqrt(float64(len(s.sorted)))
	return Normal(s.mean, se)
}

// SD returns the standard deviation (n - 1 in the denominator).
func (s Sample) SD() float64 { return s.sd }

// Min and Max return the least and the greatest draw.
func (s Sample) Min() float64 { return s.sorted[0] }

// Max returns the greatest draw.
func (s Sample) Max() float64 { return s.sorted[len(s.sorted)-1] }

// Quantile returns the smallest draw with at least the part p of the draws at
// or below it, x₍⌈np⌉₎, with the order statistics that bracket the quantile
// in 95 % of samples: ranks np ∓ 1.96·√(np(1-p)), rounded outwards (David and
// Nagaraja, Order Statistics, section 7.1). An end that the sample does not
// reach is -Inf or +Inf.
func (s Sample) Quantile(p float64) Estimate { return s.ClusteredQuantile(p, 1) }

// ClusteredQuantile is Quantile for a sample whose empirical distribution function has
// a variance of deff times the binomial one (draws clustered by year).
func (s Sample) ClusteredQuantile(p, deff float64) Estimate {
	n := float64(len(s.sorted))
	if n == 0 {
		return Estimate{Value: math.NaN(), SE: math.NaN(), Low: math.NaN(), High: math.NaN()}
	}
	lo, hi := QuantileRanks(n, p, deff)
	at := func(rank float64) float64 {
		switch {
		case rank < 1:
			return math.Inf(-1)
		case rank > n:
			return math.Inf(1)
		}
		return s.sorted[int(rank)-1]
	}
	e := Estimate{
		Value: s.sorted[RankOf(len(s.sorted), p)-1],
		Low:   at(lo),
		High:  at(hi),
	}
	e.SE = (e.High - e.Low) / (2 * Z95)
	if math.IsInf(e.SE, 0) || math.IsNaN(e.SE) {
		e.SE = math.NaN()
	}
	return e
}

// QuantileRanks returns the ranks that bracket the quantile of n draws at p in
// 95 % of samples; they may lie outside 1 to n.
func QuantileRanks(n, p, deff float64) (lo, hi float64) {
	half := Z95 * math.Sqrt(n*p*(1-p)*deff)
	return math.Floor(n*p - half), math.Ceil(n*p + half)
}

// RankOf returns ⌈np⌉, at least 1, without letting the rounding of n·p raise
// it (0.07 times 100 is 7.000000000000001).
func RankOf(n int, p float64) int {
	r := int(math.Ceil(float64(n) * p * (1 - 1e-14)))
	return min(max(r, 1), n)
}

// atomPart is which part of a sample has the same value where that is one of
// a few.
const atomPart = 1.0 / 200

// Payment is Quantile for what agreements pay: sums of tiers, of which a year
// has one of a few.
func (s Sample) Payment(p float64) Estimate {
	e := s.Quantile(p)
	from := sort.Search(len(s.sorted), func(i int) bool { return s.sorted[i] >= e.Value })
	same := s.CountAtMost(e.Value) - from
	e.Atom = same > 1 && float64(same) >= atomPart*float64(len(s.sorted))
	return e
}

// CountAtMost returns how many draws are at most x.
func (s Sample) CountAtMost(x float64) int {
	return sort.Search(len(s.sorted), func(i int) bool { return s.sorted[i] > x })
}

// QuantileOf is Sample.Quantile of values in any order. It
// reorders them.
func QuantileOf(values []float64, p float64) Estimate {
	n := len(values)
	lo, hi := QuantileRanks(float64(n), p, 1)
	e := Estimate{Value: SelectRank(values, RankOf(n, p)-1), SE: math.NaN(), Low: math.Inf(-1), High: math.Inf(1)}
	if lo >= 1 {
		e.Low = SelectRank(values, int(lo)-1)
	}
	if hi <= float64(n) {
		e.High = SelectRank(values, int(hi)-1)
	}
	if lo >= 1 && hi <= float64(n) {
		e.SE = (e.High - e.Low) / (2 * Z95)
	}
	return e
}

// Supported returns the quantile of values at p if its 95 % interval lies
// inside the sample, else NaN: the 99th percentile of twenty outages is a
// guess, unless all are the same. It reorders the values from a place on, up to
// which none is greater than those behind, and returns the next such place.
func Supported(values []float64, p float64, from int) (q float64, upTo int) {
	lo, hi := QuantileRanks(float64(len(values)), p, 1)
	if (lo < 1 || int(hi) > len(values)) && slices.Min(values) < slices.Max(values) {
		return math.NaN(), from
	}
	upTo = RankOf(len(values), p) - 1
	return SelectRank(values[from:], upTo-from), upTo
}

// SelectRank moves the value of rank k (from 0) to v[k], smaller ones before
// it and greater ones behind, in linear time (Hoare, "Find", 1961). A sweep
// needs three order statistics of each of its cells, not their order.
func SelectRank(v []float64, k int) float64 {
	lo, hi := 0, len(v)-1
	for lo < hi {
		pivot := median3(v[lo], v[lo+(hi-lo)/2], v[hi])
		i, j := lo, hi
		for i <= j {
			for v[i] < pivot {
				i++
			}
			for v[j] > pivot {
				j--
			}
			if i <= j {
				v[i], v[j] = v[j], v[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			hi = j
		case k >= i:
			lo = i
		default:
			return v[k]
		}
	}
	return v[k]
}

// RankAmong returns the value of rank k (from 0) of n values that are not
// negative, which keep their places: from their first 16 bits on, which order
// them, it finds those of the value it seeks.
func RankAmong(n, k int, at func(i int) float64) float64 {
	const digit = 16
	counts := make([]int, 1<<digit)
	found := uint64(0)
	for shift := 64 - digit; shift >= 0; shift -= digit {
		clear(counts)
		for i := range n {
			if bits := math.Float64bits(at(i)) >> shift; bits>>digit == found {
				counts[bits&(1<<digit-1)]++
			}
		}
		next := uint64(0)
		for k >= counts[next] {
			k -= counts[next]
			next++
		}
		found = found<<digit | next
	}
	return math.Float64frombits(found)
}

func median3(a, b, c float64) float64 {
	return max(min(a, b), min(max(a, b), c))
}
