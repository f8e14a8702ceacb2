package dist

import (
	"cmp"
	"math"
	"math/rand/v2"
)

// Weibull is the law of a life whose hazard grows or falls as a power of its
// age,
//
//	F(x) = 1 - exp(-(x/scale)^shape),  x >= 0.
//
// A shape below 1 is infant mortality, above 1 wear. The limited mean is that
// of Klugman, Panjer and Willmot, Loss Models, A.3.
type Weibull struct {
	shape, scale float64
}

var _ Distribution = Weibull{}

// NewWeibull returns the Weibull law of the given shape and scale.
func NewWeibull(shape, scale float64) (Weibull, error) {
	if err := cmp.Or(computable("shape", shape, weibullLeast, shapeMost), positive("scale", scale)); err != nil {
		return Weibull{}, err
	}
	return Weibull{shape, scale}, nil
}

// WeibullFromShapeMean returns the Weibull law of the given shape and mean.
func WeibullFromShapeMean(shape, mean float64) (Weibull, error) {
	if err := cmp.Or(computable("shape", shape, weibullLeast, shapeMost), positive("mean", mean)); err != nil {
		return Weibull{}, err
	}
	return NewWeibull(shape, mean/math.Gamma(1+1/shape))
}

// WeibullFromQuantiles returns the Weibull law whose p1 quantile is x1 and
// whose p2 quantile is x2.
func WeibullFromQuantiles(p1, x1, p2, x2 float64) (Weibull, error) {
	if err := quantiles(p1, x1, p2, x2, math.Inf(1)); err != nil {
		return Weibull{}, err
	}
	e1, e2 := -math.Log1p(-p1), -math.Log1p(-p2)
	shape := logRatio(e2, e1) / logRatio(x2, x1)
	return NewWeibull(shape, x1/math.Pow(e1, 1/shape))
}

// Mean implements Distribution.
func (w Weibull) Mean() float64 {
	return w.scale * math.Gamma(1+1/w.shape)
}

// Variance implements Distribution.
func (w Weibull) Variance() float64 {
	g := math.Gamma(1 + 1/w.shape)
	return w.scale * w.scale * (math.Gamma(1+2/w.shape) - g*g)
}

// CDF implements Distribution.
func (w Weibull) CDF(x float64) float64 {
	return -math.Expm1(-w.hazard(x))
}

// Quantile implements Distribution.
func (w Weibull) Quantile(p float64) float64 {
	return w.scale * math.Pow(-math.Log1p(-p), 1/w.shape)
}

// LimitedMean implements Distribution.
func (w Weibull) LimitedMean(limit float64) float64 {
	if math.IsInf(limit, 1) {
		return w.Mean()
	}
	h := w.hazard(limit)
	return w.Mean()*gammaCDF(1+1/w.shape, h) + limit*math.Exp(-h)
}

// Support implements Distribution.
func (w Weibull) Support() (lo, hi float64) { return 0, math.Inf(1) }

// Draw implements Distribution, by inversion.
func (w Weibull) Draw(r *rand.Rand) float64 {
	return w.scale * math.Pow(-math.Log(1-r.Float64()), 1/w.shape)
}

// hazard returns the hazard accumulated up to x, (x/scale)^shape.
func (w Weibull) hazard(x float64) float64 {
	return math.Pow(max(x, 0)/w.scale, w.shape)
}

func (w Weibull) unit() (law tailed, scale float64) { return Weibull{w.shape, 1}, w.scale }

func (w Weibull) tail(p float64, upper bool) float64 {
	return w.scale * math.Pow(hazardAt(p, upper), 1/w.shape)
}
