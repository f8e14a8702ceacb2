// Package stat estimates quantities from simulated years: means, probabilities,
// quantiles and differences, each with a 95 % interval that says how well it is
// known. It knows nothing of services, but that downtime which exceeds a budget
// by rounding alone still meets it (Tie).
package stat

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

// Unknown returns the estimate of what does not exist: all NaN.
func Unknown() Estimate {
	return Estimate{Value: math.NaN(), SE: math.NaN(), Low: math.NaN(), High: math.NaN()}
}

// WithInterval returns the estimate of a value with the ends of its 95 % interval.
// The standard error is that of a normal interval as wide.
func WithInterval(value, low, high float64) Estimate {
	return Estimate{Value: value, SE: (high - low) / (2 * Z95), Low: low, High: high}
}

// Normal returns the estimate of a value with its standard error and normal 95 %
// interval.
func Normal(value, se float64) Estimate {
	return Estimate{Value: value, SE: se, Low: value - Z95*se, High: value + Z95*se}
}

// Known returns the estimate of a probability that is known to a bound.
func Known(p, bound float64) Estimate {
	return WithInterval(p, math.Max(0, p-bound), math.Min(1, p+bound))
}

// Scaled returns the estimate of k ≥ 0 times as much.
func (e Estimate) Scaled(k float64) Estimate {
	return Estimate{Value: k * e.Value, SE: k * e.SE, Low: k * e.Low, High: k * e.High}
}

// Per returns the estimate in a unit that holds so many of its own: seconds in
// hours for 3600.
func (e Estimate) Per(unit float64) Estimate {
	return Estimate{Value: e.Value / unit, SE: e.SE / unit, Low: e.Low / unit, High: e.High / unit}
}

// Plus returns the estimate of x more.
func (e Estimate) Plus(x float64) Estimate {
	return Estimate{Value: e.Value + x, SE: e.SE, Low: e.Low + x, High: e.High + x}
}

// Negated returns the estimate of the number with the other sign.
func (e Estimate) Negated() Estimate {
	return Estimate{Value: -e.Value, SE: e.SE, Low: -e.High, High: -e.Low}
}

// Complement returns the estimate of what a part leaves of the whole.
func (e Estimate) Complement() Estimate {
	return Estimate{Value: 1 - e.Value, SE: e.SE, Low: 1 - e.High, High: 1 - e.Low}
}

// Unbounded returns the estimate of a mean whose standard error does not
// exist: its value alone.
func (e Estimate) Unbounded() Estimate {
	return Estimate{Value: e.Value, SE: math.NaN(), Low: math.NaN(), High: math.NaN()}
}

// Bracketed reports whether an estimate has an interval: too few years reach
// no further than one end of it.
func (e Estimate) Bracketed() bool {
	return !math.IsNaN(e.Value) && !math.IsNaN(e.SE) && !math.IsInf(e.Low, 0) && !math.IsInf(e.High, 0)
}

// Relative returns by which part of the value half of the interval may be off.
func (e Estimate) Relative() float64 { return (e.High - e.Low) / 2 / math.Abs(e.Value) }

// Availability turns an estimate of downtime in a window of this length into
// one of availability.
func Availability(d Estimate, length float64) Estimate {
	of := func(x float64) float64 { return math.Min(1, math.Max(0, 1-x/length)) }
	return Estimate{Value: of(d.Value), SE: d.SE / length, Low: of(d.High), High: of(d.Low)}
}

// less returns the difference of two estimates whose errors correlate.
func less(a, b Estimate, rho float64) Estimate {
	half := func(x, y float64) float64 { return math.Sqrt(math.Max(0, x*x-2*rho*x*y+y*y)) }
	e := Estimate{Value: a.Value - b.Value}
	e.Low = e.Value - half(a.Value-a.Low, b.High-b.Value)
	e.High = e.Value + half(a.High-a.Value, b.Value-b.Low)
	return WithInterval(e.Value, e.Low, e.High)
}

// Nines returns how many nines an availability has, -log₁₀(1 - a): 3 for 99.9 %,
// +Inf for what never fails.
func Nines(a float64) float64 { return -math.Log10(max(0, 1-a)) }
