package law

import (
	"math"
	"slices"
	"sort"
)

// tabulated returns the smooth duration of a distribution function that is
// slow to evaluate: it is read from a table over the logarithm of x, by
// polynomials of degree 5 that reach over no break.
func tabulated(cdf func(x float64) float64, weight float64, breaks []float64, enough float64) *duration {
	lo, hi := 1.0, 1.0
	for cdf(lo) > 1e-12 && lo > 1e-15 {
		lo /= 2
	}
	for weight-cdf(hi) > 1e-13 && hi < farthest {
		hi *= 2
	}
	for cdf(lo*2) <= 1e-12 && lo < hi {
		lo *= 2
	}
	ends := []float64{lo, hi}
	for _, x := range breaks {
		if x > lo && x < hi {
			ends = append(ends, x)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	var t table
	for i, a := range ends[:len(ends)-1] {
		t = append(t, newSection(cdf, a, ends[i+1], enough))
	}
	d := &duration{weight: weight, cuts: ends}
	first := cdf(lo)
	d.cdf = func(x float64) float64 {
		switch {
		case x < lo:
			return first * math.Max(x, 0) / lo
		case x >= hi:
			return weight
		}
		return t.at(x)
	}
	d.err = first
	for i := range t {
		d.err = math.Max(d.err, t[i].err)
	}
	return d
}

// A section is a stretch of a table without breaks.
type section struct {
	from, to float64 // x
	base     float64 // log from
	step     float64 // of log x
	values   []float64
	err      float64
}

type table []section

// newSection tabulates f from a to b, where it may jump at either end. It makes
// the step smaller until the table is good, or too large.
func newSection(f func(x float64) float64, a, b, enough float64) section {
	inside := func(x float64) float64 {
		return f(math.Min(math.Max(x, math.Nextafter(a, b)), math.Nextafter(b, a)))
	}
	n := max(16, int(math.Log(b/a)/tableStep)+1)
	s := section{from: a, to: b, base: math.Log(a)}
	for {
		s.step = math.Log(b/a) / float64(n)
		s.values = make([]float64, n+1)
		for i := range s.values {
			s.values[i] = inside(a * math.Exp(float64(i)*s.step))
		}
		s.err = 0
		for i := range probes {
			x := a * math.Exp((float64(i*n/probes)+0.45)*s.step)
			s.err = math.Max(s.err, 1.5*math.Abs(s.at(x)-inside(x)))
		}
		if s.err < enough || n > largestSection {
			return s
		}
		n *= 2
	}
}

const (
	tableStep      = 0.02 // of the logarithm of x, at first
	largestSection = 4096
	probes         = 200 // at which a section is held against what it tabulates
)

// at returns the value at x.
func (s *section) at(x float64) float64 {
	u := (math.Log(x) - s.base) / s.step
	k := min(max(int(u)-2, 0), len(s.values)-6)
	p := 0.0
	for j, w := range lagrange(u - float64(k+2)) {
		p += w * s.values[k+j]
	}
	return p
}

// at returns the value at x.
func (t table) at(x float64) float64 {
	i := sort.Search(len(t), func(i int) bool { return t[i].to > x })
	return t[min(i, len(t)-1)].at(x)
}
