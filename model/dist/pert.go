package dist

import (
	"cmp"
	"math/rand/v2"
)

// PERT is the law that project planning makes of a least, a likeliest and a
// greatest value: min + (max-min) B for a beta-distributed B of the shapes
//
//	alpha = 1 + lambda (mode-min) / (max-min)
//	beta  = 1 + lambda (max-mode) / (max-min),
//
// Where:
//
//	lambda is the weight of the mode against either end, by custom 4
//
// See Malcolm, Roseboom, Clark and Fazar, Operations Research 7 (1959); for
// lambda, Vose, Risk Analysis (modified PERT).
type PERT struct {
	lo, hi float64
	beta   Beta
}

var _ Distribution = PERT{}

// NewPERT returns the PERT law on [lo, hi], the scenario's min and max, whose
// density is greatest at mode.
func NewPERT(lo, mode, hi, lambda float64) (PERT, error) {
	if err := cmp.Or(modal(lo, mode, hi), computable("lambda", lambda, 0, shapeMost)); err != nil {
		return PERT{}, err
	}
	width := hi - lo
	beta, err := NewBeta(1+lambda*((mode-lo)/width), 1+lambda*((hi-mode)/width))
	return PERT{lo, hi, beta}, err
}

// Mean implements Distribution.
func (p PERT) Mean() float64 { return p.lo + p.width()*p.beta.Mean() }

// Variance implements Distribution.
func (p PERT) Variance() float64 { return p.width() * p.width() * p.beta.Variance() }

// CDF implements Distribution.
func (p PERT) CDF(x float64) float64 { return p.beta.CDF((x - p.lo) / p.width()) }

// Quantile implements Distribution.
func (p PERT) Quantile(q float64) float64 { return min(p.lo+p.width()*p.beta.Quantile(q), p.hi) }

// LimitedMean implements Distribution.
func (p PERT) LimitedMean(limit float64) float64 {
	if limit <= p.lo {
		return limit
	}
	return p.lo + p.width()*p.beta.LimitedMean((limit-p.lo)/p.width())
}

// Support implements Distribution.
func (p PERT) Support() (lo, hi float64) { return p.lo, p.hi }

// Draw implements Distribution.
func (p PERT) Draw(r *rand.Rand) float64 { return min(p.lo+p.width()*p.beta.Draw(r), p.hi) }

// width returns the distance of the ends.
func (p PERT) width() float64 { return p.hi - p.lo }
