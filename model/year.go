package model

import "time"

// A calendarYear is the simulated year on the calendar: 365 days from a
// midnight in the service's zone on, of which a 29 February is none. So it ends
// on the date on which it began, and February always has 28 days.
type calendarYear struct {
	zone       *time.Location
	start, end int64 // seconds from 1 January 1970, UTC

	// From when to when the 29 February lasts that is left out, in the year or
	// right behind it; both are the end where there is none.
	leap, after int64
}

// yearFrom returns the year that begins at start, in the zone of start.
func yearFrom(start time.Time) calendarYear {
	y := calendarYear{zone: start.Location(), start: start.Unix()}
	y.end = y.start + int64(Year)
	y.leap, y.after = y.end, y.end
	for n := start.Year(); n <= start.Year()+1; n++ {
		if !isLeap(n) {
			continue
		}
		from, to := y.midnight(n, time.February, 29), y.midnight(n, time.March, 1)
		if y.start < from && from <= y.end {
			y.leap, y.after, y.end = from, to, y.end+to-from
		}
	}
	return y
}

// leavesOut reports whether a moment lies on a 29 February in the service's
// zone; also on one before the year, where the same year lies as well.
func (y *calendarYear) leavesOut(at time.Time) bool {
	year, month, day := at.In(y.zone).Date()
	return Date{year, month, day}.IsLeapDay()
}

// isLeap reports whether a year of the calendar has a 29 February.
func isLeap(n int) bool { return n%4 == 0 && (n%100 != 0 || n%400 == 0) }

// midnight returns when a date begins in the service's zone.
func (y *calendarYear) midnight(year int, month time.Month, day int) int64 {
	return time.Date(year, month, day, 0, 0, 0, 0, y.zone).Unix()
}

// seconds returns how long after the year's start a moment lies, without the
// day that is left out; negative before the year.
func (y *calendarYear) seconds(at int64) float64 {
	switch {
	case at >= y.after:
		at -= y.after - y.leap
	case at > y.leap:
		at = y.leap
	}
	return float64(at - y.start)
}

// edges returns, in seconds from the year's start, the midnights on which
// calendar windows of a kind begin, in order: one for each that lies wholly
// inside the year, and the end of the last.
func (y *calendarYear) edges(kind WindowKind) []float64 {
	// Where the clocks at both ends of the year differ, its last midnight is
	// not 365 times 24 h after its first.
	const clocks = 2 * 3600
	date := time.Unix(y.start, 0).In(y.zone)
	year, month, day := date.Date()
	var step func()
	switch kind {
	case WeekWindow:
		day += (8 - int(date.Weekday())) % 7 // the next Monday
		step = func() { day += 7 }
	default:
		length := map[WindowKind]time.Month{MonthWindow: 1, QuarterWindow: 3}[kind]
		if day > 1 {
			month++
		}
		day = 1
		for (month-1)%length != 0 {
			month++
		}
		step = func() { month += length }
	}
	var edges []float64
	for {
		at := y.seconds(y.midnight(year, month, day))
		if at > Year+clocks {
			return edges
		}
		edges = append(edges, min(at, Year))
		step()
	}
}
