package law

import (
	"cmp"
	"math"
	"slices"

	"nines/model/dist"
	"nines/model/evidence"
)

// An abscissa is a value of what is not known, with its weight.
type abscissa struct{ at, weight float64 }

// ruleOf returns Gauss' rule of n values for the law of a parameter: sums over it are
// exact for polynomials of degree 2n - 1 in the parameter, or in the normal variable
// that it is made of (Golub and Welsch, "Calculation of Gauss quadrature rules",
// 1969). It is nil for a law that has none here.
func ruleOf(p evidence.Parameter, n int) []abscissa {
	normal := func(of func(z float64) float64) []abscissa {
		rule := gauss(n, func(int) float64 { return 0 }, func(k float64) float64 { return k })
		for i := range rule {
			rule[i].at = of(rule[i].at)
		}
		return rule
	}
	switch p := p.(type) {
	case evidence.Normal:
		return normal(func(z float64) float64 { return p.Mean + p.SD*z })
	case dist.LogNormal:
		mu, sigma := p.Parameters()
		return normal(func(z float64) float64 { return math.Exp(mu + sigma*z) })
	case dist.LogitNormal:
		mu, sigma := p.Parameters()
		return normal(func(z float64) float64 { return 1 / (1 + math.Exp(-mu-sigma*z)) })
	case dist.Gamma: // Laguerre
		shape, scale := p.Parameters()
		rule := gauss(n, func(k int) float64 { return 2*float64(k) + shape }, func(k float64) float64 { return k * (k + shape - 1) })
		for i := range rule {
			rule[i].at = math.Max(0, rule[i].at*scale)
		}
		return rule
	case dist.Beta: // Jacobi, on [-1, 1], with the exponents a of 1 - x and b of 1 + x
		alpha, beta := p.Parameters()
		a, b := beta-1, alpha-1
		rule := gauss(n, func(k int) float64 {
			if k == 0 {
				return (b - a) / (a + b + 2)
			}
			s := 2*float64(k) + a + b
			return (b*b - a*a) / (s * (s + 2))
		}, func(k float64) float64 {
			s := 2*k + a + b
			if k == 1 {
				return 4 * (1 + a) * (1 + b) / (s * s * (s + 1))
			}
			return 4 * k * (k + a) * (k + b) * (k + a + b) / (s * s * (s + 1) * (s - 1))
		})
		for i := range rule {
			rule[i].at = math.Min(math.Max((1+rule[i].at)/2, 0), 1)
		}
		return rule
	}
	return nil
}

// gauss returns the rule of n values of the law whose orthogonal polynomials obey
// p(k+1) = (x - a(k)) p(k) - b(k) p(k-1), the least value first: the eigenvalues of
// their Jacobi matrix, and the squares of the first parts of its eigenvectors.
func gauss(n int, a func(k int) float64, b func(k float64) float64) []abscissa {
	d, e, first := make([]float64, n), make([]float64, n), make([]float64, n)
	for k := range n {
		d[k] = a(k)
		if k > 0 {
			e[k-1] = math.Sqrt(b(float64(k)))
		}
	}
	first[0] = 1
	// The QL algorithm with implicit shifts (Wilkinson and Reinsch, Handbook for
	// Automatic Computation II, 1971, contribution II/4).
	for l := range n {
		for range 60 {
			m := l
			for m < n-1 && math.Abs(e[m]) > 0x1p-53*(math.Abs(d[m])+math.Abs(d[m+1])) {
				m++
			}
			if m == l {
				break
			}
			g := (d[l+1] - d[l]) / (2 * e[l])
			r := math.Hypot(g, 1)
			g = d[m] - d[l] + e[l]/(g+math.Copysign(r, g))
			s, c, p := 1.0, 1.0, 0.0
			i := m - 1
			for ; i >= l; i-- {
				f, h := s*e[i], c*e[i]
				r = math.Hypot(f, g)
				e[i+1] = r
				if r == 0 {
					d[i+1] -= p
					e[m] = 0
					break
				}
				s, c = f/r, g/r
				g = d[i+1] - p
				r = (d[i]-g)*s + 2*c*h
				p = s * r
				d[i+1] = g + p
				g = c*r - h
				first[i+1], first[i] = s*first[i]+c*first[i+1], c*first[i]-s*first[i+1]
			}
			if r == 0 && i >= l {
				continue
			}
			d[l] -= p
			e[l], e[m] = g, 0
		}
	}
	rule := make([]abscissa, n)
	for i := range rule {
		rule[i] = abscissa{d[i], first[i] * first[i]}
	}
	slices.SortFunc(rule, func(a, b abscissa) int { return cmp.Compare(a.at, b.at) })
	return rule
}
