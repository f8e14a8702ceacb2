package model

import "math"

// A WindowKind says how a year is cut into the windows that a target is
// measured in.
type WindowKind int

// The window kinds.
const (
	YearWindow WindowKind = iota
	QuarterWindow
	MonthWindow
	WeekWindow
	EveryWindow // blocks of Window.Length
)

// A Window is the stretch of time over which an SLO is measured. Windows lie
// wholly inside the year; what is left over at its end is dropped.
type Window struct {
	Kind   WindowKind
	Length float64 // seconds; the mean length where lengths differ
	text   string
}

// monthDays are the lengths of the months of a year without a leap day.
var monthDays = [12]float64{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// NewWindow returns the window of a kind; length (seconds) is read for
// EveryWindow alone.
func NewWindow(kind WindowKind, length float64) Window {
	w := Window{Kind: kind, Length: length}
	switch kind {
	case YearWindow:
		w.Length, w.text = Year, "year"
	case QuarterWindow:
		w.Length, w.text = Year/4, "quarter"
	case MonthWindow:
		w.Length, w.text = Year/12, "month"
	case WeekWindow:
		w.Length, w.text = 7*Day, "week"
	case EveryWindow:
		w.text = "every " + FormatDuration(length)
	}
	return w
}

// String returns the window as a scenario file spells it: "month", "every 30d".
func (w Window) String() string { return w.text }

// Edges returns the windows' edges in seconds from the year's start: window i
// runs from Edges()[i] up to, not including, Edges()[i+1].
func (w Window) Edges() []float64 {
	edges := []float64{0}
	switch w.Kind {
	case MonthWindow, QuarterWindow:
		at := 0.0
		for m, days := range monthDays {
			at += days * Day
			if w.Kind == MonthWindow || m%3 == 2 {
				edges = append(edges, at)
			}
		}
	default:
		for n := 1; ; n++ {
			at := float64(n) * w.Length
			if at > Year*(1+1e-12) {
				break
			}
			edges = append(edges, math.Min(at, Year))
		}
	}
	return edges
}
