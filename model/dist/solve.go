package dist

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/integrate/quad"
)

// least returns the least x in [lo, hi] for which holds is true, given that
// 0 <= lo <= hi, that holds never goes from true to false as x grows, and that
// it is true at hi. Floats of one sign are ordered as their bit patterns are,
// so that halving the pattern's range finds x to its last bit in at most 64
// steps, whatever its magnitude and however holds jumps.
func least(lo, hi float64, holds func(x float64) bool) float64 {
	a, b := math.Float64bits(lo), math.Float64bits(hi)
	for a < b {
		middle := a + (b-a)/2
		if holds(math.Float64frombits(middle)) {
			b = middle
		} else {
			a = middle + 1
		}
	}
	return math.Float64frombits(a)
}

// integrate returns the integral of f over the range from the first to the
// last of the points, which rise and between which f is smooth or nearly so.
// The 20-point Gauss-Legendre rule on an interval is held against the same rule
// on its halves; the relative error aimed at is 1e-13.
func integrate(f func(float64) float64, points ...float64) float64 {
	var coarse, sum float64
	parts := make([]float64, len(points)-1)
	for i := range parts {
		parts[i] = quad.Fixed(f, points[i], points[i+1], 20, quad.Legendre{}, 0)
		coarse += math.Abs(parts[i])
	}
	for i, part := range parts {
		sum += refine(f, points[i], points[i+1], part, 1e-15*coarse, 40)
	}
	return sum
}

// refine halves [a, b] until f's integral over it, known as whole, changes by
// a relative 1e-13 or by less than tol.
func refine(f func(float64) float64, a, b, whole, tol float64, depth int) float64 {
	middle := a + (b-a)/2
	left := quad.Fixed(f, a, middle, 20, quad.Legendre{}, 0)
	right := quad.Fixed(f, middle, b, 20, quad.Legendre{}, 0)
	change := math.Abs(left + right - whole)
	if change <= tol || change <= 1e-13*math.Abs(left+right) || depth == 0 {
		return left + right
	}
	return refine(f, a, middle, left, tol, depth-1) + refine(f, middle, b, right, tol, depth-1)
}

// powerArea returns the integral of exp(-a*y) over y from 0 to top, for any
// sign of a: the limited mean of a power law, in logarithms of x.
func powerArea(a, top float64) float64 {
	if a == 0 {
		return top
	}
	return -math.Expm1(-a*top) / a
}

// normalCDF returns P(Z <= z) for a standard normal Z, to full relative
// accuracy in the lower tail; the upper tail is normalCDF(-z).
func normalCDF(z float64) float64 {
	return math.Erfc(-z/math.Sqrt2) / 2
}

// logRatio returns ln(b/a) without the loss of digits where a and b are close.
func logRatio(b, a float64) float64 {
	if q := (b - a) / a; math.Abs(q) < 0.5 {
		return math.Log1p(q)
	}
	return math.Log(b) - math.Log(a)
}

// logit returns the log-odds of p.
func logit(p float64) float64 { return math.Log(p) - math.Log1p(-p) }

// sorted returns the values in rising order.
func sorted(values ...float64) []float64 {
	slices.Sort(values)
	return values
}
