package sim

import "math"

// An Estimate is a number with what the simulation knows about it.
type Estimate struct {
	Value float64
	SE    float64 // standard error; NaN where it does not exist
	Low   float64 // lower end of the 95 % interval
	High  float64 // upper end

	// Atom says that the value is one of a few that can be, such as a sum of
	// an agreement's tiers: rounded it would be none.
	Atom bool
}

// Certain returns the estimate of a number that nobody doubts.
func Certain(x float64) Estimate { return Estimate{Value: x, Low: x, High: x} }

// Scaled returns the estimate of k ≥ 0 times as much.
func (e Estimate) Scaled(k float64) Estimate {
	return Estimate{Value: k * e.Value, SE: k * e.SE, Low: k * e.Low, High: k * e.High}
}

// Negated returns the estimate of the number with the other sign.
func (e Estimate) Negated() Estimate {
	return Estimate{Value: -e.Value, SE: e.SE, Low: -e.High, High: -e.Low}
}

// Complement returns the estimate of what a part leaves of the whole.
func (e Estimate) Complement() Estimate {
	return Estimate{Value: 1 - e.Value, SE: e.SE, Low: 1 - e.High, High: 1 - e.Low}
}

// Bracketed reports whether an estimate has an interval: too few years reach
// no further than one end of it.
func (e Estimate) Bracketed() bool {
	return !math.IsNaN(e.Value) && !math.IsNaN(e.SE) && !math.IsInf(e.Low, 0) && !math.IsInf(e.High, 0)
}

// Relative returns by which part of the value half of the interval may be off.
func (e Estimate) Relative() float64 { return (e.High - e.Low) / 2 / math.Abs(e.Value) }
