package dist

import (
	"fmt"
	"math"
	"strconv"
)

// finite returns an error unless v is a number other than an infinity.
func finite(key string, v float64) error {
	return require(!math.IsInf(v, 0), key, v, "a finite number")
}

// positive returns an error unless v is finite and greater than 0.
func positive(key string, v float64) error {
	return require(v > 0 && !math.IsInf(v, 1), key, v, "a finite number above 0")
}

// notNegative returns an error unless v is finite and at least 0.
func notNegative(key string, v float64) error {
	return require(v >= 0 && !math.IsInf(v, 1), key, v, "a finite number of at least 0")
}

// Shapes beyond these make a law that is no more than a constant, or one whose
// moments or inverse have no digits left. shapeMost also bounds what a steep
// beta law leaves of the incomplete beta function: nine digits.
const (
	shapeMost     = 1e6
	gammaLeast    = 0.01
	betaLeast     = 0.01
	weibullLeast  = 0.02 // Γ(1 + 2/shape), which the variance needs, overflows below 0.012
	lognormalMost = 10   // sigma; the mean is then e^50 times the median
)

// computable returns an error unless v is a shape from lo to hi.
func computable(key string, v, lo, hi float64) error {
	ends := [2]string{strconv.FormatFloat(lo, 'f', -1, 64), strconv.FormatFloat(hi, 'f', -1, 64)}
	switch {
	case lo == 0:
		return require(v > 0 && v <= hi, key, v, "a number above 0 and at most %s", ends[1])
	case math.IsInf(hi, 1):
		return require(v >= lo && !math.IsInf(v, 1), key, v, "a finite number of at least %s", ends[0])
	}
	return require(v >= lo && v <= hi, key, v, "a number from %s to %s", ends[0], ends[1])
}

// above returns an error unless v is finite and greater than floor, which the
// message calls by its own key.
func above(key string, v float64, floorKey string, floor float64) error {
	return require(v > floor && !math.IsInf(v, 1), key, v, "a finite number above %s (%g)", floorKey, floor)
}

// between returns an error unless lo < v < hi.
func between(key string, v, lo, hi float64) error {
	return require(lo < v && v < hi, key, v, "a number above %g and below %g", lo, hi)
}

// quantiles returns an error unless a continuous law on the open interval from
// 0 to end can have x1 as its p1 quantile and x2 as its p2 quantile, in either
// order.
func quantiles(p1, x1, p2, x2, end float64) error {
	if p1 > p2 {
		p1, x1, p2, x2 = p2, x2, p1, x1
	}
	k1, k2 := quantileKey(p1), quantileKey(p2)
	for _, err := range []error{
		between(k1, p1, 0, 1),
		between(k2, p2, 0, 1),
		require(p1 < p2, k2, p2, "a second quantile of another order"),
		between(k1, x1, 0, end),
		between(k2, x2, 0, end),
		above(k2, x2, k1, x1),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// quantileKey spells the p quantile as a scenario file does: 0.95 is "p95".
func quantileKey(p float64) string {
	return "p" + strconv.FormatFloat(100*p, 'g', 6, 64)
}

// require returns a ParameterError unless ok holds and v is a number.
func require(ok bool, key string, v float64, want string, args ...any) error {
	if ok && !math.IsNaN(v) {
		return nil
	}
	return &ParameterError{Key: key, Got: strconv.FormatFloat(v, 'g', -1, 64), Want: fmt.Sprintf(want, args...)}
}
