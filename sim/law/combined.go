package law

import (
	"math"
	"slices"
)

// latest returns the maximum of independent durations: distribution functions
// multiply.
func latest(al *allowance, parts ...*duration) *duration {
	return combined(al, markOfLatest(parts...), parts, func(value func(i int) float64) float64 {
		all := 1.0
		for i := range parts {
			all *= value(i)
		}
		return all
	})
}

func markOfLatest(parts ...*duration) mark {
	m := newMark(markLatest)
	for _, p := range parts {
		m = m.with(uint64(p.mark))
	}
	return m
}

// earliest returns the minimum of independent durations, the i-th of which
// comes about with probability chance[i] alone: survival functions multiply.
func earliest(al *allowance, chance []float64, parts ...*duration) *duration {
	if len(parts) == 1 && chance[0] == 1 {
		return parts[0]
	}
	return combined(al, markOfEarliest(chance, parts...), parts, func(value func(i int) float64) float64 {
		none := 1.0
		for i, c := range chance {
			none *= 1 - c*value(i)
		}
		return 1 - none
	})
}

func markOfEarliest(chance []float64, parts ...*duration) mark {
	if len(parts) == 1 && chance[0] == 1 {
		return parts[0].mark
	}
	m := newMark(markEarliest).number(chance...)
	for _, p := range parts {
		m = m.with(uint64(p.mark))
	}
	return m
}

// combined returns the duration whose distribution function is f of those of
// its parts, at every point: f must rise in each. Its jumps are where theirs
// are.
func combined(al *allowance, m mark, parts []*duration, f func(value func(i int) float64) float64) *duration {
	d := &duration{
		cdf:    func(x float64) float64 { return f(func(i int) float64 { return parts[i].cdf(x) }) },
		weight: f(func(i int) float64 { return parts[i].weight }),
		mark:   m,
		cost:   cheap,
	}
	var points []float64
	for _, p := range parts {
		d.err += p.err
		d.cost += p.cost
		points = append(points, p.steps.at...)
		d.cuts = append(d.cuts, p.cuts...)
	}
	slices.Sort(points)
	points = slices.Compact(points)
	al.spend(float64(len(points)) * 2 * d.cost)
	for _, x := range points {
		if m := d.cdf(x) - f(func(i int) float64 { return parts[i].below(x) }); m > 0 {
			d.steps.add(x, m)
		}
	}
	d.cuts = append(d.cuts, points...)
	d.settle(al)
	return d
}

// split returns the duration on the event that it is below x, and on the event
// that it is not: two defective durations.
func (d *duration) split(al *allowance, x float64) (early, late *duration) {
	m := d.below(x)
	early = &duration{weight: m, cost: d.cost + cheap, err: d.err, mark: newMark(markEarly, d.mark).number(x)}
	early.cdf = func(y float64) float64 {
		if y < x {
			return d.cdf(y)
		}
		return m
	}
	late = &duration{weight: d.weight - m, cost: d.cost + cheap, err: d.err, mark: newMark(markLate, d.mark).number(x)}
	late.cdf = func(y float64) float64 {
		if y < x {
			return 0
		}
		return d.cdf(y) - m
	}
	for i, at := range d.steps.at {
		if at < x {
			early.steps.add(at, d.steps.mass(i))
		} else {
			late.steps.add(at, d.steps.mass(i))
		}
	}
	early.cuts = append(slices.Clone(d.cuts), x)
	late.cuts = early.cuts
	if d.limited != nil {
		// Of weight - cdf, below x and above.
		early.limited = func(y float64) float64 {
			y = math.Min(x, y)
			return d.limited(y) - (d.weight-m)*y
		}
		late.limited = func(y float64) float64 {
			low := (d.weight - m) * math.Min(x, y)
			if y > x {
				low += d.limited(y) - d.limited(x)
			}
			return low
		}
	}
	early.settle(al)
	late.settle(al)
	return early, late
}

// measure fills in the moments by quadrature: E[X] is the integral of
// P(X > x), and E[X²] that of 2x·P(X > x).
func (d *duration) measure(al *allowance) {
	points := []float64{0}
	for _, c := range d.cuts {
		if c > 0 {
			points = append(points, c)
		}
	}
	for i, at := range d.steps.at {
		if at > 0 && d.steps.mass(i) > 0 {
			points = append(points, at)
		}
	}
	// From the first point at which anything has happened, in steps of
	// constant ratio, until nothing is left.
	lo, hi := 1e-6, 1e-6
	al.spend(float64(len(points)+400) * 24 * d.cost)
	for d.cdf(lo) < 1e-12 && lo < farthest {
		lo *= 2
	}
	for hi = lo; d.weight-d.cdf(hi) > 1e-15 && hi < farthest; hi *= 2 {
		points = append(points, hi, hi*math.Sqrt2)
	}
	points = append(points, lo/4, lo/2, hi)
	slices.Sort(points)
	points = slices.Compact(points)
	d.mean, d.square = 0, 0
	for i, a := range points[:len(points)-1] {
		if a >= hi {
			break
		}
		d.mean += gaussLegendre(a, points[i+1], func(x float64) float64 { return d.weight - d.cdf(x) })
		d.square += 2 * gaussLegendre(a, points[i+1], func(x float64) float64 { return x * (d.weight - d.cdf(x)) })
	}
	// A tail that falls no faster than 1/x² leaves no second moment.
	if hi >= farthest && d.weight-d.cdf(hi) > 0 {
		tail := func(x float64) float64 { return d.weight - d.cdf(x) }
		if slope := math.Log2(tail(hi/1024)/tail(hi/2)) / 9; slope < 2 {
			d.square = math.Inf(1)
			if slope < 1 {
				d.mean = math.Inf(1)
			}
		}
	}
}

// farthest is how far in seconds a quadrature of moments looks.
const farthest = 1e18
