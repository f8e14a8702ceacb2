package model

import (
	"math"
	"slices"
	"sort"
)

// A Timetable says at which moments of the simulated year somebody is on duty,
// or work may be done: the moments at which it is open. Moments are seconds
// from the year's start. After its end the year begins again, as an outage
// that runs past the end goes on at the start: so a moment that is uniform in
// the year stays so, however much later it gets.
type Timetable struct {
	from, to []float64 // open stretches: ascending, apart, from inclusive, to exclusive
	before   []float64 // seconds open before each stretch
	open     float64   // seconds open in the year

	// first is, for each of equal slots of the year, the first stretch that
	// ends after the slot begins: a moment's stretch is found at once.
	first [timetableSlots]int32
}

// timetableSlots is how many slots a year's moments are looked up by: of about
// four hours, fewer than two stretches each in most weeks, and 8 KiB.
const timetableSlots = 2048

// A stretch is the time from one moment up to, not including, another.
type stretch struct{ from, to float64 }

// newTimetable returns the timetable that is open in the stretches, cut to the
// year. They may overlap and stand in any order.
func newTimetable(stretches []stretch) *Timetable {
	slices.SortFunc(stretches, func(a, b stretch) int {
		switch {
		case a.from < b.from:
			return -1
		case a.from > b.from:
			return 1
		}
		return 0
	})
	t := &Timetable{}
	for _, s := range stretches {
		from, to := max(s.from, 0), min(s.to, Year)
		n := len(t.to)
		switch {
		case to <= from:
		case n > 0 && from <= t.to[n-1]:
			t.to[n-1] = max(t.to[n-1], to)
		default:
			t.from, t.to = append(t.from, from), append(t.to, to)
		}
	}
	for i := range t.from {
		t.before = append(t.before, t.open)
		t.open += t.to[i] - t.from[i]
	}
	for slot, i := 0, 0; slot < timetableSlots; slot++ {
		for i < len(t.to) && t.to[i] <= float64(slot)*(Year/timetableSlots) {
			i++
		}
		t.first[slot] = int32(i)
	}
	return t
}

// Open returns how many seconds of the year the timetable is open.
func (t *Timetable) Open() float64 { return t.open }

// Always reports whether the timetable is open all year.
func (t *Timetable) Always() bool { return t.open >= Year }

// Stretches returns how many stretches the timetable is open for in the year.
func (t *Timetable) Stretches() int { return len(t.from) }

// Stretch returns from when to when, in seconds from the year's start, stretch
// i lasts. One that is open across the year's end is two.
func (t *Timetable) Stretch(i int) (from, to float64) { return t.from[i], t.to[i] }

// seek returns the first stretch that ends after a moment of the year.
func (t *Timetable) seek(at float64) int {
	i := int(t.first[min(int(at*(timetableSlots/Year)), timetableSlots-1)])
	for i > 0 && t.to[i-1] > at { // the slot's number was rounded up
		i--
	}
	for i < len(t.to) && t.to[i] <= at {
		i++
	}
	return i
}

// inYear returns the moment of the year that a moment is, however many years
// after the year's start.
func inYear(at float64) float64 {
	if at < Year {
		return at
	}
	return math.Mod(at, Year)
}

// IsOpen reports whether the timetable is open at a moment of 0 or more.
func (t *Timetable) IsOpen(at float64) bool {
	at = inYear(at)
	i := t.seek(at)
	return i < len(t.from) && t.from[i] <= at
}

// Wait returns the seconds from a moment of 0 or more until the timetable is
// open: 0 when it is, +Inf when it never is.
func (t *Timetable) Wait(at float64) float64 {
	at = inYear(at)
	switch i := t.seek(at); {
	case len(t.from) == 0:
		return math.Inf(1)
	case i == len(t.from):
		return Year - at + t.from[0]
	default:
		return max(0, t.from[i]-at)
	}
}

// Left returns the seconds from a moment of 0 or more until the timetable
// closes: 0 when it is closed, +Inf when it never is.
func (t *Timetable) Left(at float64) float64 {
	at = inYear(at)
	i := t.seek(at)
	switch {
	case t.Always():
		return math.Inf(1)
	case i == len(t.from) || t.from[i] > at:
		return 0
	case t.to[i] == Year && t.from[0] == 0:
		return Year - at + t.to[0]
	}
	return t.to[i] - at
}

// Place returns the moment before which the timetable has been open for the
// part share, from 0 up to 1, of all its open time: what is spread evenly over
// [0, 1) falls evenly on the open time. The timetable must be open at some
// time.
func (t *Timetable) Place(share float64) float64 {
	open := share * t.open
	i := max(sort.SearchFloat64s(t.before, open), 1) - 1 // the last with less before it
	if i+1 < len(t.before) && t.before[i+1] <= open {
		i++
	}
	// The end of a stretch is no open moment, however it is rounded.
	return min(t.from[i]+open-t.before[i], math.Nextafter(t.to[i], 0))
}

// Share returns the part of the year's open time that lies before a moment of
// the year: the inverse of Place at open moments. The timetable must be open
// at some time.
func (t *Timetable) Share(at float64) float64 {
	i := t.seek(min(at, Year))
	if i == len(t.from) {
		return 1
	}
	return (t.before[i] + max(0, at-t.from[i])) / t.open
}
