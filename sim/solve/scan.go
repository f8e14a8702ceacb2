package solve

import (
	"math"
	"slices"

	"nines/sim/stat"
)

// scanned is how many values across the range are tried first, the ends among them.
const scanned = 17

// scan tries values across the whole range, and today's.
func (s *search) scan() error {
	var values []float64
	for i := range scanned {
		values = append(values, s.scale.between(s.From, s.To, float64(i)/(scanned-1)))
	}
	values[0], values[scanned-1] = s.From, s.To
	if s.Today > s.From && s.Today < s.To {
		values = append(values, s.Today)
	}
	stat.SortValues(values)
	for _, v := range slices.Compact(values) {
		if _, err := s.try(v); err != nil {
			return err
		}
	}
	return nil
}

// effect returns what more of the variable does to the promise, as far as the
// readings show.
func (s *search) effect() (Effect, error) {
	first, last := s.readings[0], s.readings[len(s.readings)-1]
	if e := s.seen(); e != NoEffect || same(first.plan, last.plan) {
		return e, nil
	}
	// The plans differ, so that it may take more years to see how.
	for _, t := range []*reading{first, last} {
		if err := s.extend(t, s.finest); err != nil {
			return NoEffect, err
		}
	}
	return s.seen(), nil
}

// seen returns the effect that the readings show.
func (s *search) seen() Effect {
	first, last := s.readings[0], s.readings[len(s.readings)-1]
	var hurts, helps, differ bool
	all := tellApart(first, last) // the sum over all pairs would count noise
	for i := 1; i < len(s.readings); i++ {
		c := tellApart(s.readings[i-1], s.readings[i])
		hurts = hurts || exceeds(c.lost, c.won)
		helps = helps || exceeds(c.won, c.lost)
		differ = differ || c.more+c.less > 0
	}
	switch {
	case hurts && helps:
		return Mixed
	case hurts || !helps && all.lost > all.won:
		return Hurts
	case helps || all.won > all.lost:
		return Helps
	case all.more > all.less:
		return Hurts
	case all.less > all.more:
		return Helps
	case differ:
		return Mixed
	}
	return NoEffect
}

// keeps reports whether a reading keeps the promise in enough of its years.
func (s *search) keeps(t *reading) bool {
	return t.kept >= stat.RankOf(len(t.worst), s.confidence)
}

// keptSpans returns the stretches between readings that keep the promise, ends not
// yet found more exactly.
func (s *search) keptSpans() []Span {
	var spans []Span
	open := false
	for _, t := range s.readings {
		switch keeps := s.keeps(t); {
		case keeps && open:
			spans[len(spans)-1].To = t.value
		case keeps:
			spans = append(spans, Span{t.value, t.value})
		}
		open = s.keeps(t)
	}
	return spans
}

// cell returns the readings beside the edge of a stretch, on the side that is
// looked at: the last that keeps the promise and the next that does not, or
// nil at the end of the range.
func (s *search) cell(edge float64, up bool) (kept, missed *reading) {
	i, _ := s.find(edge)
	j := i - 1
	if up {
		j = i + 1
	}
	if j < 0 || j >= len(s.readings) {
		return s.readings[i], nil
	}
	return s.readings[i], s.readings[j]
}

// todayMet estimates how likely the promise is kept today.
func (s *search) todayMet(out *Solution) error {
	out.TodayMet = stat.Estimate{Value: math.NaN(), SE: math.NaN(), Low: 0, High: 1}
	if math.IsNaN(s.Today) {
		return nil
	}
	within := slices.Clone(s.readings)
	t, err := s.try(s.Today)
	if s.Today < s.From || s.Today > s.To {
		s.readings = within // what lies outside is no part of the search
	}
	if err != nil {
		return err
	}
	if err := s.extend(t, s.finest); err != nil {
		return err
	}
	out.TodayMet = t.met()
	return nil
}
