package engine

import (
	"math"
	"slices"

	"nines/model"
	"nines/model/dist"
)

// PlannedWork is what a scenario's changes certainly cost in any year.
type PlannedWork []schedule

// PlannedOf returns the planned work of a scenario as far as the SLO counts it.
func PlannedOf(sc *model.Scenario) PlannedWork {
	var w PlannedWork
	for _, c := range sc.Changes {
		least, _ := c.Downtime.Support()
		if out := leftOutOf(sc, c); least > out {
			w = append(w, schedule{c, math.Min(least, closest(c)) - out, out})
		}
	}
	return w
}

// Certain returns the downtime in seconds that the window from one moment to
// another, in seconds from the year's start, holds at least in every year: that
// of the change that costs most wherever its first event falls. Two changes may
// coincide; one change's events do not, unless they last longer than they are
// apart.
func (w PlannedWork) Certain(from, to float64) float64 {
	most := 0.0
	for i := range w {
		most = math.Max(most, w[i].least(from, to))
	}
	return math.Min(most, to-from)
}

// leftOutOf returns how many seconds of each event of a change the SLO leaves
// out.
func leftOutOf(sc *model.Scenario, c *model.Change) float64 {
	for _, x := range sc.SLO.Exclusions {
		if x.Change == c {
			return x.AtMost
		}
	}
	return 0
}

// closest returns how many seconds two events of a change are apart at least.
func closest(c *model.Change) float64 {
	if c.Calendar == nil || c.Period > model.Year {
		return math.Min(c.Period, model.Year)
	}
	return c.Calendar.Closest(c.Period / model.Year)
}

// A schedule is the times at which a change's events cost something: from
// offset seconds after each begins, length seconds long.
type schedule struct {
	*model.Change
	length, offset float64
}

// scale returns where a moment stands on the scale on which events are a period
// apart, in which a year is a year long. What lies before and behind the year
// stands where its neighbours' calendars, which are the same, have it.
func (s *schedule) scale(at float64) float64 {
	if s.Calendar == nil {
		return at
	}
	years := math.Floor(at / model.Year)
	return (years + s.Calendar.Share(at-years*model.Year)) * model.Year
}

// moment is the inverse of scale at moments at which events may begin.
func (s *schedule) moment(on float64) float64 {
	if s.Calendar == nil {
		return on
	}
	years := math.Floor(on / model.Year)
	return years*model.Year + s.Calendar.Place(on/model.Year-years)
}

// least returns what a window holds at least, over all places of the first
// event. Between the places at which an event comes to an edge of the window,
// or to where the calendar jumps, it changes evenly: so it is least beside one
// of them, where two places further in lead to.
func (s *schedule) least(from, to float64) float64 {
	const apart = 1e-6 // places that are told apart, seconds
	a, b := from-s.offset, to-s.offset
	if s.scale(b)-s.scale(a-s.length) < s.Period {
		return 0 // it fits between two events
	}
	places := []float64{0, math.Mod(model.Year, s.Period)} // where a year has one event less from on
	add := func(at float64) {
		places = append(places, math.Mod(s.scale(at)-math.Floor(at/model.Year)*model.Year, s.Period))
	}
	for _, edge := range []float64{a, b} {
		add(edge - s.length)
		add(edge)
		if s.Calendar != nil {
			for _, at := range s.Calendar.Turns(edge-s.length, edge) {
				add(at)
			}
		}
	}
	slices.Sort(places)
	least := math.Inf(1)
	for i, at := range places {
		next := places[(i+1)%len(places)]
		if i == len(places)-1 {
			next += s.Period
		}
		if gap := next - at; gap > apart {
			low, middle, high := s.downtime(a, b, at+gap/4), s.downtime(a, b, at+gap/2), s.downtime(a, b, at+gap*3/4)
			least = math.Min(least, math.Min(2*low-middle, 2*high-middle))
		}
	}
	if math.IsInf(least, 1) {
		least = s.downtime(a, b, s.Period/2)
	}
	return math.Max(least, 0)
}

// downtime returns how long the events are down between two moments, if the first
// event of every year stands at a given place on the scale. What runs over the
// year's end enters the next one.
func (s *schedule) downtime(from, to, first float64) float64 {
	first = math.Mod(first, s.Period)
	sum := 0.0
	for year := math.Floor((from - s.length) / model.Year); year*model.Year < to; year++ {
		start, end := year*model.Year, (year+1)*model.Year
		// Events that begin from lo up to hi, in this year.
		events := func(lo, hi float64) (n, last float64) {
			before := func(at float64) float64 {
				return math.Max(0, math.Ceil((s.scale(math.Min(math.Max(at, start), end))-start-first)/s.Period))
			}
			return before(lo), before(hi)
		}
		part := func(lo, hi float64) {
			for n, last := events(lo, hi); n < last; n++ {
				at := s.moment(start + first + n*s.Period)
				sum += math.Max(0, math.Min(at+s.length, to)-math.Max(at, from))
			}
		}
		if inner := to - s.length; inner > from {
			n, last := events(from, inner)
			sum += math.Max(0, last-n) * s.length
			part(from-s.length, from)
			part(inner, to)
		} else {
			part(from-s.length, to)
		}
	}
	return sum
}

// LeavesOut reports whether the SLO counts nothing of a risk.
func LeavesOut(sc *model.Scenario, risk string) bool {
	for _, x := range sc.SLO.Exclusions {
		if x.Risk != nil && x.Risk.Name == risk && math.IsInf(x.AtMost, 1) {
			return true
		}
	}
	return false
}

// PlannedMean returns the planned downtime in seconds of a mean window of this
// length, as far as the SLO counts it.
func PlannedMean(sc *model.Scenario, length float64) float64 {
	sum := 0.0
	for _, c := range sc.Changes {
		each := c.Downtime.Mean()
		if out := leftOutOf(sc, c); out > 0 {
			each = meanBeyond(c.Downtime, out)
		}
		sum += length / c.Period * each
	}
	return math.Min(sum, length)
}

// meanBeyond returns the mean of what a law exceeds a limit by, 0 where it
// does not: the mean of its quantiles in the middle of equal parts.
func meanBeyond(law dist.Distribution, limit float64) float64 {
	if math.IsInf(limit, 1) {
		return 0
	}
	const parts = 2000
	sum := 0.0
	for i := range parts {
		sum += math.Max(0, law.Quantile((float64(i)+0.5)/parts)-limit)
	}
	return sum / parts
}
