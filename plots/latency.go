package plots

import (
	"fmt"
	"math"
	"strings"

	"nines/sim"
)

// LatencyRollback draws how two swept quantities, by default the time until
// the alarm and the time to roll back, shift what can be promised: bands of
// the attainable SLO with labelled iso-lines.
func LatencyRollback(s *sim.Surface) *Chart {
	m := &latencyMap{surface: s, terrain: newTerrain(s)}
	confidence := s.Scenario.SLO.Confidence
	years := Thousands(float64(s.Years)) + " simulated years for each point, seed " + fmt.Sprint(s.Seed)
	foot := years + "; attainable SLO: " + percentile(confidence) + " of yearly availability; lines interpolated between " +
		fmt.Sprintf("%d × %d points.", len(s.X.Shown), len(s.Y.Shown))
	if s.HasToday && !m.todayInside() {
		foot += fmt.Sprintf(" Today (%s; %s) lies outside of the picture.", spelling(s.X.Kind)(s.TodayX), spelling(s.Y.Kind)(s.TodayY))
	}
	return &Chart{
		name:     "latency-rollback",
		title:    m.finding(),
		subtitle: subtitle(s.Scenario, "Highest SLO that "+lower(MostYears(confidence))+" keep; darker is better"),
		foot:     foot,
		body:     m.draw,
	}
}

// A latencyMap is what the chart shows.
type latencyMap struct {
	surface *sim.Surface
	*terrain
}

// today returns where the scenario stands as it is.
func (m *latencyMap) today() spot {
	return spot{position(m.surface.X, m.surface.TodayX), position(m.surface.Y, m.surface.TodayY)}
}

// todayInside reports whether today lies in the picture.
func (m *latencyMap) todayInside() bool {
	if !m.surface.HasToday || len(m.x) == 0 || len(m.y) == 0 {
		return false
	}
	t, x, y := m.today(), m.x, m.y
	const rounding = 1e-9
	return t.x >= x[0]-rounding && t.x <= x[len(x)-1]+rounding && t.y >= y[0]-rounding && t.y <= y[len(y)-1]+rounding
}

// flat reports whether there is no difference worth a line.
func (m *latencyMap) flat() bool { return len(m.levels) == 0 }

// finding says what the next better level takes, from where the service
// stands today; without today, from what to what the picture reaches.
func (m *latencyMap) finding() string {
	x, y := lower(m.surface.X.Label), lower(m.surface.Y.Label)
	switch {
	case m.lo > m.hi:
		return "The service never fails, whatever the " + x + " and the " + y
	case m.flat():
		return fmt.Sprintf("Neither %s nor %s changes much: %s everywhere", x, y, m.extent())
	case !m.todayInside():
		return fmt.Sprintf("From %s to %s: what %s and %s allow", m.spell(m.lo), m.spell(m.hi), x, y)
	}
	now := "Today allows " + Attainable(m.surface.TodayAttainable)
	goal, ok := m.goal()
	switch {
	case !ok:
		return now + "; nothing in this picture reaches another step"
	case goal.nines > m.hi:
		return now + "; nothing in this picture reaches " + goal.text
	}
	var ways []string
	if at, ok := m.reach(goal.nines, m.today(), true); ok {
		ways = append(ways, m.way(m.surface.X, x, m.today().x, at))
	}
	if at, ok := m.reach(goal.nines, m.today(), false); ok {
		ways = append(ways, m.way(m.surface.Y, y, m.today().y, at))
	}
	if len(ways) == 0 {
		return now + "; neither axis alone reaches " + goal.text + ", both together do"
	}
	return now + "; " + goal.text + " needs " + strings.Join(ways, " or ")
}

// goal returns the promise in question or, where today allows it, the next
// level that the picture reaches.
func (m *latencyMap) goal() (level, bool) {
	now := max(nines(m.surface.TodayAttainable.Value), m.height(m.today()))
	if m.promise.nines > now {
		return m.promise, true
	}
	for _, l := range m.levels {
		if l.nines > now+1e-9 {
			return l, true
		}
	}
	return level{}, false
}

// way says how far an axis has to move.
func (m *latencyMap) way(a sim.SurfaceAxis, label string, from, to float64) string {
	move, v := " cut to ", floor2(value(a, to))
	if to > from {
		move, v = " raised to ", -floor2(-value(a, to))
	}
	return label + move + spelling(a.Kind)(v)
}

// floor2 cuts a number downwards to two digits.
func floor2(v float64) float64 {
	if v == 0 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-1)
	return math.Floor(v/unit+1e-9) * unit
}

// spell spells so many nines, cut to two digits of what is missing.
func (m *latencyMap) spell(n float64) string {
	miss := math.Pow(10, -n)
	return Attainable(sim.Estimate{Value: 1 - miss, Low: 1 - 1.02*miss, High: 1 - 0.98*miss})
}

// extent spells the least and the greatest value.
func (m *latencyMap) extent() string {
	if m.lo > m.hi {
		return "never fails"
	}
	if lo, hi := m.spell(m.lo), m.spell(m.hi); lo != hi {
		return lo + " to " + hi
	}
	return m.spell(m.lo)
}
