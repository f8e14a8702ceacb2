package model

import (
	"fmt"
	"time"
)

// Hours say, by the clock and the calendar of a place, when a timetable is
// open. It is open at every moment at which the clock on the wall there shows
// a time within a span; so where clocks go forward an hour is lost to a span
// that holds it, and where they go back it counts twice.
type Hours struct {
	Spans    []Span
	Days     [7]bool // on which spans may begin, by time.Weekday
	Zone     *time.Location
	Holidays []Date   // on which none begins
	Freezes  []Freeze // on whose days none begins
}

// A Span is a time of the day. One that crosses midnight belongs to the day on
// which it begins.
type Span struct {
	From int // seconds after midnight by the clock
	To   int // greater; beyond 24 h after midnight
}

// A Date is a day of the calendar; of every year where the year is 0.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// A Freeze is a time of every year in which changes rest: from a day to a day,
// both included, across the year's end where the second comes first.
type Freeze struct{ From, To Date }

// DaySeconds is how many seconds a day has on which no clock is changed.
const DaySeconds = 24 * 3600

// AllDay is the span of a whole day, EveryDay every day of the week.
var (
	AllDay   = Span{0, DaySeconds}
	EveryDay = [7]bool{true, true, true, true, true, true, true}
)

// OfficeHours are Monday to Friday, nine to six: outside of them a page is off
// hours for whoever has no hours of their own.
func OfficeHours(zone *time.Location) *Hours {
	return &Hours{
		Spans: []Span{{9 * 3600, 18 * 3600}}, Zone: zone,
		Days: [7]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true},
	}
}

// DefaultStart begins the simulated year unless told: the next year that
// begins on a Monday and has no leap day, so that today's daylight-saving
// rules hold.
var DefaultStart = Date{2029, time.January, 1}

// Midnight returns the first moment of a year that begins on the date.
func (d Date) Midnight(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// Timetable returns when the hours are open in the year that begins at start.
func (h *Hours) Timetable(start time.Time) *Timetable {
	var open []interval
	h.each(yearFrom(start), 0, func(s interval, _ int64) { open = append(open, s) })
	return newTimetable(open)
}

// each calls do for every open stretch of a year, in seconds from its start,
// and for those so many seconds before and after it, with the day that it
// belongs to.
func (h *Hours) each(y calendarYear, beyond int64, do func(s interval, day int64)) {
	h.eachClock(y.start-beyond, y.end+beyond, func(a, b, wall int64) {
		for day := floorDay(a + wall); day*DaySeconds-wall < b; day++ {
			for _, s := range h.openOn(day, y) {
				midnight := day*DaySeconds - wall
				lo, hi := max(a, midnight+int64(s.From)), min(b, midnight+int64(s.To))
				if from, to := y.seconds(lo), y.seconds(hi); lo < hi && from < to {
					do(interval{from, to}, s.begun)
				}
			}
		}
	})
}

// eachClock calls do for the times from one change of the clocks to the next,
// from one second up to another, both counted from 1 January 1970 in universal
// time: within them the clock on the wall is ahead of it by a constant.
func (h *Hours) eachClock(from, to int64, do func(a, b, wall int64)) {
	for a := from; a < to; {
		at := time.Unix(a, 0).In(h.Zone)
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
	day := seconds / DaySeconds
	if seconds%DaySeconds < 0 {
		day--
	}
	return day
}

// An openSpan is a span within one day, with the day on which it began.
type openSpan struct {
	Span
	begun int64
}

// openOn returns the open spans of a day, counted from 1 January 1970, within
// the day: its own, and what those of the day before reach over midnight. What the
// year leaves out is still in them: it is a day only in the service's zone, so
// that the year's seconds take it away, and no date here.
func (h *Hours) openOn(day int64, y calendarYear) []openSpan {
	var open []openSpan
	for _, s := range h.Spans {
		if begun := h.begun(s, day-1, y); s.To > DaySeconds && h.works(begun) {
			open = append(open, openSpan{Span{0, s.To - DaySeconds}, begun})
		}
		if h.works(day) {
			open = append(open, openSpan{Span{s.From, min(s.To, DaySeconds)}, day})
		}
	}
	return open
}

// begun returns the day to which a span across midnight belongs that begins on
// a day by the calendar: where the year leaves its beginning out, what remains
// of it is the rest of the span that began on the day before.
func (h *Hours) begun(s Span, day int64, y calendarYear) int64 {
	d := dateOf(day)
	if y.leavesOut(time.Date(d.Year, d.Month, d.Day, 0, 0, s.From, 0, h.Zone)) {
		return day - 1
	}
	return day
}

// IsLeapDay reports whether the date is one that the simulated year leaves out.
func (d Date) IsLeapDay() bool { return d.Month == time.February && d.Day == 29 }

// works reports whether spans may begin on a day.
func (h *Hours) works(day int64) bool {
	at := dateOf(day)
	if !h.Days[time.Unix(day*DaySeconds, 0).UTC().Weekday()] || h.frozen(at) {
		return false
	}
	for _, d := range h.Holidays {
		if d.Month == at.Month && d.Day == at.Day && (d.Year == 0 || d.Year == at.Year) {
			return false
		}
	}
	return true
}

// frozen reports whether a freeze holds the date.
func (h *Hours) frozen(d Date) bool {
	at := d.inYear()
	for _, f := range h.Freezes {
		from, to := f.From.inYear(), f.To.inYear()
		if from <= to && from <= at && at <= to || from > to && (at >= from || at <= to) {
			return true
		}
	}
	return false
}

// dateOf returns the date of a day counted from 1 January 1970.
func dateOf(day int64) Date {
	t := time.Unix(day*DaySeconds, 0).UTC()
	return Date{t.Year(), t.Month(), t.Day()}
}

// inYear returns a number that grows through the year.
func (d Date) inYear() int { return 100*int(d.Month) + d.Day }

// String returns the date as a file writes it.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Key tells hours of one year from others.
func (h *Hours) Key(start time.Time) string {
	return fmt.Sprint(start.Unix(), h.Spans, h.Days, h.Zone, h.Holidays, h.Freezes)
}
