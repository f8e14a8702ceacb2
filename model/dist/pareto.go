package dist

import (
	"cmp"
	"math"
	"math/rand/v2"
)

// Pareto is the power law that starts at its least value,
//
//	F(x) = 1 - (min/x)^alpha,  x >= min.
//
// The mean exists for alpha above 1, the variance above 2. The limited mean is
// that of Klugman, Panjer and Willmot, Loss Models, A.4 (single-parameter).
type Pareto struct {
	alpha, min float64
}

var _ Distribution = Pareto{}

// NewPareto returns the Pareto law of the given tail power and least value.
func NewPareto(alpha, min float64) (Pareto, error) {
	if err := cmp.Or(positive("alpha", alpha), positive("min", min)); err != nil {
		return Pareto{}, err
	}
	return Pareto{alpha, min}, nil
}

// Mean implements Distribution.
func (p Pareto) Mean() float64 {
	if p.alpha <= 1 {
		return math.Inf(1)
	}
	return p.min * p.alpha / (p.alpha - 1)
}

// Variance implements Distribution.
func (p Pareto) Variance() float64 {
	a := p.alpha
	if a <= 2 {
		return math.Inf(1)
	}
	return p.min * p.min * a / ((a - 1) * (a - 1) * (a - 2))
}

// CDF implements Distribution.
func (p Pareto) CDF(x float64) float64 {
	return -math.Expm1(-p.alpha * math.Log(max(x/p.min, 1)))
}

// Quantile implements Distribution.
func (p Pareto) Quantile(q float64) float64 {
	return p.min * math.Exp(-math.Log1p(-q)/p.alpha)
}

// LimitedMean implements Distribution.
func (p Pareto) LimitedMean(limit float64) float64 {
	if limit <= p.min {
		return limit
	}
	if math.IsInf(limit, 1) {
		return p.Mean()
	}
	return p.min + p.min*powerArea(p.alpha-1, logRatio(limit, p.min))
}

// Support implements Distribution.
func (p Pareto) Support() (lo, hi float64) { return p.min, math.Inf(1) }

// Draw implements Distribution, by inversion.
func (p Pareto) Draw(r *rand.Rand) float64 {
	return p.min * math.Exp(-math.Log(1-r.Float64())/p.alpha)
}

func (p Pareto) unit() (law tailed, scale float64) { return Pareto{p.alpha, 1}, p.min }

func (p Pareto) tail(q float64, upper bool) float64 {
	return p.min * math.Exp(hazardAt(q, upper)/p.alpha)
}
