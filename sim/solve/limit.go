package solve

import (
	"math"

	"nines/model"
)

// isTime reports whether a variable's values are spelt as durations.
func (v *Variable) isTime() bool {
	return v.Kind == model.DurationValue || v.Kind == model.FactorValue
}

// Loosest returns the loosest value rounded for people: times to a value that can be
// set, other quantities to the digits that are known.
func (s *Solution) Loosest() float64 {
	switch {
	case s.isTime() && s.Safe != nil:
		return s.Safe.Value
	case s.isTime():
		return significant(s.Value.Value, 3)
	}
	return clean(math.Round(s.Value.Value/s.Step) * s.Step)
}

// Room returns how many times today's value the loosest one is.
func (s *Solution) Room() float64 { return s.Loosest() / s.Today }

// KeptAt reports whether the promise is kept with so many times today's value,
// where more always hurts or always helps.
func (s *Solution) KeptAt(times float64) bool {
	return s.Effect == Hurts && times >= 1 || s.Effect == Helps && times <= 1
}

// significant rounds to so many significant digits.
func significant(v float64, digits int) float64 {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return v
	}
	step := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))+1-float64(digits))
	return clean(math.Round(v/step) * step)
}

// Safely rounds a limit to three digits, times to whole seconds, on the side
// that keeps the promise: upwards where more helps.
func (v *Variable) Safely(e Effect, at float64) float64 {
	at *= v.Unit
	step := math.Pow(10, math.Floor(math.Log10(at))-3)
	if v.isTime() {
		switch {
		case at >= model.Day:
			step = 3600
		case at >= 3600:
			step = 60
		case at >= 60:
			step = max(step, 1)
		}
	}
	const rounding = 1e-9
	if e == Helps {
		return math.Ceil(at/step*(1-rounding)) * step / v.Unit
	}
	return math.Floor(at/step*(1+rounding)) * step / v.Unit
}

// TodayPoint returns the index of the point at today's x, or -1.
func (f *Frontier) TodayPoint() int {
	for i, p := range f.Points {
		if p.Today {
			return i
		}
	}
	return -1
}
