package plots

import (
	"fmt"

	"nines/plots/words"
	"nines/sim/solve"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// Frontier draws, on the map of what can be promised over two quantities, the
// line up to which a promise is kept: what may be traded for what.
func Frontier(f *solve.Frontier, s *sweep.Surface) *Chart {
	slo := f.Scenario.SLO
	sure := keptIn(slo.Window, stat.Certain(slo.Confidence))
	m := &latencyMap{surface: s, terrain: newTerrain(s)}
	m.frontier = m.onMap(f)
	return &Chart{
		name:     "frontier",
		title:    frontierFinding(f),
		subtitle: subtitle(f.Scenario, fmt.Sprintf("bold line: up to where %s is kept %s; darker is better", words.Target(slo.Promise), sure)),
		foot: sentences(fmt.Sprintf("%s, seed %d; bold line through %d points, other lines: %s.",
			words.Behind(f.Method, f.Years), f.Seed, len(f.Points), attainableTerms(slo))),
		body: m.draw,
	}
}

// frontierFinding says what the second quantity may be at today's first; without
// today, over what the frontier runs.
func frontierFinding(f *solve.Frontier) string {
	name := words.Target(f.Scenario.SLO.Promise)
	most := map[solve.Effect]string{solve.Hurts: "at most ", solve.Helps: "at least "}[f.EffectY]
	spell := func(v solve.Variable, at float64) string { return words.ShortReading(v.Kind, at*v.Unit) }
	x, y := words.Phrase(f.X.Label), words.Phrase(f.Y.Label)
	for _, p := range f.Points {
		if p.Today {
			if p.Whole {
				return fmt.Sprintf("At today's %s, any %s keeps %s", x, y, name)
			}
			return fmt.Sprintf("At today's %s, %s needs %s of %s%s", x, name, y, most, spell(f.Y, p.Y))
		}
	}
	limit := map[solve.Effect]string{solve.Hurts: "below ", solve.Helps: "above "}[f.EffectX]
	return fmt.Sprintf("%s needs %s %s%s", name, x, limit, spell(f.X, f.Points[len(f.Points)-1].X))
}

// onMap returns a frontier as a line of the map, what lies outside cut off.
func (m *latencyMap) onMap(f *solve.Frontier) []spot {
	var line []spot
	for _, p := range f.Points {
		line = append(line, spot{m.surface.X.Position(p.X * f.X.Unit), m.surface.Y.Position(p.Y * f.Y.Unit)})
	}
	line = clipped(line, m.X, func(s *spot) *float64 { return &s.x })
	return clipped(line, m.Y, func(s *spot) *float64 { return &s.y })
}

// clipped cuts a line where one coordinate leaves the range of an axis.
func clipped(line []spot, axis []float64, of func(*spot) *float64) []spot {
	lo, hi := axis[0], axis[len(axis)-1]
	var out []spot
	for i, s := range line {
		v := *of(&s)
		if i > 0 {
			before := line[i-1]
			u := *of(&before)
			for _, edge := range []float64{lo, hi} {
				if (u-edge)*(v-edge) < 0 {
					part := (edge - u) / (v - u)
					out = append(out, spot{before.x + part*(s.x-before.x), before.y + part*(s.y-before.y)})
				}
			}
		}
		if v >= lo && v <= hi {
			out = append(out, s)
		}
	}
	return out
}
