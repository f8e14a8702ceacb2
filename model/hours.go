package model

import (
	"fmt"
	"time"
)

// Hours say, by the clock and the calendar of a place, when a timetable is
// open. It is open at every moment at which the clock on the wall there shows
// a time within a span; so where clocks go forward an hour is lost to a span
// that holds it, and where they go back it counts twice.
type hours struct {
	spans    []span
	days     [7]bool // on which spans may begin, by time.Weekday
	zone     *time.Location
	holidays []date   // on which none begins
	freezes  []freeze // on whose days none begins
}

// A span is a time of the day. One that crosses midnight belongs to the day on
// which it begins.
type span struct {
	from int // seconds after midnight by the clock
	to   int // greater; beyond 24 h after midnight
}

// A date is a day of the calendar; of every year where the year is 0.
type date struct {
	year  int
	month time.Month
	day   int
}

// A freeze is a time of every year in which changes rest: from a day to a day,
// both included, across the year's end where the second comes first.
type freeze struct{ from, to date }

const daySeconds = 24 * 3600

// allDay is the span of a whole day, everyDay every day of the week.
var (
	allDay   = span{0, daySeconds}
	everyDay = [7]bool{true, true, true, true, true, true, true}
)

// officeHours are Monday to Friday, nine to six: outside of them a page is off
// hours for whoever has no hours of their own.
func officeHours(zone *time.Location) *hours {
	return &hours{
		spans: []span{{9 * 3600, 18 * 3600}}, zone: zone,
		days: [7]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true},
	}
}

// defaultStart begins the simulated year unless told: the next year that
// begins on a Monday and has no leap day, so that today's daylight-saving
// rules hold.
var defaultStart = date{2029, time.January, 1}

// starts returns the first moment of a year that begins on the date.
func (d date) starts(zone *time.Location) time.Time {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, zone)
}

// timetable returns when the hours are open in the year that begins at start.
func (h *hours) timetable(start time.Time) *Timetable {
	var open []stretch
	h.each(yearFrom(start), 0, func(s stretch, _ int64) { open = append(open, s) })
	return newTimetable(open)
}

// each calls do for every open stretch of a year, in seconds from its start,
// and for those so many seconds before and after it, with the day that it
// belongs to.
func (h *hours) each(y calendarYear, beyond int64, do func(s stretch, day int64)) {
	h.eachClock(y.start-beyond, y.end+beyond, func(a, b, wall int64) {
		for day := floorDay(a + wall); day*daySeconds-wall < b; day++ {
			for _, s := range h.openOn(day, y) {
				midnight := day*daySeconds - wall
				lo, hi := max(a, midnight+int64(s.from)), min(b, midnight+int64(s.to))
				if from, to := y.seconds(lo), y.seconds(hi); lo < hi && from < to {
					do(stretch{from, to}, s.begun)
				}
			}
		}
	})
}

// eachClock calls do for the times from one change of the clocks to the next,
// from one second up to another, both counted from 1 January 1970 in universal
// time: within them the clock on the wall is ahead of it by a constant.
func (h *hours) eachClock(from, to int64, do func(a, b, wall int64)) {
	for a := from; a < to; {
		at := time.Unix(a, 0).In(h.zone)
		_, ahead := at.Zone()
		b := to
		if _, until := at.ZoneBounds(); !until.IsZero() {
			b = min(b, until.Unix())
		}
		do(a, b, int64(ahead))
		a = b
	}
}

// floorDay returns the day, counted from 1 January 1970, of a time in seconds.
func floorDay(seconds int64) int64 {
	day := seconds / daySeconds
	if seconds%daySeconds < 0 {
		day--
	}
	return day
}

// An openSpan is a span within one day, with the day on which it began.
type openSpan struct {
	span
	begun int64
}

// openOn returns the open spans of a day, counted from 1 January 1970, within
// the day: its own, and what those of the day before reach over midnight. What the
// year leaves out is still in them: it is a day only in the service's zone, so
// that the year's seconds take it away, and no date here.
func (h *hours) openOn(day int64, y calendarYear) []openSpan {
	var open []openSpan
	for _, s := range h.spans {
		if begun := h.begun(s, day-1, y); s.to > daySeconds && h.works(begun) {
			open = append(open, openSpan{span{0, s.to - daySeconds}, begun})
		}
		if h.works(day) {
			open = append(open, openSpan{span{s.from, min(s.to, daySeconds)}, day})
		}
	}
	return open
}

// begun returns the day to which a span across midnight belongs that begins on
// a day by the calendar: where the year leaves its beginning out, what remains
// of it is the rest of the span that began on the day before.
func (h *hours) begun(s span, day int64, y calendarYear) int64 {
	d := dateOf(day)
	if y.leavesOut(time.Date(d.year, d.month, d.day, 0, 0, s.from, 0, h.zone)) {
		return day - 1
	}
	return day
}

// isLeapDay reports whether the date is one that the simulated year leaves out.
func (d date) isLeapDay() bool { return d.month == time.February && d.day == 29 }

// works reports whether spans may begin on a day.
func (h *hours) works(day int64) bool {
	at := dateOf(day)
	if !h.days[time.Unix(day*daySeconds, 0).UTC().Weekday()] || h.frozen(at) {
		return false
	}
	for _, d := range h.holidays {
		if d.month == at.month && d.day == at.day && (d.year == 0 || d.year == at.year) {
			return false
		}
	}
	return true
}

// frozen reports whether a freeze holds the date.
func (h *hours) frozen(d date) bool {
	at := d.inYear()
	for _, f := range h.freezes {
		from, to := f.from.inYear(), f.to.inYear()
		if from <= to && from <= at && at <= to || from > to && (at >= from || at <= to) {
			return true
		}
	}
	return false
}

// dateOf returns the date of a day counted from 1 January 1970.
func dateOf(day int64) date {
	t := time.Unix(day*daySeconds, 0).UTC()
	return date{t.Year(), t.Month(), t.Day()}
}

// inYear returns a number that grows through the year.
func (d date) inYear() int { return 100*int(d.month) + d.day }

// String returns the date as a file writes it.
func (d date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// key tells hours of one year from others.
func (h *hours) key(start time.Time) string {
	return fmt.Sprint(start.Unix(), h.spans, h.days, h.zone, h.holidays, h.freezes)
}
