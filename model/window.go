package model

import (
	"math"
	"time"
)

// A WindowKind says how a year is cut into the windows that a target is
// measured in.
type WindowKind int

// The window kinds.
const (
	YearWindow WindowKind = iota
	QuarterWindow
	MonthWindow
	WeekWindow
	EveryWindow // blocks of so many seconds from the year's start
)

// A Window is the stretch of time over which an SLO is measured. Months,
// quarters and weeks are the calendar's: they begin at midnight in the
// service's zone, weeks on a Monday, so that a month in which clocks change is
// an hour shorter or longer. Windows lie wholly inside the year; parts at both
// its ends are dropped.
type Window struct {
	Kind   WindowKind
	Length float64 // seconds; the mean length where lengths differ
	text   string
	edges  []float64 // of calendar windows
}

// NewWindow returns the window of a kind in a year that begins on a Monday, 1
// January, in UTC; length (seconds) is read for EveryWindow alone.
func NewWindow(kind WindowKind, length float64) Window {
	return WindowFrom(kind, length, DefaultStart.Midnight(time.UTC))
}

// WindowFrom returns the window of a kind in the year that begins at start.
func WindowFrom(kind WindowKind, length float64, start time.Time) Window {
	w := Window{Kind: kind}
	switch kind {
	case YearWindow:
		w.text = "year"
	case QuarterWindow:
		w.text = "quarter"
	case MonthWindow:
		w.text = "month"
	case WeekWindow:
		w.text = "week"
	case EveryWindow:
		w.Length, w.text = length, "every "+FormatDuration(length)
		return w
	}
	if w.Length = Year; kind != YearWindow {
		y := yearFrom(start)
		w.edges = y.edges(kind)
		last := len(w.edges) - 1
		w.Length = (w.edges[last] - w.edges[0]) / float64(last)
	}
	return w
}

// String returns the window as a scenario file spells it: "month", "every 30d".
func (w Window) String() string { return w.text }

// Edges returns the windows' edges in seconds from the year's start: window i
// runs from Edges()[i] up to, not including, Edges()[i+1]. What lies before the
// first and behind the last belongs to no window.
func (w Window) Edges() []float64 {
	switch w.Kind {
	case YearWindow:
		return []float64{0, Year}
	case EveryWindow:
		edges := []float64{0}
		for n := 1; ; n++ {
			at := float64(n) * w.Length
			if at > Year*(1+1e-12) {
				return edges
			}
			edges = append(edges, math.Min(at, Year))
		}
	}
	return append([]float64(nil), w.edges...)
}

// Nominal returns how long a window is where all of a kind are as long, in
// seconds: a twelfth of the year for every month. Contracts count in it.
func (w Window) Nominal() float64 {
	switch w.Kind {
	case QuarterWindow:
		return Year / 4
	case MonthWindow:
		return Year / 12
	case WeekWindow:
		return 7 * Day
	}
	return w.Length
}

// Fit returns how many whole windows in a row a span of so many seconds has
// room for: thirteen months for "13mo".
func (w Window) Fit(span float64) int {
	const hair = 1e-9
	return int(math.Min(math.Floor(span/w.Nominal()*(1+hair)), math.MaxInt32))
}
