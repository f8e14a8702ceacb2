package sweep

import (
	"context"
	"slices"
	"time"

	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// judging is the wall time that an interrupted sweep may take to judge cells whose
// laws are known.
const judging = 150 * time.Millisecond

// judgedAtMost is how many simulated values an interrupted sweep sorts, which
// takes less than a fifth of a second.
const judgedAtMost = 1_500_000

// spreadOrder returns the indexes below n so that the first few are spread over
// all: the ends, the middle, the middles of both halves and so on. A sweep that
// works on rows in this order has a coarse map of the whole when it is
// interrupted.
func spreadOrder(n int) []int {
	out := make([]int, 0, n)
	seen := make([]bool, n)
	take := func(i int) {
		if !seen[i] {
			seen[i], out = true, append(out, i)
		}
	}
	if n > 0 {
		take(0)
		take(n - 1)
	}
	for parts := 2; len(out) < n; parts *= 2 {
		for k := 1; k < parts; k += 2 {
			take(k * (n - 1) / parts)
		}
		if parts > n { // rounding may skip some
			for i := range n {
				take(i)
			}
		}
	}
	return out
}

// spread returns cells, given as (x, y), row by row, the rows in spreadOrder.
func spread(cells [][2]int) [][2]int {
	byRow := map[int][][2]int{}
	var rows []int
	for _, at := range cells {
		if byRow[at[1]] == nil {
			rows = append(rows, at[1])
		}
		byRow[at[1]] = append(byRow[at[1]], at)
	}
	slices.Sort(rows)
	out := make([][2]int, 0, len(cells))
	for _, n := range spreadOrder(len(rows)) {
		out = append(out, byRow[rows[n]]...)
	}
	return out
}

// keepKnown makes an interrupted surface the largest grid of which every cell is
// known, and reports whether there is one of at least two columns and rows.
func (s *Surface) keepKnown() bool {
	var columns, rows []int
	try := func(a, b []bool) {
		var at []int
		for i := range a {
			if a[i] && b[i] {
				at = append(at, i)
			}
		}
		var with []int
		for j, row := range s.known {
			if !slices.ContainsFunc(at, func(i int) bool { return !row[i] }) {
				with = append(with, j)
			}
		}
		if len(at)*len(with) > len(columns)*len(rows) {
			columns, rows = at, with
		}
	}
	// Most rows are known whole or not at all, and there may be hundreds.
	var different [][]bool
	for _, row := range s.known {
		if !slices.ContainsFunc(different, func(d []bool) bool { return slices.Equal(d, row) }) {
			different = append(different, row)
		}
	}
	for n, row := range different {
		for _, other := range different[:n+1] {
			try(row, other)
		}
	}
	if len(columns) < 2 || len(rows) < 2 {
		return false
	}
	s.Partial, s.Asked = true, [2]int{len(s.X.Values), len(s.Y.Values)}
	s.X.Values, s.X.Shown = picked(s.X.Values, columns), picked(s.X.Shown, columns)
	s.Y.Values, s.Y.Shown = picked(s.Y.Values, rows), picked(s.Y.Shown, rows)
	for _, cells := range []*[][]stat.Estimate{&s.Attainable, &s.Met} {
		*cells = picked(*cells, rows)
		for j := range *cells {
			(*cells)[j] = picked((*cells)[j], columns)
		}
	}
	return true
}

// picked returns the elements at some indexes.
func picked[T any](all []T, at []int) []T {
	out := make([]T, len(at))
	for n, i := range at {
		out[n] = all[i]
	}
	return out
}

// know marks a row of cells as known.
func (s *Surface) know(j int) {
	for i := range s.known[j] {
		s.known[j][i] = true
	}
}

// judgeByLaw fills the rows whose laws are known by these alone, as if outages
// never overlapped, since an interruption leaves no time to simulate what does; of
// a map with very many cells it fills as many rows as there is time for.
func (s *Surface) judgeByLaw(cells [][]CellLaw, off LawError) {
	s.Method = sim.Exact
	o, began, order := &overlap{exact: true}, time.Now(), spreadOrder(len(cells))
	engine.Each(context.Background(), len(cells), engine.Cores(0), func() func(int) {
		return func(n int) {
			j := order[n]
			if cells[j] == nil || time.Since(began) > judging {
				return
			}
			for i, c := range cells[j] {
				s.Attainable[j][i], s.Met[j][i] = o.judge(c, i, j, off)
			}
			s.know(j)
		}
	})
}

// judgeFirst fills all cells by as many of the first years of a tape as there is
// time to judge, of those that are recorded; of too few it says nothing. Worst
// holds the years of each cell, one cell after another.
func (s *Surface) judgeFirst(worst []float64, recorded, years int) {
	nx, ny := len(s.X.Values), len(s.Y.Values)
	first := min(recorded, max(engine.LeastYears, judgedAtMost/(nx*ny)))
	if first < engine.LeastYears {
		return
	}
	s.Years = first
	engine.Each(context.Background(), nx*ny, engine.Cores(0), func() func(int) {
		return func(cell int) {
			j, i := cell/nx, cell%nx
			s.Attainable[j][i], s.Met[j][i] = engine.Judge(s.Scenario.SLO, worst[cell*years:cell*years+first])
		}
	})
	for j := range ny {
		s.know(j)
	}
}

// firstYears returns how many years the blocks that are done hold, from the first
// on up to the first that is not.
func firstYears(done []bool, years int) int {
	n := slices.Index(done, false)
	if n < 0 {
		return years
	}
	return n * engine.ChunkYears
}
