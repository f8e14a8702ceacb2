package plots

import (
	"fmt"
	"math"
	"strings"

	"nines/model"
	"nines/plots/words"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// LatencyRollback draws how two swept quantities, by default the time until
// the alarm and the time to roll back, shift what can be promised: bands of
// the attainable SLO with labelled iso-lines.
func LatencyRollback(s *sweep.Surface) *Chart {
	m := &latencyMap{surface: s, terrain: newTerrain(s)}
	foot := words.Behind(s.Method, s.Years) + ", seed " + fmt.Sprint(s.Seed) + "; attainable SLO: " + attainableTerms(s.Scenario.SLO) + "; lines interpolated between " +
		pointsOf(s) + "."
	if s.HasToday && !m.todayInside() {
		foot += fmt.Sprintf(" Today (%s; %s) lies outside of the picture.", words.Reading(s.X.Kind, s.TodayX), words.Reading(s.Y.Kind, s.TodayY))
	}
	if len(s.Marks) > 0 {
		foot += " Each investment stands at its own times, in the colour of what it attains with all that it changes."
	}
	if len(s.Still) > 0 {
		foot += " Neither axis shows " + words.Few(s.Still, 3) + "."
	}
	return &Chart{
		name:     "latency-rollback",
		title:    words.Sentence(m.finding()),
		subtitle: subtitle(s.Scenario, mostKeep(s.Scenario.SLO)+"; darker is better"),
		foot:     sentences(foot),
		body:     m.draw,
	}
}

// MapFinding says what LatencyRollback shows, as a clause within a sentence.
func MapFinding(s *sweep.Surface) string {
	return (&latencyMap{surface: s, terrain: newTerrain(s)}).finding()
}

// A latencyMap is what the chart shows.
type latencyMap struct {
	surface *sweep.Surface
	*terrain

	// frontier, if any, is where the promise is just kept, found for
	// itself: it stands in place of the line that the map would have.
	frontier []spot
}

// today returns where the scenario stands as it is.
func (m *latencyMap) today() spot {
	return spot{position(m.surface.X, m.surface.TodayX), position(m.surface.Y, m.surface.TodayY)}
}

// pointsOf says how many points of a surface were worked out.
func pointsOf(s *sweep.Surface) string {
	all := func(of []float64, each int) int { return (len(of) + each - 1) / each }
	text := fmt.Sprintf("%d × %d points", len(s.X.Shown), len(s.Y.Shown))
	if s.Sparse {
		text += fmt.Sprintf(" near %s, %d × %d elsewhere", words.Target(s.Scenario.SLO.Promise), all(s.X.Shown, 2), all(s.Y.Shown, 2))
	}
	return text
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
	x, y := words.Phrase(m.surface.X.Label), words.Phrase(m.surface.Y.Label)
	switch {
	case m.lo > m.hi:
		return "the service never fails, whatever the " + x + " and the " + y
	case m.flat():
		return fmt.Sprintf("neither %s nor %s changes much: %s everywhere", x, y, m.extent())
	case !m.todayInside():
		return fmt.Sprintf("from %s to %s: what %s and %s allow", m.spell(m.lo), m.spell(m.hi), x, y)
	}
	now := "today allows " + words.Attainable(m.surface.TodayAttainable)
	switch {
	case !m.hasGoal:
		return now
	case m.surface.TodayAttainable.High < 1-m.goal.miss:
	case words.Attainable(m.surface.TodayAttainable) == m.goal.text:
		return "today allows about " + m.goal.text + ": " + words.TooClose
	default:
		return now + "; " + m.goal.text + " is " + words.TooClose
	}
	var ways []string
	doubt := false
	for _, alongX := range []bool{true, false} {
		way, possible := m.way(alongX)
		if way != "" {
			ways = append(ways, way)
		}
		doubt = doubt || way == "" && possible
	}
	low, high := m.best()
	switch {
	case len(ways) > 0 && doubt:
		return now + "; " + m.goal.text + " comes with " + ways[0]
	case len(ways) > 0:
		return now + "; " + m.goal.text + " needs " + strings.Join(ways, " or ")
	case doubt:
		return now
	case low >= 1-m.goal.miss:
		return now + "; neither axis alone reaches " + m.goal.text + ", both together do"
	case high < 1-m.goal.miss:
		return now + "; nothing in this picture reaches " + m.goal.text
	}
	return now
}

// best returns the highest ends of all cells' intervals.
func (m *latencyMap) best() (low, high float64) {
	for _, row := range m.surface.Attainable {
		for _, e := range row {
			low, high = max(low, e.Low), max(high, e.High)
		}
	}
	return low, high
}

// way says how far one axis alone has to move for the goal, about, as it is
// read between the points of the grid. Where it says nothing, the goal may
// still be possible: today stands between two lines of the grid of which one
// reaches it, or within the interval of an estimate.
func (m *latencyMap) way(alongX bool) (says string, possible bool) {
	s, from := m.surface, m.today()
	a, now := s.Y, from.y
	across, at := m.x, from.x
	if alongX {
		a, now = s.X, from.x
		across, at = m.y, from.y
	}
	lines := beside(across, at)
	for k := range a.Shown {
		for _, line := range lines {
			i, j := line, k
			if alongX {
				i, j = k, line
			}
			possible = possible || s.Attainable[min(j, len(s.Attainable)-1)][min(i, len(s.Attainable[0])-1)].High >= 1-m.goal.miss
		}
	}
	to, ok := m.reach(m.goal.nines, from, alongX)
	if !ok || !possible {
		return "", possible
	}
	move, v := " cut to about ", floor2(value(a, to))
	if to > now {
		move, v = " raised to about ", -floor2(-value(a, to))
		if a.Kind == model.RatioValue && v > 0.5 { // what is missing counts
			v = 1 - floor2(1-value(a, to))
		}
	}
	return words.Phrase(a.Label) + move + words.ShortReading(a.Kind, v), true
}

// beside returns the indexes of an axis' values around a position: one where
// it stands on a value.
func beside(axis []float64, at float64) []int {
	i, part := within(axis, at)
	const rounding = 1e-6
	switch {
	case part < rounding:
		return []int{i}
	case part > 1-rounding:
		return []int{i + 1}
	}
	return []int{i, i + 1}
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
	return words.Attainable(stat.Estimate{Value: 1 - miss, Low: 1 - 1.02*miss, High: 1 - 0.98*miss})
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
