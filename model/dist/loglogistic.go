package dist

import (
	"cmp"
	"math"
	"math/rand/v2"
)

// LogLogistic is the law of a quantity whose logarithm is logistic: near the
// lognormal about its median, with the tail of a power law,
//
//	F(x) = 1 / (1 + (x/scale)^-shape),  x >= 0,
//
// Where:
//
//	scale is the median
//	shape is the power of the tail; the mean exists above 1, the variance above 2
//
// The limited mean is that of Klugman, Panjer and Willmot, Loss Models, A.2.
type LogLogistic struct {
	shape, scale float64
}

var _ Distribution = LogLogistic{}

// NewLogLogistic returns the log-logistic law of the given shape and scale.
func NewLogLogistic(shape, scale float64) (LogLogistic, error) {
	if err := cmp.Or(computable("shape", shape, 0, shapeMost), positive("scale", scale)); err != nil {
		return LogLogistic{}, err
	}
	return LogLogistic{shape, scale}, nil
}

// LogLogisticFromShapeMean returns the log-logistic law of the given shape,
// above 1, and mean.
func LogLogisticFromShapeMean(shape, mean float64) (LogLogistic, error) {
	if err := cmp.Or(between("shape", shape, 1, math.Inf(1)), positive("mean", mean)); err != nil {
		return LogLogistic{}, err
	}
	return NewLogLogistic(shape, mean/LogLogistic{shape, 1}.Mean())
}

// LogLogisticFromQuantiles returns the log-logistic law whose p1 quantile is x1
// and whose p2 quantile is x2.
func LogLogisticFromQuantiles(p1, x1, p2, x2 float64) (LogLogistic, error) {
	if err := quantiles(p1, x1, p2, x2, math.Inf(1)); err != nil {
		return LogLogistic{}, err
	}
	shape := (logit(p2) - logit(p1)) / logRatio(x2, x1)
	return NewLogLogistic(shape, math.Exp(math.Log(x1)-logit(p1)/shape))
}

// Mean implements Distribution.
func (l LogLogistic) Mean() float64 {
	if l.shape <= 1 {
		return math.Inf(1)
	}
	b := math.Pi / l.shape
	return l.scale * b / math.Sin(b)
}

// Variance implements Distribution.
func (l LogLogistic) Variance() float64 {
	if l.shape <= 2 {
		return math.Inf(1)
	}
	b := math.Pi / l.shape
	m := b / math.Sin(b)
	return l.scale * l.scale * (2*b/math.Sin(2*b) - m*m)
}

// CDF implements Distribution.
func (l LogLogistic) CDF(x float64) float64 {
	return 1 / (1 + math.Pow(max(x, 0)/l.scale, -l.shape))
}

// Quantile implements Distribution.
func (l LogLogistic) Quantile(p float64) float64 {
	return l.scale * math.Pow(p/(1-p), 1/l.shape)
}

// LimitedMean implements Distribution. Where the mean is infinite the closed
// form ends, and P(X > x) is integrated over the logarithm of x instead, on
// which it is smooth.
func (l LogLogistic) LimitedMean(limit float64) float64 {
	if limit <= 0 || math.IsInf(limit, 1) {
		return min(limit, l.Mean())
	}
	if l.shape > 1 {
		b := 1 / l.shape
		above := 1 / (1 + math.Pow(limit/l.scale, l.shape))
		return l.Mean()*betaCDF(1+b, 1-b, l.CDF(limit), above) + limit*above
	}
	area := func(y float64) float64 { return math.Exp(y) / (1 + math.Exp(l.shape*y)) }
	top := math.Log(limit / l.scale)
	bend := min(top, 0)
	return l.scale * integrate(area, bend-40, bend-8, top)
}

// Support implements Distribution.
func (l LogLogistic) Support() (lo, hi float64) { return 0, math.Inf(1) }

// Draw implements Distribution, by inversion.
func (l LogLogistic) Draw(r *rand.Rand) float64 { return l.Quantile(r.Float64()) }

func (l LogLogistic) unit() (law tailed, scale float64) { return LogLogistic{l.shape, 1}, l.scale }

func (l LogLogistic) tail(p float64, upper bool) float64 {
	odds := p / (1 - p)
	if upper {
		odds = 1 / odds
	}
	return l.scale * math.Pow(odds, 1/l.shape)
}
