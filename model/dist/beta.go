package dist

import (
	"cmp"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext"
)

// Beta is a law of ratios,
//
//	f(x) = x^(alpha-1) (1-x)^(beta-1) / B(alpha, beta),  0 <= x <= 1.
//
// The limited mean is that of Klugman, Panjer and Willmot, Loss Models, A.6.
type Beta struct {
	alpha, beta float64
}

var _ Distribution = Beta{}

// NewBeta returns the beta law of the given shapes.
func NewBeta(alpha, beta float64) (Beta, error) {
	if err := cmp.Or(computable("alpha", alpha, betaLeast, 2*shapeMost), computable("beta", beta, betaLeast, 2*shapeMost)); err != nil {
		return Beta{}, err
	}
	return Beta{alpha, beta}, nil
}

// BetaFromMeanSD returns the beta law of the given mean and standard deviation.
// No law on [0, 1] has a variance above mean (1 - mean).
func BetaFromMeanSD(mean, sd float64) (Beta, error) {
	if err := between("mean", mean, 0, 1); err != nil {
		return Beta{}, err
	}
	most := mean * (1 - mean)
	if err := between("sd", sd, 0, math.Sqrt(most)); err != nil {
		return Beta{}, err
	}
	n := most/(sd*sd) - 1
	return NewBeta(n*mean, n*(1-mean))
}

// Parameters returns both shapes.
func (b Beta) Parameters() (alpha, beta float64) { return b.alpha, b.beta }

// Mean implements Distribution.
func (b Beta) Mean() float64 { return b.alpha / (b.alpha + b.beta) }

// Variance implements Distribution.
func (b Beta) Variance() float64 {
	n := b.alpha + b.beta
	return b.alpha / n * (b.beta / n) / (n + 1)
}

// CDF implements Distribution.
func (b Beta) CDF(x float64) float64 {
	return mathext.RegIncBeta(b.alpha, b.beta, min(max(x, 0), 1))
}

// Quantile implements Distribution.
func (b Beta) Quantile(p float64) float64 {
	return betaQuantile(b.alpha, b.beta, p)
}

// LimitedMean implements Distribution.
func (b Beta) LimitedMean(limit float64) float64 {
	if limit >= 1 {
		return b.Mean()
	}
	below := betaCDF(b.alpha+1, b.beta, limit, 1-limit)
	above := betaCDF(b.beta, b.alpha, 1-limit, limit)
	return b.Mean()*below + limit*above
}

// Support implements Distribution.
func (b Beta) Support() (lo, hi float64) { return 0, 1 }

// Draw implements Distribution, as the part that one gamma draw has in the sum
// of two. Shapes near 0 can make both draws underflow; their logarithms are then
// exponential beyond any bound, and which is the greater is a matter of the
// rates alpha and beta alone.
func (b Beta) Draw(r *rand.Rand) float64 {
	x, y := drawGamma(b.alpha, r), drawGamma(b.beta, r)
	if x+y > 0 {
		return x / (x + y)
	}
	if r.Float64() < b.Mean() {
		return 1
	}
	return 0
}
