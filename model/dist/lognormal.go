package dist

import (
	"cmp"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext"
)

// LogNormal is the law of exp(Z) for a normal Z of mean mu and standard
// deviation sigma: the customary law of the time a repair takes,
//
//	F(x) = Φ((ln x - mu) / sigma),  x > 0,
//
// Where:
//
//	mu    is the logarithm of the median
//	sigma is the spread on the logarithmic scale
//	Φ     is the standard normal CDF
//
// The limited mean is that of Klugman, Panjer and Willmot, Loss Models, A.5.
type LogNormal struct {
	mu, sigma float64
}

var _ Distribution = LogNormal{}

// NewLogNormal returns the lognormal law of the given mu and sigma.
func NewLogNormal(mu, sigma float64) (LogNormal, error) {
	if err := cmp.Or(finite("mu", mu), computable("sigma", sigma, 0, lognormalMost)); err != nil {
		return LogNormal{}, err
	}
	return LogNormal{mu, sigma}, nil
}

// LogNormalOf is NewLogNormal for who asks for many: it is false for what NewLogNormal
// has an error for.
func LogNormalOf(mu, sigma float64) (LogNormal, bool) {
	ok := sigma > 0 && sigma <= lognormalMost && mu-mu == 0
	return LogNormal{mu, sigma}, ok
}

// LogNormalFromQuantiles returns the lognormal law whose p1 quantile is x1 and
// whose p2 quantile is x2.
func LogNormalFromQuantiles(p1, x1, p2, x2 float64) (LogNormal, error) {
	if err := quantiles(p1, x1, p2, x2, math.Inf(1)); err != nil {
		return LogNormal{}, err
	}
	z1, z2 := mathext.NormalQuantile(p1), mathext.NormalQuantile(p2)
	sigma := logRatio(x2, x1) / (z2 - z1)
	return NewLogNormal(math.Log(x1)-sigma*z1, sigma)
}

// LogNormalFromMeanSD returns the lognormal law of the given mean and standard
// deviation.
func LogNormalFromMeanSD(mean, sd float64) (LogNormal, error) {
	if err := cmp.Or(positive("mean", mean), positive("sd", sd)); err != nil {
		return LogNormal{}, err
	}
	return LogNormalFromMeanCV(mean, sd/mean)
}

// LogNormalFromMeanCV returns the lognormal law of the given mean and
// coefficient of variation, the standard deviation as a part of the mean.
func LogNormalFromMeanCV(mean, cv float64) (LogNormal, error) {
	if err := cmp.Or(positive("mean", mean), positive("cv", cv)); err != nil {
		return LogNormal{}, err
	}
	variance := math.Log1p(cv * cv)
	return NewLogNormal(math.Log(mean)-variance/2, math.Sqrt(variance))
}

// LogNormalFromQuantileSigma returns the lognormal law whose p quantile is x
// and whose spread is sigma.
func LogNormalFromQuantileSigma(p, x, sigma float64) (LogNormal, error) {
	key := quantileKey(p)
	if err := cmp.Or(between(key, p, 0, 1), positive(key, x), computable("sigma", sigma, 0, lognormalMost)); err != nil {
		return LogNormal{}, err
	}
	return NewLogNormal(math.Log(x)-sigma*mathext.NormalQuantile(p), sigma)
}

// Parameters returns the mean and the standard deviation of logarithms.
func (l LogNormal) Parameters() (mu, sigma float64) { return l.mu, l.sigma }

// Mean implements Distribution.
func (l LogNormal) Mean() float64 {
	return math.Exp(l.mu + l.sigma*l.sigma/2)
}

// Variance implements Distribution.
func (l LogNormal) Variance() float64 {
	s2 := l.sigma * l.sigma
	return math.Expm1(s2) * math.Exp(2*l.mu+s2)
}

// CDF implements Distribution.
func (l LogNormal) CDF(x float64) float64 {
	return normalCDF((math.Log(max(x, 0)) - l.mu) / l.sigma)
}

// Quantile implements Distribution.
func (l LogNormal) Quantile(p float64) float64 {
	return math.Exp(l.mu + l.sigma*mathext.NormalQuantile(p))
}

// LimitedMean implements Distribution. Either term is exact in its own tail,
// so that neither cancels.
func (l LogNormal) LimitedMean(limit float64) float64 {
	if math.IsInf(limit, 1) {
		return l.Mean()
	}
	z := (math.Log(limit) - l.mu) / l.sigma
	return l.Mean()*normalCDF(z-l.sigma) + limit*normalCDF(-z)
}

// Support implements Distribution.
func (l LogNormal) Support() (lo, hi float64) { return 0, math.Inf(1) }

// Draw implements Distribution, by the ziggurat of math/rand/v2.
func (l LogNormal) Draw(r *rand.Rand) float64 {
	return math.Exp(l.mu + l.sigma*r.NormFloat64())
}

func (l LogNormal) unit() (law tailed, scale float64) { return LogNormal{0, l.sigma}, math.Exp(l.mu) }

func (l LogNormal) tail(p float64, upper bool) float64 {
	z := mathext.NormalQuantile(p)
	if upper {
		z = -z
	}
	return math.Exp(l.mu + l.sigma*z)
}
