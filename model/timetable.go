package model

import (
	"cmp"
	"math"
	"slices"
)

// A Timetable says at which moments of the simulated year somebody is on duty,
// or work may be done: the moments at which it is open. Moments are seconds
// from the year's start. After its end the same year begins again, and before
// it lies the same: so a moment that is uniform in the year stays so, however
// much later it gets.
type Timetable struct {
	from, to []float64 // open stretches: ascending, apart, from inclusive, to exclusive
	open     float64   // seconds open in the year

	// first is, for each of equal slots of the year, the first stretch that
	// ends after the slot begins: a moment's stretch is found at once.
	first [timetableSlots]int32
	whole [timetableSlots]slotState
}

// A slotState says whether a timetable is open, or closed, at all moments of a
// slot and a little beyond either end.
type slotState int8

const (
	slotChanges slotState = iota
	slotOpen
	slotClosed
)

// timetableSlots is how many slots a year's moments are looked up by: of about
// four hours, fewer than two stretches each in most weeks, and 8 KiB.
const timetableSlots = 2048

// An interval is the time from one moment up to, not including, another.
type interval struct{ from, to float64 }

// newTimetable returns the timetable that is open in the stretches, cut to the
// year. They may overlap and stand in any order.
func newTimetable(stretches []interval) *Timetable {
	t := &Timetable{}
	for _, s := range united(stretches) {
		if from, to := max(s.from, 0), min(s.to, Year); from < to {
			t.from, t.to = append(t.from, from), append(t.to, to)
		}
	}
	for i := range t.from {
		t.open += t.to[i] - t.from[i]
	}
	for slot, i := 0, 0; slot < timetableSlots; slot++ {
		for i < len(t.to) && t.to[i] <= float64(slot)*(Year/timetableSlots) {
			i++
		}
		t.first[slot] = int32(i)
		t.whole[slot] = t.stateOf(float64(slot)*(Year/timetableSlots), i)
	}
	return t
}

// stateOf returns the state of a slot that begins at a moment, of which the
// stretch i is the first that ends after it.
func (t *Timetable) stateOf(begin float64, i int) slotState {
	const beyond = 1e-3 // seconds, far more than a moment's slot may be off by rounding
	from, to := begin-beyond, begin+Year/timetableSlots+beyond
	switch {
	case i > 0 && t.to[i-1] > from:
		return slotChanges
	case i == len(t.from) || t.from[i] >= to:
		return slotClosed
	case t.from[i] <= from && t.to[i] >= to:
		return slotOpen
	}
	return slotChanges
}

// united returns the stretches in order, with those that overlap or touch as
// one. It sorts what it is given.
func united(stretches []interval) []interval {
	slices.SortFunc(stretches, func(a, b interval) int { return cmp.Compare(a.from, b.from) })
	var out []interval
	for _, s := range stretches {
		switch n := len(out); {
		case s.to <= s.from:
		case n > 0 && s.from <= out[n-1].to:
			out[n-1].to = max(out[n-1].to, s.to)
		default:
			out = append(out, s)
		}
	}
	return out
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
	if state := t.whole[min(int(at*(timetableSlots/Year)), timetableSlots-1)]; state != slotChanges {
		return state == slotOpen
	}
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

// Turns returns the moments between two others, in seconds from the year's
// start, at which the timetable opens or closes; also those of the years before
// and after, whose timetables are the same.
func (t *Timetable) Turns(from, to float64) []float64 {
	var turns []float64
	for year := math.Floor(from / Year); year*Year < to; year++ {
		low := max(from-year*Year, 0)
		for i := t.seek(min(low, math.Nextafter(Year, 0))); i < len(t.from); i++ {
			for _, at := range []float64{t.from[i], t.to[i]} {
				if at += year * Year; from < at && at < to {
					turns = append(turns, at)
				}
			}
			if t.from[i]+year*Year >= to {
				break
			}
		}
	}
	return turns
}

// Touched returns how many of the equal parts of the year, each of a length in
// seconds, hold some open time.
func (t *Timetable) Touched(length float64) float64 {
	parts, last := 0.0, -1.0
	for i := range t.from {
		first := math.Floor(t.from[i] / length)
		end := math.Ceil(t.to[i]/length) - 1
		parts += max(0, end-max(first, last+1)+1)
		last = max(last, end)
	}
	return parts
}
