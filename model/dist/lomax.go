package dist

import (
	"cmp"
	"math"
	"math/rand/v2"
)

// Lomax is the power law that starts at 0, also called Pareto II,
//
//	F(x) = 1 - (1 + x/scale)^-alpha,  x >= 0.
//
// The mean exists for alpha above 1, the variance above 2. The limited mean is
// that of Klugman, Panjer and Willmot, Loss Models, A.2 (their Pareto).
type Lomax struct {
	alpha, scale float64
}

var _ Distribution = Lomax{}

// NewLomax returns the Lomax law of the given tail power and scale.
func NewLomax(alpha, scale float64) (Lomax, error) {
	if err := cmp.Or(positive("alpha", alpha), positive("scale", scale)); err != nil {
		return Lomax{}, err
	}
	return Lomax{alpha, scale}, nil
}

// Mean implements Distribution.
func (l Lomax) Mean() float64 {
	if l.alpha <= 1 {
		return math.Inf(1)
	}
	return l.scale / (l.alpha - 1)
}

// Variance implements Distribution.
func (l Lomax) Variance() float64 {
	a := l.alpha
	if a <= 2 {
		return math.Inf(1)
	}
	return l.scale * l.scale * a / ((a - 1) * (a - 1) * (a - 2))
}

// CDF implements Distribution.
func (l Lomax) CDF(x float64) float64 {
	return -math.Expm1(-l.alpha * math.Log1p(max(x, 0)/l.scale))
}

// Quantile implements Distribution.
func (l Lomax) Quantile(p float64) float64 {
	return l.scale * math.Expm1(-math.Log1p(-p)/l.alpha)
}

// LimitedMean implements Distribution.
func (l Lomax) LimitedMean(limit float64) float64 {
	if math.IsInf(limit, 1) {
		return l.Mean()
	}
	return l.scale * powerArea(l.alpha-1, math.Log1p(limit/l.scale))
}

// Support implements Distribution.
func (l Lomax) Support() (lo, hi float64) { return 0, math.Inf(1) }

// Draw implements Distribution, by inversion.
func (l Lomax) Draw(r *rand.Rand) float64 {
	return l.scale * math.Expm1(-math.Log(1-r.Float64())/l.alpha)
}

func (l Lomax) unit() (law tailed, scale float64) { return Lomax{l.alpha, 1}, l.scale }

func (l Lomax) tail(p float64, upper bool) float64 {
	return l.scale * math.Expm1(hazardAt(p, upper)/l.alpha)
}
