package plots

import (
	"fmt"
	"math"
	"strings"

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
	if s.Partial {
		foot += fmt.Sprintf(" Interrupted: a partial map, of %d × %d asked for.", s.Asked[0], s.Asked[1])
	}
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

	// frontier, if any, is where the promise is just kept, as solve found it. It
	// replaces the line that the map would have.
	frontier []spot
}

// today returns where the scenario stands as it is.
func (m *latencyMap) today() spot {
	return spot{m.surface.X.Position(m.surface.TodayX), m.surface.Y.Position(m.surface.TodayY)}
}

// pointsOf says how many points of a surface were worked out.
func pointsOf(s *sweep.Surface) string {
	every := func(of []float64, each int) int { return (len(of) + each - 1) / each }
	text := fmt.Sprintf("%d × %d points", len(s.X.Shown), len(s.Y.Shown))
	if s.Sparse {
		near := words.Target(s.Scenario.SLO.Promise)
		if goal, ok := s.Goal(); ok && words.Target(goal) != near {
			near = words.Target(goal) + " and " + near
		}
		text += fmt.Sprintf(" near %s, %d × %d elsewhere", near, every(s.X.Shown, 2), every(s.Y.Shown, 2))
	}
	return text
}

// todayInside reports whether today lies in the picture.
func (m *latencyMap) todayInside() bool {
	if !m.surface.HasToday || len(m.X) == 0 || len(m.Y) == 0 {
		return false
	}
	t, x, y := m.today(), m.X, m.Y
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
	case m.neverFails():
		return "the service never fails, whatever the " + x + " and the " + y
	case m.flat():
		return fmt.Sprintf("neither %s nor %s changes much: %s everywhere", x, y, m.extent())
	case !m.todayInside():
		return fmt.Sprintf("from %s to %s: what %s and %s allow", m.spell(m.Least), m.spell(m.Most), x, y)
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
	goal, _ := m.surface.Goal()
	for _, move := range m.Moves(goal) {
		if move.Found {
			ways = append(ways, moveSays(move))
		}
		doubt = doubt || !move.Found && move.Possible
	}
	low, high := m.surface.Best()
	switch {
	case len(ways) > 0 && doubt:
		return now + "; for " + m.goal.text + " " + ways[0]
	case len(ways) > 0:
		return now + "; for " + m.goal.text + " " + strings.Join(ways, " or ")
	case doubt:
		return now
	case low >= 1-m.goal.miss:
		return now + "; neither axis alone reaches " + m.goal.text + ", both together do"
	case high < 1-m.goal.miss:
		return now + "; nothing in this picture reaches " + m.goal.text
	}
	return now
}

// moveSays says how far one axis alone has to move for the goal.
func moveSays(m sweep.Move) string {
	return words.Doing(m.Axis.Label, m.Rises, words.ShortReading(m.Axis.Kind, m.To))
}

// spell spells so many nines, cut to two digits of what is missing.
func (m *latencyMap) spell(n float64) string {
	miss := math.Pow(10, -n)
	return words.Attainable(stat.Estimate{Value: 1 - miss, Low: 1 - 1.02*miss, High: 1 - 0.98*miss})
}

// extent spells the least and the greatest value.
func (m *latencyMap) extent() string {
	if m.neverFails() {
		return "never fails"
	}
	if lo, hi := m.spell(m.Least), m.spell(m.Most); lo != hi {
		return lo + " to " + hi
	}
	return m.spell(m.Least)
}
