package model

import (
	"math"
	"strconv"
)

// A Sweep varies two paths of a scenario over a plane.
type Sweep struct {
	X, Y Axis
}

// An Axis is a path into the scenario and the values that it takes.
type Axis struct {
	Path   string
	Kind   ValueKind
	Values []float64 // in the unit of Kind, in ascending order
	Log    bool      // spaced evenly in the logarithm
}

// A ValueKind is what a path holds.
type ValueKind int

// The value kinds.
const (
	DurationValue ValueKind = iota // seconds; a distribution's median
	RatioValue                     // 0 to 1
	RateValue                      // a year
	FactorValue                    // of what the file says, for the default axes
	NumberValue                    // a count or an amount of money
	TimesValue                     // times what the file says, for a path with "*"
)

// DetectPath and RecoverPath are the paths of the default axes: the whole
// time until the first alarm, and the whole time from that alarm to the end of
// the incident: until somebody answers, diagnosing and acting.
const (
	DetectPath  = "detect"
	RecoverPath = "recover"
)

// Format writes a value of the kind as a scenario file does.
func (k ValueKind) Format(v float64) string {
	switch k {
	case DurationValue:
		return FormatDuration(v)
	case RatioValue:
		return FormatRatio(v)
	case RateValue:
		return strconv.FormatFloat(v, 'f', -1, 64) + "/year"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// Parse reads a value of the kind as a scenario file writes it.
func (k ValueKind) Parse(s string) (float64, error) {
	switch k {
	case DurationValue:
		return ParseDuration(s)
	case RatioValue:
		return ParseRatio(s)
	case RateValue:
		return ParseRate(s)
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, unless(map[bool]string{false: "a plain number of 0 or more"}[err == nil && v >= 0 && !math.IsInf(v, 1)], s)
}
