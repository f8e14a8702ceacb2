package random

import (
	"math"
	"slices"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// Latest returns the maximum of independent durations: distribution functions
// multiply.
func Latest(al *effort.Allowance, parts ...*Duration) *Duration {
	return combined(al, MarkOfLatest(parts...), parts, func(value func(i int) float64) float64 {
		all := 1.0
		for i := range parts {
			all *= value(i)
		}
		return all
	})
}

// MarkOfLatest returns the mark of the latest of durations.
func MarkOfLatest(parts ...*Duration) Mark {
	m := NewMark(markLatest)
	for _, p := range parts {
		m = m.With(uint64(p.Mark))
	}
	return m
}

// Earliest returns the minimum of independent durations, the i-th of which
// comes about with probability chance[i] alone: survival functions multiply.
func Earliest(al *effort.Allowance, chance []float64, parts ...*Duration) *Duration {
	if len(parts) == 1 && chance[0] == 1 {
		return parts[0]
	}
	return combined(al, MarkOfEarliest(chance, parts...), parts, func(value func(i int) float64) float64 {
		none := 1.0
		for i, c := range chance {
			none *= 1 - c*value(i)
		}
		return 1 - none
	})
}

// MarkOfEarliest returns the mark of the earliest of durations, each of which
// takes part with a chance.
func MarkOfEarliest(chance []float64, parts ...*Duration) Mark {
	if len(parts) == 1 && chance[0] == 1 {
		return parts[0].Mark
	}
	m := NewMark(markEarliest).WithFloats(chance...)
	for _, p := range parts {
		m = m.With(uint64(p.Mark))
	}
	return m
}

// combined returns the duration whose distribution function is f of those of
// its parts, at every point: f must rise in each. Its jumps are where theirs
// are.
func combined(al *effort.Allowance, m Mark, parts []*Duration, f func(value func(i int) float64) float64) *Duration {
	d := &Duration{
		CDF:    func(x float64) float64 { return f(func(i int) float64 { return parts[i].CDF(x) }) },
		Weight: f(func(i int) float64 { return parts[i].Weight }),
		Mark:   m,
		cost:   effort.Cheap,
	}
	var points []float64
	for _, p := range parts {
		d.Err += p.Err
		d.cost += p.cost
		points = append(points, p.Steps.At...)
		d.cuts = append(d.cuts, p.cuts...)
	}
	slices.Sort(points)
	points = slices.Compact(points)
	al.Spend(float64(len(points)) * 2 * d.cost)
	for _, x := range points {
		if m := d.CDF(x) - f(func(i int) float64 { return parts[i].below(x) }); m > 0 {
			d.Steps.Add(x, m)
		}
	}
	d.cuts = append(d.cuts, points...)
	d.settle(al)
	return d
}

// Split returns the duration on the event that it is below x, and on the event
// that it is not: two defective durations.
func (d *Duration) Split(al *effort.Allowance, x float64) (early, late *Duration) {
	m := d.below(x)
	early = &Duration{Weight: m, cost: d.cost + effort.Cheap, Err: d.Err, Mark: NewMark(markEarly, d.Mark).WithFloats(x)}
	early.CDF = func(y float64) float64 {
		if y < x {
			return d.CDF(y)
		}
		return m
	}
	late = &Duration{Weight: d.Weight - m, cost: d.cost + effort.Cheap, Err: d.Err, Mark: NewMark(markLate, d.Mark).WithFloats(x)}
	late.CDF = func(y float64) float64 {
		if y < x {
			return 0
		}
		return d.CDF(y) - m
	}
	for i, at := range d.Steps.At {
		if at < x {
			early.Steps.Add(at, d.Steps.Mass(i))
		} else {
			late.Steps.Add(at, d.Steps.Mass(i))
		}
	}
	early.cuts = append(slices.Clone(d.cuts), x)
	late.cuts = early.cuts
	if d.limited != nil {
		// Of Weight - CDF, below x and above.
		early.limited = func(y float64) float64 {
			y = math.Min(x, y)
			return d.limited(y) - (d.Weight-m)*y
		}
		late.limited = func(y float64) float64 {
			low := (d.Weight - m) * math.Min(x, y)
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
func (d *Duration) measure(al *effort.Allowance) {
	points := []float64{0}
	for _, c := range d.cuts {
		if c > 0 {
			points = append(points, c)
		}
	}
	for i, at := range d.Steps.At {
		if at > 0 && d.Steps.Mass(i) > 0 {
			points = append(points, at)
		}
	}
	// From the first point at which anything has happened, in steps of
	// constant ratio, until nothing is left.
	lo, hi := 1e-6, 1e-6
	al.Spend(float64(len(points)+400) * 24 * d.cost)
	for d.CDF(lo) < 1e-12 && lo < measure.MaxSeconds {
		lo *= 2
	}
	for hi = lo; d.Weight-d.CDF(hi) > 1e-15 && hi < measure.MaxSeconds; hi *= 2 {
		points = append(points, hi, hi*math.Sqrt2)
	}
	points = append(points, lo/4, lo/2, hi)
	slices.Sort(points)
	points = slices.Compact(points)
	d.Mean, d.square = 0, 0
	for i, a := range points[:len(points)-1] {
		if a >= hi {
			break
		}
		d.Mean += measure.GaussLegendre(a, points[i+1], func(x float64) float64 { return d.Weight - d.CDF(x) })
		d.square += 2 * measure.GaussLegendre(a, points[i+1], func(x float64) float64 { return x * (d.Weight - d.CDF(x)) })
	}
	// A tail that falls no faster than 1/x² leaves no second moment.
	if hi >= measure.MaxSeconds && d.Weight-d.CDF(hi) > 0 {
		tail := func(x float64) float64 { return d.Weight - d.CDF(x) }
		if slope := math.Log2(tail(hi/1024)/tail(hi/2)) / 9; slope < 2 {
			d.square = math.Inf(1)
			if slope < 1 {
				d.Mean = math.Inf(1)
			}
		}
	}
}
