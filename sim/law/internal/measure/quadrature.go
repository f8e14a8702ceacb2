package measure

import "gonum.org/v1/gonum/integrate/quad"

// MaxSeconds is the upper end of a quadrature of moments.
const MaxSeconds = 1e18

// GaussLegendre returns the integral of f over [a, b] by the 12-point Gauss-Legendre
// rule.
func GaussLegendre(a, b float64, f func(x float64) float64) float64 {
	return quad.Fixed(f, a, b, 12, quad.Legendre{}, 0)
}

// Bisect returns the least x in (lo, hi] from which on something holds, to a
// part of x. It is taken to hold at hi, and nowhere to stop holding above x.
func Bisect(lo, hi, part float64, holds func(float64) bool) float64 {
	for hi-lo > part*hi {
		m := lo + (hi-lo)/2
		if m <= lo || m >= hi { // no number lies between
			break
		}
		if holds(m) {
			hi = m
		} else {
			lo = m
		}
	}
	return hi
}
