package answer

import (
	"context"
	"fmt"
	"slices"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// The map for people shows no more cells than a window has room for; JSON and
// the chart have all of them.
const (
	mostColumns = 6
	mostRows    = 7
)

// SweepTable is sweep.Run for the map for people alone: it simulates only the cells
// that they are shown, and those beside today.
func SweepTable(ctx context.Context, sc *model.Scenario, opt sim.Options) (*sweep.Surface, error) {
	return sweep.RunTable(ctx, sc, mostColumns, mostRows, opt)
}

// Surface returns the map for people.
func Surface(m *sweep.Surface, chart string, verbose bool) *doc.Page {
	var s doc.Section
	slo := m.Scenario.SLO
	in := ""
	if slo.Window.Kind != model.YearWindow {
		in = " in every " + words.PeriodOf(slo.Window).One
	}
	s.Lead(m.Scenario.Service.Name + ": " + plots.MapFinding(m) + ".")
	s.Say(partOfMap(m),
		fmt.Sprintf("Below: the availability that is kept%s in %s.", in, words.Kept(stat.Certain(slo.Confidence))))
	s.Tabulate(surfaceTable(m))
	s.Say(fmt.Sprintf("Across: %s%s.", words.Title(m.X.Label), today(m, m.X, m.TodayX)), fmt.Sprintf("Down: %s%s.", words.Title(m.Y.Label), today(m, m.Y, m.TodayY)))
	if chart != "" {
		s.Say("Chart: " + chart + ".")
	}
	s.Say(fmt.Sprintf("%s, seed %d.", words.Behind(m.Method, m.Years), m.Seed))
	s.Say(methodLine(verbose, words.SimulatedAlone(m.NoLaw)))
	return doc.Answer(s)
}

// partOfMap says how much of an interrupted map there is; "" for a whole one.
func partOfMap(m *sweep.Surface) string {
	if !m.Partial {
		return ""
	}
	return fmt.Sprintf("Interrupted: a partial map, of %d × %d of its %d × %d points.", len(m.X.Values), len(m.Y.Values), m.Asked[0], m.Asked[1])
}

// surfaceTable returns the part of the map that people are shown, with marks
// at today's row and column.
func surfaceTable(s *sweep.Surface) *doc.Table {
	nowX, nowY := todayIndex(s, s.X, s.TodayX), todayIndex(s, s.Y, s.TodayY)
	columns, rows := including(sweep.SpreadIndexes(len(s.X.Values), mostColumns), nowX), including(sweep.SpreadIndexes(len(s.Y.Values), mostRows), nowY)
	var cells []stat.Estimate
	for _, j := range rows {
		for _, i := range columns {
			cells = append(cells, s.Attainable[j][i])
		}
	}
	spelled := words.Alike(cells)
	head := func(a sweep.Axis, i, now int) string {
		if i == now {
			return words.ShortReading(a.Kind, a.Shown[i]) + " *"
		}
		return words.ShortReading(a.Kind, a.Shown[i])
	}
	t := doc.NewTable("What can be promised", doc.Text(""))
	for _, i := range columns {
		t.Columns = append(t.Columns, doc.Percent(head(s.X, i, nowX)))
	}
	for n, j := range rows {
		t.Add(append([]string{head(s.Y, j, nowY)}, spelled[n*len(columns):(n+1)*len(columns)]...)...)
	}
	return t
}

// todayIndex returns the index of an axis' value nearest to today's; -1 where
// that is unknown or off the axis.
func todayIndex(s *sweep.Surface, a sweep.Axis, now float64) int {
	if !s.HasToday {
		return -1
	}
	return a.Nearest(now)
}

// including returns ascending indexes with one more among them, which takes
// the place of the nearest that is no end.
func including(indexes []int, one int) []int {
	if one < 0 || slices.Contains(indexes, one) {
		return indexes
	}
	out := slices.Clone(indexes)
	best := 1
	for i := 1; i < len(out)-1; i++ {
		if abs(out[i]-one) < abs(out[best]-one) {
			best = i
		}
	}
	out[best] = one
	return out
}

func abs(n int) int { return max(n, -n) }

// today spells where the scenario stands on an axis, where that is known, and
// which mark says so.
func today(s *sweep.Surface, a sweep.Axis, shown float64) string {
	if !s.HasToday {
		return ""
	}
	now, mark := words.ShortReading(a.Kind, shown), ""
	if i := todayIndex(s, a, shown); i >= 0 {
		mark = " (*)"
		if words.ShortReading(a.Kind, a.Shown[i]) != now {
			mark = " (next to *)"
		}
	}
	return ", today " + now + mark
}
