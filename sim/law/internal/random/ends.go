package random

import (
	"math"
	"slices"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// Excess returns E[(X - c)+].
func (d *Duration) Excess(al *effort.Allowance, c float64) float64 {
	d.Prepare(al)
	if math.IsInf(d.Mean, 1) {
		return d.Mean
	}
	return math.Max(d.Mean-d.area(al)(c), 0)
}

// Stopped returns what a length leaves that is cut at a uniform place of a
// stretch, if it gets so far: min(X, a).
func (d *Duration) Stopped(al *effort.Allowance, stretch float64) *Duration {
	s := &Duration{Weight: 1, cost: d.cost + effort.Cheap, Err: d.Err, Mark: NewMark(markStopped, d.Mark).WithFloats(stretch)}
	s.CDF = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		return 1 - (1-d.CDF(x))*math.Max(1-x/stretch, 0)
	}
	for i, at := range d.Steps.At {
		if at < stretch {
			s.Steps.Add(at, d.Steps.Mass(i)*(1-at/stretch))
		}
	}
	return s.bounded(al, d, stretch)
}

// LeftOver returns what a length leaves behind a uniform place of a stretch:
// (X - a)+.
func (d *Duration) LeftOver(al *effort.Allowance, stretch float64) *Duration {
	d.Prepare(al)
	area := d.area(al)
	s := &Duration{Weight: 1, cost: 2*d.cost + effort.Tabled, Err: d.Err, Mark: NewMark(markLeftOver, d.Mark).WithFloats(stretch)}
	above := func(x float64) float64 { return (area(x+stretch) - area(x)) / stretch }
	s.CDF = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		return 1 - above(x)
	}
	s.Steps.Add(0, 1-above(0))
	return s.bounded(al, d, math.Min(d.reach(), measure.MaxSeconds))
}

// bounded fills in where a duration made from another is not smooth, and its
// moments, if it never exceeds the given length.
func (d *Duration) bounded(al *effort.Allowance, from *Duration, most float64) *Duration {
	d.cuts = append(append(d.cuts, from.cuts...), from.Steps.At...)
	d.cuts = append(d.cuts, most)
	slices.Sort(d.cuts)
	d.cuts = slices.Compact(d.cuts)
	d.Mean, d.square = momentsAbove(al, d.cost, func(x float64) float64 { return 1 - d.CDF(x) }, d.cuts, most)
	return d
}

// Overlap returns how much of a window lies in lengths of time that come once a
// period, all of them seconds: it may begin at any time of the period.
func Overlap(window, length, period float64) *Duration {
	short, long := math.Min(window, length), math.Max(window, length)
	d := &Duration{Weight: 1, cost: effort.Cheap, Mark: NewMark(markOverlap).WithFloats(window, length, period)}
	least := math.Max(short+long-period, 0)
	none := (period - short - long + 2*least) / period
	all := (long - short) / period
	if short-least <= 0 {
		return Constant(short)
	}
	slope := (1 - none - all) / (short - least)
	d.Steps.Add(least, none)
	d.Steps.Add(short, all)
	d.cuts = []float64{least, short}
	d.CDF = func(x float64) float64 {
		switch {
		case x < least:
			return 0
		case x >= short:
			return 1
		}
		return none + slope*(x-least)
	}
	d.limited = func(x float64) float64 {
		if x <= least {
			return x
		}
		y := math.Min(x, short) - least
		return least + y*(1-none) - slope*y*y/2
	}
	d.Mean = d.limited(short)
	d.square = least*least*none + short*short*all + slope*(short*short*short-least*least*least)/3
	return d
}

// Paired returns what two lengths leave of which the first is cut at a place
// anywhere in the period, and the second begins to count there:
// min(X, a) + (Y - a)+ for a uniform a.
func (d *Duration) Paired(al *effort.Allowance, period float64) *Duration {
	d.Prepare(al)
	area, mean := d.area(al), d.Mean
	p := &Duration{Weight: 1, cost: 2*d.cost + effort.Tabled, Err: 3 * d.Err, Mark: NewMark(markPaired, d.Mark).WithFloats(period)}
	p.CDF = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		f := d.CDF(x)
		a := area(x)
		return f + (x*(1-f)+a-mean+(1-f)*(mean-2*a))/period
	}
	for i, at := range d.Steps.At {
		p.Steps.Add(at, d.Steps.Mass(i)*(1-(at+mean-2*area(at))/period))
	}
	p.bounded(al, d, math.Min(2*d.reach(), measure.MaxSeconds))
	p.Mean = mean
	return p
}
