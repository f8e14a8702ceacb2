package dist

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// The incomplete gamma and beta functions are gonum's. Its inverses give up in
// the corners, such as a gamma shape below 1 at a small order; there the answer
// is checked and bisected for.

// nearly is the relative error in the probability at which an inverse passes.
const nearly = 1e-12

// gammaCDF returns P(G <= x) for the gamma law of scale 1.
func gammaCDF(shape, x float64) float64 {
	if math.IsInf(x, 1) {
		return 1
	}
	return mathext.GammaIncReg(shape, x)
}

// gammaQuantile returns the p quantile of the gamma law of scale 1.
func gammaQuantile(shape, p float64) float64 {
	switch {
	case p <= 0:
		return 0
	case p >= 1:
		return math.Inf(1)
	case p > 0.5:
		return mathext.GammaIncRegCompInv(shape, 1-p)
	}
	x := mathext.GammaIncRegInv(shape, p)
	if math.Abs(gammaCDF(shape, x)-p) <= nearly*p {
		return x
	}
	return least(0, math.Inf(1), func(x float64) bool { return gammaCDF(shape, x) >= p })
}

// betaCDF returns P(B <= x) for the beta law, given both x and 1-x, so that
// whichever is the smaller keeps its digits.
func betaCDF(alpha, beta, x, rest float64) float64 {
	if x <= 0.5 {
		return mathext.RegIncBeta(alpha, beta, x)
	}
	return 1 - mathext.RegIncBeta(beta, alpha, rest)
}

// betaQuantile returns the p quantile of the beta law.
func betaQuantile(alpha, beta, p float64) float64 {
	x := mathext.InvRegIncBeta(alpha, beta, p)
	if math.Abs(mathext.RegIncBeta(alpha, beta, x)-p) <= nearly*p {
		return x
	}
	return least(0, 1, func(x float64) bool { return mathext.RegIncBeta(alpha, beta, x) >= p })
}
