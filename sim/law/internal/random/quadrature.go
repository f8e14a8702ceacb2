package random

import (
	"math"
	"slices"
)

// areas fills area[k] with the integral of the smooth part's weight less its
// distribution function from 0 to k·h: the limited means from which lattice
// masses are made.
func (d *Duration) areas(area []float64, h float64) {
	switch {
	case d.fine != nil:
		d.fine.Areas(area, h)
	case d.limited != nil:
		d.limitedAreas(area, h)
	default:
		area[0] = 0
		d.addedAreas(area, h)
	}
}

// limitedAreas takes areas from the closed form of the limited mean.
func (d *Duration) limitedAreas(area []float64, h float64) {
	mass, moment, i := 0.0, 0.0, 0 // of the jumps passed
	total := d.Steps.Total()
	area[0] = 0
	for k := 1; k < len(area); k++ {
		if k > 2 && area[k-1]-area[k-3] < nothing*h {
			area[k] = area[k-1]
			continue
		}
		x := float64(k) * h
		for ; i < len(d.Steps.At) && d.Steps.At[i] <= x; i++ {
			m := d.Steps.Mass(i)
			mass, moment = mass+m, moment+m*d.Steps.At[i]
		}
		area[k] = d.limited(x) - moment - (total-mass)*x
	}
}

// addedAreas adds areas up from cell to cell.
func (d *Duration) addedAreas(area []float64, h float64) {
	weight := d.SmoothWeight()
	cuts := slices.Clone(d.cuts)
	slices.Sort(cuts)
	next := 0
	left := d.Smooth(0)
	for k := range len(area) - 1 {
		if weight-left < nothing {
			area[k+1] = area[k]
			continue
		}
		a, b := float64(k)*h, float64(k+1)*h
		for next < len(cuts) && cuts[next] <= a {
			next++
		}
		right := d.Smooth(b)
		at, value, sum := a, left, 0.0
		for next < len(cuts) && cuts[next] < b {
			if c := cuts[next]; c > at {
				v := d.Smooth(c)
				sum += d.under(at, c, value, d.Smooth((at+c)/2), v, 40)
				at, value = c, v
			}
			next++
		}
		sum += d.under(at, b, value, d.Smooth((at+b)/2), right, 40)
		area[k+1] = area[k] + weight*h - sum
		left = right
	}
}

// nothing is the probability below which a tail ends.
const nothing = 1e-15

// under returns the integral of the smooth part over [a, b] by Simpson's rule,
// given its values at the ends and the middle. Where it bends, the range is
// halved until that changes the integral by no more than a tiny part of the
// cell's width: what was left would be the same on every lattice, and escape
// the comparison of two.
func (d *Duration) under(a, b, fa, fm, fb float64, depth int) float64 {
	whole := (b - a) / 6 * (fa + 4*fm + fb)
	if math.Abs(fa-2*fm+fb) < 1e-5 {
		return whole
	}
	return d.halved(a, b, fa, fm, fb, whole, (b-a)*1e-10, depth)
}

func (d *Duration) halved(a, b, fa, fm, fb, whole, tol float64, depth int) float64 {
	m := (a + b) / 2
	fl, fr := d.Smooth((a+m)/2), d.Smooth((m+b)/2)
	left := (m - a) / 6 * (fa + 4*fl + fm)
	right := (b - m) / 6 * (fm + 4*fr + fb)
	change := left + right - whole
	if math.Abs(change) < 15*tol || depth == 0 {
		return left + right + change/15
	}
	return d.halved(a, m, fa, fl, fm, left, tol/2, depth-1) + d.halved(m, b, fm, fr, fb, right, tol/2, depth-1)
}
