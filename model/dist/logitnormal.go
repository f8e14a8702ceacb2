package dist

import (
	"cmp"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext"
)

// LogitNormal is the law of a ratio whose log-odds are normal, which is what
// "20% to 80%" means,
//
//	F(x) = Φ((logit x - mu) / sigma),  0 < x < 1,  logit x = ln(x / (1-x)).
//
// Its moments have no closed form and are integrated over the normal variable.
// See Atchison and Shen, Biometrika 67 (1980).
type LogitNormal struct {
	mu, sigma float64
}

var _ Distribution = LogitNormal{}

// NewLogitNormal returns the logit-normal law whose log-odds have the mean mu
// and the standard deviation sigma.
func NewLogitNormal(mu, sigma float64) (LogitNormal, error) {
	if err := cmp.Or(finite("mu", mu), positive("sigma", sigma)); err != nil {
		return LogitNormal{}, err
	}
	return LogitNormal{mu, sigma}, nil
}

// LogitNormalFromQuantiles returns the logit-normal law whose p1 quantile is x1
// and whose p2 quantile is x2.
func LogitNormalFromQuantiles(p1, x1, p2, x2 float64) (LogitNormal, error) {
	if err := quantiles(p1, x1, p2, x2, 1); err != nil {
		return LogitNormal{}, err
	}
	z1, z2 := mathext.NormalQuantile(p1), mathext.NormalQuantile(p2)
	sigma := (logit(x2) - logit(x1)) / (z2 - z1)
	return NewLogitNormal(logit(x1)-sigma*z1, sigma)
}

// Parameters returns the mean and the standard deviation of log-odds.
func (l LogitNormal) Parameters() (mu, sigma float64) { return l.mu, l.sigma }

// Mean implements Distribution.
func (l LogitNormal) Mean() float64 {
	return l.expect(math.Inf(1), l.value)
}

// Variance implements Distribution.
func (l LogitNormal) Variance() float64 {
	mean := l.Mean()
	return l.expect(math.Inf(1), func(z float64) float64 {
		d := l.value(z) - mean
		return d * d
	})
}

// CDF implements Distribution.
func (l LogitNormal) CDF(x float64) float64 { return normalCDF(l.z(x)) }

// Quantile implements Distribution.
func (l LogitNormal) Quantile(p float64) float64 {
	return l.value(mathext.NormalQuantile(p))
}

// LimitedMean implements Distribution.
func (l LogitNormal) LimitedMean(limit float64) float64 {
	if limit <= 0 {
		return limit
	}
	z := l.z(limit)
	return l.expect(z, l.value) + min(limit, 1)*normalCDF(-z)
}

// Support implements Distribution.
func (l LogitNormal) Support() (lo, hi float64) { return 0, 1 }

// Draw implements Distribution, by the ziggurat of math/rand/v2.
func (l LogitNormal) Draw(r *rand.Rand) float64 { return l.value(r.NormFloat64()) }

// value returns the ratio at the standard normal z, and z inverts it.
func (l LogitNormal) value(z float64) float64 { return 1 / (1 + math.Exp(-l.mu-l.sigma*z)) }
func (l LogitNormal) z(x float64) float64     { return (logit(min(max(x, 0), 1)) - l.mu) / l.sigma }

// expect returns the expectation of f(Z) over the standard normal Z <= top.
// Outside ±38 the normal density is 0 in floating point. The ratio turns from 0
// to 1 about the z of its median, within a few 1/sigma: cuts there keep the
// quadrature from stepping over it.
func (l LogitNormal) expect(top float64, f func(z float64) float64) float64 {
	top = min(top, 38)
	points := []float64{-38}
	for _, cut := range sorted(-8, 0, 8, (-l.mu-8)/l.sigma, -l.mu/l.sigma, (-l.mu+8)/l.sigma) {
		if -38 < cut && cut < top {
			points = append(points, cut)
		}
	}
	return integrate(func(z float64) float64 {
		return f(z) * math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
	}, append(points, max(top, -38))...)
}
