package random

import (
	"math"
	"sort"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// A Law is the law of the downtime in one window, in seconds.
type Law struct {
	of             Quantity
	weight         float64
	points         measure.Steps // what is certain to be exact, and where it jumps
	beside         measure.Steps // if not empty, the points are its sums with these
	single         []single
	levels         []level // of what is left; the outermost first
	edges          []level // of what the window's ends change in that; the same
	beyond, tail   float64 // probability above the outermost level's top, and of.tail there
	mean, variance float64
	bound          float64
	neglected      float64 // of the bound, what is left out at the ends of the window
	excess         float64 // the same of a probability to exceed something, as a part of that
}

// CDF returns P(downtime <= x), x in seconds. A sum of known lengths that
// differs from x by rounding alone counts as x: two outages of 180 s keep
// within a budget of 360 s.
func (l *Law) CDF(x float64) float64 {
	if x < 0 {
		return 0
	}
	const rounding = 1e-14 // what is left of parts that cancel: below the least downtime there is nothing
	if p := l.raw(x + measure.Tie(x)); p > rounding {
		return math.Min(p, 1)
	}
	return 0
}

// raw returns P(downtime <= x) as the parts add up. Beyond the outermost level
// the little that is left falls as the tails of single durations do.
func (l *Law) raw(x float64) float64 {
	if len(l.levels) > 0 && x > l.levels[0].top {
		if l.beyond == 0 || l.tail == 0 {
			return l.weight
		}
		return l.weight - l.beyond*math.Min(l.of.Tail(x)/l.tail, 1)
	}
	p := 0.0
	if len(l.beside.At) > 0 {
		p = measure.ConvolvedUpTo(&l.points, &l.beside, x)
	} else {
		p = l.points.UpTo(x)
	}
	for i := range l.single {
		p += l.single[i].cdf(x)
	}
	p += math.Max(read(l.levels, x), 0)
	if len(l.edges) > 0 {
		p += read(l.edges, math.Min(x, l.edges[0].top))
	}
	return p
}

// read returns what levels hold of the distribution function.
func read(levels []level, x float64) float64 {
	i := sort.Search(len(levels), func(i int) bool { return levels[i].top < x })
	if i == 0 {
		return 0
	}
	return levels[i-1].at(x)
}

// Quantile returns the least downtime x in seconds with CDF(x) >= p; +Inf
// where the probability that is left beyond what is computed exceeds 1 - p.
func (l *Law) Quantile(p float64) float64 {
	const rounding = 1e-14
	p = math.Min(p, 1) - rounding
	lo, hi := 0.0, 1.0
	if l.CDF(0) >= p {
		return 0
	}
	for l.CDF(hi) < p {
		if lo, hi = hi, 2*hi; hi > measure.MaxSeconds {
			return math.Inf(1)
		}
	}
	hi = measure.Bisect(lo, hi, 1e-14, func(x float64) bool { return l.CDF(x) >= p })
	// A tie is met a rounding error early: the point itself is meant.
	if len(l.beside.At) > 0 {
		// The least point of the convolution of both lists from hi on.
		best, found := hi+2*measure.Tie(hi), false
		for _, at := range l.points.At {
			rest := l.beside.At
			if j := sort.SearchFloat64s(rest, hi-at); j < len(rest) && at+rest[j] <= best {
				best, found = at+rest[j], true
			}
		}
		if found {
			return best
		}
		return hi
	}
	if i := sort.SearchFloat64s(l.points.At, hi); i < len(l.points.At) && l.points.At[i] <= hi+2*measure.Tie(hi) {
		return l.points.At[i]
	}
	return hi
}

// Mean returns the mean downtime in seconds; +Inf where it does not exist.
func (l *Law) Mean() float64 { return l.mean }

// Variance returns the variance of the downtime in square seconds; +Inf where
// that of whole incidents does not exist and they are short beside the window.
func (l *Law) Variance() float64 { return l.variance }

// Bound returns how far a probability that CDF returns may be off.
func (l *Law) Bound() float64 { return l.bound }

// LeaveOut adds to the bound what the window's ends leave out: a probability, and
// the same of a probability to exceed something, as a part of that.
func (l *Law) LeaveOut(neglected, excess float64) {
	l.bound, l.neglected, l.excess = l.bound+neglected, neglected, excess
}

// BoundAt returns how far CDF(x) may be off. What is left out at the ends of
// the window happens by certain faults alone, and P(more than x with them) is at
// most P(more than x) by the probability of these faults.
func (l *Law) BoundAt(x float64) float64 {
	if l.neglected == 0 {
		return l.bound
	}
	return l.bound - l.neglected + math.Min(l.neglected, l.excess*(1-l.CDF(x)))
}

// change returns by how much a law differs from that of another quantity near
// to its own, as small lattices see it.
func (l *Law) change(al *effort.Allowance, q Quantity) float64 {
	own, other := &solver{allow: al, of: l.of}, &solver{allow: al, of: q}
	worst := 0.0
	for i, v := range l.levels {
		from := 0.0
		if i+1 < len(l.levels) {
			from = l.levels[i+1].top
		}
		a, b := own.level(v.top, minPoints/2), other.level(v.top, minPoints/2)
		for x := v.top; x > from; x -= a.h / 2 {
			worst = math.Max(worst, math.Abs(a.at(x)-b.at(x)))
		}
	}
	return worst
}
