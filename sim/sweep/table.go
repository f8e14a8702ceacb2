package sweep

import (
	"context"
	"slices"

	"nines/model"
	"nines/sim"
)

// A table asks for the cells of a surface that is shown in few columns and rows.
type table struct{ columns, rows int }

// RunTable is Run for a table of so many evenly spread columns and rows
// (SpreadIndexes), and of the lines of the grid beside today. Where every cell
// is simulated by itself, only these are: each other one is a copy of the
// nearest of them that has lower indexes, so that a surface which falls, or
// rises, still does.
func RunTable(ctx context.Context, sc *model.Scenario, columns, rows int, opt sim.Options) (*Surface, error) {
	return cellsOf(ctx, sc, opt, table{columns, rows})
}

// fill implements asked.
func (t table) fill(ctx context.Context, s *Surface, w *Grid, opt sim.Options) error {
	if err := s.fillByCell(ctx, w, t.cellsOf(s), opt); err != nil {
		return err
	}
	s.level(t.linesOf(s))
	return nil
}

// linesOf returns the columns and the rows of the grid that are asked for, in
// ascending order.
func (t table) linesOf(s *Surface) (columns, rows []int) {
	besideX, besideY := s.besideToday()
	with := func(lines []int, n, most int) []int {
		all := append(SpreadIndexes(n, most), lines...)
		slices.Sort(all)
		return slices.Compact(all)
	}
	return with(besideX, len(s.X.Values), t.columns), with(besideY, len(s.Y.Values), t.rows)
}

// cellsOf returns the cells, as (x, y), in which the asked columns and rows
// meet, and all on the lines beside today: from there one axis alone is moved.
func (t table) cellsOf(s *Surface) (out [][2]int) {
	columns, rows := t.linesOf(s)
	besideX, besideY := s.besideToday()
	for _, at := range allCells(len(s.X.Values), len(s.Y.Values)) {
		i, j := at[0], at[1]
		meet := slices.Contains(columns, i) && slices.Contains(rows, j)
		if meet || slices.Contains(besideX, i) || slices.Contains(besideY, j) {
			out = append(out, at)
		}
	}
	return out
}

// besideToday returns the columns and the rows of the grid between which today
// lies, one where it lies on it; none where it is not on the surface.
func (s *Surface) besideToday() (columns, rows []int) {
	if !s.HasToday {
		return nil, nil
	}
	columns, rows = beside(s.X.Shown, s.TodayX), beside(s.Y.Shown, s.TodayY)
	if columns == nil || rows == nil {
		return nil, nil
	}
	return columns, rows
}

// beside returns the indexes of the ascending values around a value; nil where
// it lies beyond them.
func beside(values []float64, v float64) []int {
	const rounding = 1e-9
	for i, at := range values {
		switch {
		case at >= v*(1-rounding) && at <= v*(1+rounding):
			return []int{i}
		case at > v && i > 0:
			return []int{i - 1, i}
		case at > v:
			return nil
		}
	}
	return nil
}

// level fills all cells from those in which columns and rows meet, the first
// ones being among both, and from what else of their lines is filled.
func (s *Surface) level(columns, rows []int) {
	besideX, besideY := s.besideToday()
	before := func(lines []int, i int) int {
		at, found := slices.BinarySearch(lines, i)
		if found {
			return i
		}
		return lines[at-1]
	}
	for _, at := range allCells(len(s.X.Values), len(s.Y.Values)) {
		i, j := at[0], at[1]
		if slices.Contains(besideX, i) || slices.Contains(besideY, j) {
			continue
		}
		k, l := before(columns, i), before(rows, j)
		s.Attainable[j][i], s.Met[j][i] = s.Attainable[l][k], s.Met[l][k]
	}
}
