package random

import (
	"math"
	"slices"

	"nines/model"
	"nines/sim/law/internal/effort"
)

// Polled returns U(0, interval) + delay: over a uniform poll, the distribution
// function of the sum is the mean of the delay's over an interval, the
// difference of two limited means.
func Polled(delay *Duration, interval float64) *Duration {
	area := func(x float64) float64 {
		if x <= 0 {
			return 0
		}
		return x - delay.limited(x)
	}
	sum := &Duration{
		CDF: func(x float64) float64 {
			return math.Max(0, math.Min(1, (area(x)-area(x-interval))/interval))
		},
		Weight: 1,
		Mean:   delay.Mean + interval/2,
		square: delay.square + delay.Mean*interval + interval*interval/3,
		cost:   2*delay.cost + effort.Cheap,
		Mark:   NewMark(markPolled, delay.Mark).WithFloats(interval),
	}
	for _, c := range append(append([]float64{}, delay.cuts...), delay.Steps.At...) {
		sum.cuts = append(sum.cuts, c, c+interval)
	}
	return sum
}

// UntilOpen returns how long a uniform moment of the year is from when the
// timetable is open.
func UntilOpen(t *model.Timetable) *Duration {
	number := map[float64]float64{}
	n := t.Stretches()
	for i := range n {
		_, to := t.Stretch(i)
		next, _ := t.Stretch((i + 1) % n)
		if i == n-1 {
			next += model.Year
		}
		if next > to {
			number[next-to]++
		}
	}
	var gaps []float64
	for gap := range number {
		gaps = append(gaps, gap)
	}
	slices.Sort(gaps)
	on := t.Open() / model.Year
	d := &Duration{Weight: 1, cuts: gaps, Mark: NewMark(markHours).WithFloats(on)}
	// Of the moments in a gap, those nearer than x to its end wait less.
	d.CDF = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		sum := t.Open()
		for _, gap := range gaps {
			sum += number[gap] * min(x, gap)
		}
		return sum / model.Year
	}
	d.limited = func(x float64) float64 {
		sum := 0.0
		for _, gap := range gaps {
			rest := gap - min(x, gap)
			sum += number[gap] * (gap*gap - rest*rest) / 2
		}
		return sum / model.Year
	}
	for _, gap := range gaps {
		d.Mean += number[gap] * gap * gap / 2 / model.Year
		d.square += number[gap] * gap * gap * gap / 3 / model.Year
		d.Mark = d.Mark.WithFloats(gap, number[gap])
	}
	d.Steps.Add(0, on)
	return d
}
