package plots

import (
	"math"

	"gonum.org/v1/plot/vg"

	"nines/sim/stat"
)

// A mark is a point of a curve with its interval.
type mark struct {
	x float64
	stat.Estimate
}

// trace follows a function from lo to hi. It looks closer wherever height
// jumps by more than a step, so that a jump in the function is drawn as the
// vertical line that it is.
func trace(f func(xs []float64) []stat.Estimate, lo, hi, step float64, height func(stat.Estimate) float64) []mark {
	const (
		coarse = 160
		rounds = 14
		most   = 4000
	)
	xs := make([]float64, coarse+1)
	for i := range xs {
		xs[i] = lo + (hi-lo)*float64(i)/coarse
	}
	marks := at(f, xs)
	for range rounds {
		var more []float64
		for i := 1; i < len(marks) && len(marks)+len(more) < most; i++ {
			a, b := marks[i-1], marks[i]
			if math.Abs(height(a.Estimate)-height(b.Estimate)) > step && b.x-a.x > 1e-5*(hi-lo) {
				more = append(more, (a.x+b.x)/2)
			}
		}
		if len(more) == 0 {
			break
		}
		marks = merge(marks, at(f, more))
	}
	return marks
}

// at evaluates a function.
func at(f func(xs []float64) []stat.Estimate, xs []float64) []mark {
	marks := make([]mark, len(xs))
	for i, e := range f(xs) {
		marks[i] = mark{xs[i], e}
	}
	return marks
}

// merge puts two ascending lists of marks into one.
func merge(a, b []mark) []mark {
	out := make([]mark, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].x <= b[0].x {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// outline returns the curve and the band around it as points of a page.
func outline(marks []mark, tx, ty func(float64) vg.Length, height func(float64) float64) (line, band []vg.Point) {
	var low []vg.Point
	for _, m := range marks {
		x := tx(m.x)
		line = append(line, vg.Point{X: x, Y: ty(height(m.Value))})
		band = append(band, vg.Point{X: x, Y: ty(height(m.High))})
		low = append(low, vg.Point{X: x, Y: ty(height(m.Low))})
	}
	for i := len(low) - 1; i >= 0; i-- {
		band = append(band, low[i])
	}
	return line, band
}
