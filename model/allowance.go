package model

import (
	"fmt"
	"math"
	"strings"
)

// An Allowance is how much downtime a target allows, or the availability that a
// downtime leaves.
type Allowance struct {
	Availability float64
	Miss         float64 // what it leaves to 1
	budget       func(length float64) float64

	// What it was made of where a downtime was given: so many seconds in a
	// length of seconds, which has a name where it is a Stretch.
	Down, Length float64
	Per          string // "year"
}

// AllowanceOf returns what a target allows.
func AllowanceOf(t Target) Allowance {
	return Allowance{Availability: t.Ratio(), Miss: t.Miss(), budget: t.Budget}
}

// ParseAllowance reads a downtime over a length, "5h45m/year" or "10m/30d".
func ParseAllowance(text string) (Allowance, error) {
	const want = "want a downtime and over what such as 5h45m/year or 10m/30d"
	down, over, ok := strings.Cut(text, "/")
	seconds, err := ParseDuration(down)
	if !ok || err != nil {
		return Allowance{}, fmt.Errorf("got %q, %s", text, want)
	}
	a := Allowance{Down: seconds}
	for _, s := range Stretches() {
		if s.Name == over {
			a.Length, a.Per = s.Seconds, over
		}
	}
	if a.Length == 0 {
		if a.Length, err = ParseDuration(over); err != nil || a.Length == 0 {
			return Allowance{}, fmt.Errorf("got %q, %s", text, want)
		}
	}
	if seconds > a.Length {
		return Allowance{}, fmt.Errorf("got %q, want no more downtime than there is time", text)
	}
	a.Miss = seconds / a.Length
	a.Availability = 1 - a.Miss
	a.budget = func(length float64) float64 { return a.Miss * length }
	return a, nil
}

// Over returns the seconds of downtime that are allowed in a length of seconds.
func (a Allowance) Over(length float64) float64 { return a.budget(length) }

// Incidents returns how many incidents of a length in seconds a year's budget
// holds.
func (a Allowance) Incidents(length float64) int {
	return int(math.Floor(a.Over(Year)/length*(1+1e-12) + 1e-9))
}

// A Stretch is a stretch of time that budgets are told for.
type Stretch struct {
	Name    string
	Seconds float64
}

// Stretches returns them, the longest first.
func Stretches() []Stretch {
	length := func(k WindowKind) float64 { return NewWindow(k, 0).Length }
	return []Stretch{
		{"year", Year},
		{"quarter", length(QuarterWindow)},
		{"month", length(MonthWindow)},
		{"30 days", 30 * Day}, // as monitoring has it
		{"28 days", 28 * Day},
		{"week", length(WeekWindow)},
		{"day", Day},
	}
}
