package model

import (
	"math"
	"sort"
	"time"
)

// A Calendar says when the events of a change may begin, and where they lie:
// evenly spaced on an axis that is laid over the time that it allows. The axis
// is the allowed time itself, so that equal times hold equally many events; or
// the allowed days, one after another, so that each of them holds as many,
// however long it is allowed.
type Calendar struct {
	*Timetable // when events may begin

	days   float64     // that the axis counts; 0 where it is the allowed time
	pieces []axisPiece // ascending
	length float64     // of the axis
	guide  []int32     // per equal part of the axis, the piece in which it begins
}

// An axisPiece is a stretch of allowed time with its place on the axis.
type axisPiece struct {
	interval
	before float64 // length of the axis before it
	rate   float64 // length of the axis a second
	last   float64 // moment before its end: this is no open moment, however it is rounded
}

func newAxisPiece(s interval, before, rate float64) axisPiece {
	return axisPiece{s, before, rate, math.Nextafter(s.to, 0)}
}

// lay fills in the guide: one part of the axis for each piece, so that a place
// is found in as many steps however many pieces there are.
func (c *Calendar) lay() {
	n := len(c.pieces)
	c.guide = make([]int32, n)
	i := 0
	for part := range c.guide {
		for i+1 < n && c.pieces[i+1].before <= float64(part)/float64(n)*c.length {
			i++
		}
		c.guide[part] = int32(max(i-1, 0)) // one back, for rounding
	}
}

// Days returns how many allowed days the year holds, where each of them has
// the same number of events; 0 where the axis is the allowed time. A day of
// which the year's edge cuts a part off counts as the part that is left.
func (c *Calendar) Days() float64 { return c.days }

// CalendarByTime returns the calendar whose axis is the open time.
func CalendarByTime(t *Timetable) *Calendar {
	c := &Calendar{Timetable: t}
	for i := range t.from {
		c.pieces = append(c.pieces, newAxisPiece(interval{t.from[i], t.to[i]}, c.length, 1))
		c.length += t.to[i] - t.from[i]
	}
	c.lay()
	return c
}

// CalendarByDay returns the calendar whose axis is the allowed days of the year that
// begins at start.
func CalendarByDay(h *Hours, start time.Time, t *Timetable) *Calendar {
	c := &Calendar{Timetable: t}
	for _, day := range h.allowedDays(start) {
		whole := 0.0
		for _, s := range day {
			whole += s.to - s.from
		}
		for _, s := range day {
			if s.from, s.to = max(s.from, 0), min(s.to, Year); s.from < s.to {
				c.pieces = append(c.pieces, newAxisPiece(s, c.length, 1/whole))
				c.length += (s.to - s.from) / whole
			}
		}
	}
	// The sum of the parts of days is a whole number except for rounding, where
	// the year's edges cut none.
	if n := math.Round(c.length); math.Abs(n-c.length) < 1e-9*n {
		c.length = n
	}
	c.days = c.length
	c.lay()
	return c
}

// Place returns the moment, in seconds, before which the part share of the axis
// lies, share in [0, 1): values spread evenly over [0, 1) fall evenly on the axis.
// Some time must be allowed.
func (c *Calendar) Place(share float64) float64 {
	at := share * c.length
	i := int(c.guide[min(int(share*float64(len(c.guide))), len(c.guide)-1)])
	for i+1 < len(c.pieces) && c.pieces[i+1].before <= at {
		i++
	}
	p := &c.pieces[i]
	return min(p.from+(at-p.before)/p.rate, p.last)
}

// Share returns the part of the axis that lies before a moment of the year:
// the inverse of Place at open moments. Some time must be allowed.
func (c *Calendar) Share(at float64) float64 {
	i := sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].to > at })
	if i == len(c.pieces) {
		return 1
	}
	p := &c.pieces[i]
	return (p.before + max(0, at-p.from)*p.rate) / c.length
}

// allowedDays returns, for each day that begins some allowed time of the year
// which begins at start, all its stretches in seconds from there, also those
// beyond the year's edges: hours across midnight belong to the day on which
// they begin. Where those of one day reach into the next, the moments that both
// allow are the earlier day's.
func (h *Hours) allowedDays(start time.Time) [][]interval {
	const reach = 2 * DaySeconds // spans end at most so long after their day's midnight
	begun := map[int64][]interval{}
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	h.each(yearFrom(start), reach, func(s interval, day int64) {
		begun[day] = append(begun[day], s)
		low, high = min(low, day), max(high, day)
	})
	var days [][]interval
	until := math.Inf(-1)
	for day := low; day <= high; day++ {
		var own []interval
		inside := false
		for _, s := range united(begun[day]) {
			if s.from = max(s.from, until); s.from < s.to {
				own = append(own, s)
				inside = inside || s.to > 0 && s.from < Year
			}
		}
		if len(own) > 0 {
			until = own[len(own)-1].to
		}
		if inside {
			days = append(days, own)
		}
	}
	return days
}

// Closest returns how many seconds two moments are apart at least that lie a
// part share of the axis from each other, in this year or across its end. They
// come closest beside an edge of the allowed time.
func (c *Calendar) Closest(share float64) float64 {
	const beside = 1e-14 // of the axis: less than a microsecond
	place := func(at float64) float64 {
		years := math.Floor(at)
		return years*Year + c.Place(at-years)
	}
	least := math.Inf(1)
	for _, p := range c.pieces {
		edge := p.before / c.length
		for _, at := range []float64{edge - beside, edge + beside, edge - share - beside, edge - share + beside} {
			least = math.Min(least, place(at+share)-place(at))
		}
	}
	return least
}
