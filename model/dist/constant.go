package dist

import "math/rand/v2"

// Constant is the law of a quantity that never varies.
type Constant struct {
	value float64
}

var _ Distribution = Constant{}

// NewConstant returns the law that puts all probability on v >= 0.
func NewConstant(v float64) (Constant, error) {
	if err := notNegative("value", v); err != nil {
		return Constant{}, err
	}
	return Constant{v}, nil
}

// NewConstantOf is NewConstant for a value that is known to be 0 or more.
func NewConstantOf(v float64) Constant { return Constant{v} }

// Value returns the value that X always takes.
func (c Constant) Value() float64 { return c.value }

// Mean implements Distribution.
func (c Constant) Mean() float64 { return c.value }

// Variance implements Distribution.
func (c Constant) Variance() float64 { return 0 }

// CDF implements Distribution.
func (c Constant) CDF(x float64) float64 {
	if x < c.value {
		return 0
	}
	return 1
}

// Quantile implements Distribution.
func (c Constant) Quantile(p float64) float64 { return c.value }

// LimitedMean implements Distribution.
func (c Constant) LimitedMean(limit float64) float64 { return min(c.value, limit) }

// Support implements Distribution.
func (c Constant) Support() (lo, hi float64) { return c.value, c.value }

// Draw implements Distribution. It leaves r as it was.
func (c Constant) Draw(r *rand.Rand) float64 { return c.value }
