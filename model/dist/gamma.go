package dist

import (
	"cmp"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext"
)

// Gamma is the law of a sum of shape exponential waits of mean scale each,
//
//	f(x) = x^(shape-1) exp(-x/scale) / (Γ(shape) scale^shape),  x >= 0.
//
// The limited mean is that of Klugman, Panjer and Willmot, Loss Models, A.3.
type Gamma struct {
	shape, scale float64
}

var _ Distribution = Gamma{}

// NewGamma returns the gamma law of the given shape and scale.
func NewGamma(shape, scale float64) (Gamma, error) {
	if err := cmp.Or(computable("shape", shape, gammaLeast, math.Inf(1)), positive("scale", scale)); err != nil {
		return Gamma{}, err
	}
	return Gamma{shape, scale}, nil
}

// GammaFromShapeMean returns the gamma law of the given shape and mean.
func GammaFromShapeMean(shape, mean float64) (Gamma, error) {
	if err := cmp.Or(computable("shape", shape, gammaLeast, math.Inf(1)), positive("mean", mean)); err != nil {
		return Gamma{}, err
	}
	return NewGamma(shape, mean/shape)
}

// GammaFromQuantiles returns the gamma law whose p1 quantile is x1 and whose
// p2 quantile is x2. The ratio of the two falls from infinity to 1 as the shape
// grows; shapes outside [0.01, 1e6] are refused.
func GammaFromQuantiles(p1, x1, p2, x2 float64) (Gamma, error) {
	if err := quantiles(p1, x1, p2, x2, math.Inf(1)); err != nil {
		return Gamma{}, err
	}
	if p1 > p2 {
		p1, x1, p2, x2 = p2, x2, p1, x1
	}
	const lo, hi = gammaLeast, shapeMost
	want := logRatio(x2, x1)
	spread := func(shape float64) float64 {
		return logRatio(gammaQuantile(shape, p2), gammaQuantile(shape, p1))
	}
	key, given := quantileKey(p2), x2
	if most := spread(lo); want > most {
		return Gamma{}, require(false, key, given, "at most %g times %s for a gamma law", math.Exp(most), quantileKey(p1))
	}
	if fewest := spread(hi); want < fewest {
		return Gamma{}, require(false, key, given, "at least %g times %s for a gamma law", math.Exp(fewest), quantileKey(p1))
	}
	shape := least(lo, hi, func(shape float64) bool { return spread(shape) <= want })
	return NewGamma(shape, x2/gammaQuantile(shape, p2))
}

// Mean implements Distribution.
func (g Gamma) Mean() float64 { return g.shape * g.scale }

// Variance implements Distribution.
func (g Gamma) Variance() float64 { return g.shape * g.scale * g.scale }

// CDF implements Distribution.
func (g Gamma) CDF(x float64) float64 {
	return gammaCDF(g.shape, max(x, 0)/g.scale)
}

// Parameters returns the shape and the scale.
func (g Gamma) Parameters() (shape, scale float64) { return g.shape, g.scale }

// Quantile implements Distribution.
func (g Gamma) Quantile(p float64) float64 {
	return g.scale * gammaQuantile(g.shape, p)
}

// LimitedMean implements Distribution.
func (g Gamma) LimitedMean(limit float64) float64 {
	if math.IsInf(limit, 1) {
		return g.Mean()
	}
	x := limit / g.scale
	return g.Mean()*gammaCDF(g.shape+1, x) + limit*mathext.GammaIncRegComp(g.shape, x)
}

// Support implements Distribution.
func (g Gamma) Support() (lo, hi float64) { return 0, math.Inf(1) }

// Draw implements Distribution.
func (g Gamma) Draw(r *rand.Rand) float64 { return g.scale * drawGamma(g.shape, r) }

// drawGamma returns a draw of the gamma law of scale 1 by the rejection of
// Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000).
// A shape below 1 is drawn as G(shape+1) * U^(1/shape).
func drawGamma(shape float64, r *rand.Rand) float64 {
	boost := 1.0
	if shape < 1 {
		boost = math.Pow(1-r.Float64(), 1/shape)
		shape++
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		z := r.NormFloat64()
		v := 1 + c*z
		if v <= 0 {
			continue
		}
		v *= v * v
		u := 1 - r.Float64() // never 0
		// The squeeze, which passes most draws, spares the exact test's logarithms.
		if u < 1-0.0331*(z*z)*(z*z) || math.Log(u) < z*z/2+d*(1-v+math.Log(v)) {
			return boost * d * v
		}
	}
}
