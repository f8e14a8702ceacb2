package random

import (
	"math"
	"math/cmplx"

	"nines/sim/law/internal/measure"
)

// A Frequency is the law of how many incidents a window holds: Poisson, Fixed
// or NegativeBinomial. What it does to one incident's downtime is told by its
// probability generating function G(z) = E[z^N]: the downtime of all has the
// transform G(φ) where one has φ (Panjer and Willmot, Insurance Risk Models,
// 1992, chapter 6).
type Frequency interface {
	// count returns the mean and the variance of N.
	count() (mean, variance float64)
	// generate returns G(z) and its derivative.
	generate(z complex128) (g, derived complex128)
	// compound returns G(a) and G'(a) for a measure a on points.
	compound(e *measure.Convolver, a measure.Steps) (g, derived measure.Steps)
	// marked returns the law's mark.
	marked() Mark
}

// Poisson is the number of incidents that strike at a constant rate:
//
//	G(z) = exp(Mean (z - 1)).
type Poisson struct{ Mean float64 }

// Fixed is a number of incidents that is known:
//
//	G(z) = z^N.
//
// The binomial law of faulty changes is that number of a mixture of nothing
// and an outage.
type Fixed struct{ N int }

func (f Poisson) count() (mean, variance float64) { return f.Mean, f.Mean }

func (f Poisson) generate(z complex128) (g, derived complex128) {
	g = cmplx.Exp(complex(f.Mean, 0) * (z - 1))
	return g, complex(f.Mean, 0) * g
}

// compound treats each point as a Poisson number of its own.
func (f Poisson) compound(e *measure.Convolver, a measure.Steps) (g, derived measure.Steps) {
	g.Add(0, 1)
	for _, s := range f.factors(e, a) {
		g = e.Convolve(g, s)
	}
	return g, g.Scaled(f.Mean)
}

// factors returns the law of what each point alone adds, and first the
// probability that nothing else strikes.
func (f Poisson) factors(e *measure.Convolver, a measure.Steps) []measure.Steps {
	var never measure.Steps
	never.Add(0, math.Exp(-f.Mean*(1-a.Total())))
	all := []measure.Steps{never}
	for i, at := range a.At {
		m := f.Mean * a.Mass(i)
		if at == 0 || m == 0 {
			continue
		}
		var s measure.Steps
		e.Allow.Spend(50 * 20 * math.Sqrt(m))
		for k := math.Max(0, math.Floor(m-10*math.Sqrt(m))); ; k++ {
			gamma, _ := math.Lgamma(k + 1)
			p := math.Exp(k*math.Log(m) - m - gamma)
			if k > m && p < measure.LeastMass {
				break
			}
			s.Add(k*at, p)
		}
		all = append(all, s)
	}
	return all
}

func (f Fixed) count() (mean, variance float64) { return float64(f.N), 0 }

func (f Fixed) generate(z complex128) (g, derived complex128) {
	if f.N == 0 {
		return 1, 0
	}
	below := power(z, f.N-1)
	return below * z, complex(float64(f.N), 0) * below
}

// power returns z^n by squaring.
func power(z complex128, n int) complex128 {
	all := complex(1, 0)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			all *= z
		}
		z *= z
	}
	return all
}

func (f Fixed) compound(e *measure.Convolver, a measure.Steps) (g, derived measure.Steps) {
	below, square := measure.Steps{}, a
	below.Add(0, 1)
	if f.N == 0 {
		return below, measure.Steps{}
	}
	for n := f.N - 1; n > 0; n >>= 1 {
		if n&1 == 1 {
			below = e.Convolve(below, square)
		}
		if n > 1 {
			square = e.Convolve(square, square)
		}
	}
	return e.Convolve(below, a), below.Scaled(float64(f.N))
}
