package law

import (
	"math"
	"slices"
)

// An integral is the limited mean of a duration's smooth part, the integral of
// its weight less its distribution function from 0 on, in a table that is read
// along a lattice of any step. Between two points it is a cubic with the right
// values and slopes (Hermite), and its own slope is right to the third order.
type integral struct {
	x, area, slope []float64
}

// integralRatio is the ratio of two steps of the table, as one goes away from a
// point at which the density may jump.
const integralRatio = 1.015

// newIntegral tabulates a duration.
func newIntegral(d *duration) *integral {
	weight := d.smoothWeight()
	reach := 1.0
	for weight-d.smooth(reach) > nothing && reach < farthest {
		reach *= 2
	}
	for weight-d.smooth(reach/2) <= nothing && reach > 1e-9 {
		reach /= 2
	}
	first := reach
	for d.smooth(first) > nothing && first > 1e-12*reach {
		first /= 2
	}
	ends := []float64{0, reach}
	for _, c := range d.cuts {
		if c > 0 && c < reach {
			ends = append(ends, c)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	var points []float64
	for i, from := range ends[:len(ends)-1] {
		to := ends[i+1]
		points = append(points, from)
		step := (to - from) * 1e-6
		if from == 0 {
			step = math.Min(math.Max(first, step*1e-6), (to-from)/2)
		}
		for ; from+step < to-(integralRatio-1)/2*step; step *= integralRatio {
			points = append(points, from+step)
		}
	}
	points = append(points, reach)
	t := &integral{x: points, area: make([]float64, len(points)), slope: make([]float64, len(points))}
	for i, x := range points {
		t.slope[i] = weight - d.smooth(x)
		switch {
		case i == 0:
		case d.limited != nil:
			t.area[i] = d.limitedTo(x)
		default:
			middle := weight - d.smooth((points[i-1]+x)/2)
			t.area[i] = t.area[i-1] + (x-points[i-1])*(t.slope[i-1]+4*middle+t.slope[i])/6
		}
	}
	return t
}

// fill puts the limited means at k·h into area[k].
func (t *integral) fill(area []float64, h float64) {
	i, last := 0, len(t.x)-1
	for k := range area {
		x := float64(k) * h
		for i < last && t.x[i+1] < x {
			i++
		}
		if i == last {
			area[k] = t.area[last]
			continue
		}
		width := t.x[i+1] - t.x[i]
		u := (x - t.x[i]) / width
		v := 1 - u
		area[k] = v*v*((1+2*u)*t.area[i]+u*width*t.slope[i]) + u*u*((1+2*v)*t.area[i+1]-v*width*t.slope[i+1])
	}
}
