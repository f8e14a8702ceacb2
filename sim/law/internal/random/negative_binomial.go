package random

import (
	"math"
	"math/cmplx"

	"nines/sim/law/internal/measure"
)

// series returns the sum of p(n) a^n over n, where p(0) is first and
// p(n+1)/p(n) is ratio(n).
func series(e *measure.Convolver, a measure.Steps, first float64, ratio func(n float64) float64) measure.Steps {
	var sum, term measure.Steps
	term.Add(0, 1)
	for n, p := 0.0, first; !e.Overflow; n++ {
		sum = measure.Merged(sum, term.Scaled(p))
		p *= ratio(n)
		if ratio(n) < 1 && p*term.Total() < measure.LeastMass || len(a.At) == 0 {
			break
		}
		term = e.Convolve(term, a)
	}
	return sum
}

// NegativeBinomial is a Poisson number whose rate is itself drawn from a gamma
// law of this mean and shape: the predictive law of a rate estimated from
// events, or of a rate that moves from year to year,
//
//	G(z) = (1 + (1 - z) Mean/Shape)^-Shape.
type NegativeBinomial struct{ Mean, Shape float64 }

func (f NegativeBinomial) count() (mean, variance float64) {
	return f.Mean, f.Mean + f.Mean*f.Mean/f.Shape
}

func (f NegativeBinomial) generate(z complex128) (g, derived complex128) {
	base := 1 + (1-z)*complex(f.Mean/f.Shape, 0)
	g = cmplx.Exp(complex(-f.Shape, 0) * cmplx.Log(base))
	return g, complex(f.Mean, 0) * g / base
}

func (f NegativeBinomial) compound(e *measure.Convolver, a measure.Steps) (g, derived measure.Steps) {
	q := f.Mean / (f.Mean + f.Shape)
	return series(e, a, math.Pow(1-q, f.Shape), func(n float64) float64 { return q * (f.Shape + n) / (n + 1) }),
		series(e, a, f.Mean*math.Pow(1-q, f.Shape+1), func(n float64) float64 { return q * (f.Shape + 1 + n) / (n + 1) })
}

func (f NegativeBinomial) marked() Mark {
	return NewMark(markNegativeBinomial).WithFloats(f.Mean, f.Shape)
}
