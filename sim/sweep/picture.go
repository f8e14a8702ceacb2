package sweep

import (
	"context"
	"math"

	"nines/model"
	"nines/sim"
	"nines/sim/stat"
)

// A picture asks for the cells that a chart needs: those beside the lines along
// which a target is just attained.
type picture struct{}

// RunPicture is Run for a chart. Where every cell is simulated by itself it
// simulates each second column and row, and every cell beside which the line of
// the promise, or of the next target that today misses, passes. What lies between
// is interpolated.
func RunPicture(ctx context.Context, sc *model.Scenario, opt sim.Options) (*Surface, error) {
	return cellsOf(ctx, sc, opt, picture{})
}

// fill implements asked.
func (picture) fill(ctx context.Context, s *Surface, w *Grid, opt sim.Options) error {
	nx, ny := len(w.xs), len(w.ys)
	coarse := newMask(nx, ny)
	for _, j := range everySecond(ny) {
		for _, i := range everySecond(nx) {
			coarse[j][i] = true
		}
	}
	seen, total := 0, 0
	progress := opt.Progress
	if progress != nil {
		opt.Progress = func(done, of int) {
			total = seen + of
			progress(seen+done, total)
		}
	}
	if err := s.fillByCell(ctx, w, coarse.cells(), opt); err != nil {
		return err
	}
	seen = total
	near := s.nearLines(coarse)
	if err := s.fillByCell(ctx, w, near.cells(), opt); err != nil {
		return err
	}
	for _, at := range near.cells() {
		coarse[at[1]][at[0]] = true
	}
	s.interpolate(coarse)
	s.Sparse = true
	return nil
}

// A mask is a set of cells, as [y][x].
type mask [][]bool

func newMask(nx, ny int) mask {
	m := make(mask, ny)
	for j := range m {
		m[j] = make([]bool, nx)
	}
	return m
}

// cells returns the cells of the set, as (x, y), row by row.
func (m mask) cells() (out [][2]int) {
	for j, row := range m {
		for i, in := range row {
			if in {
				out = append(out, [2]int{i, j})
			}
		}
	}
	return out
}

// everySecond returns every second of n indexes, the first and the last among them.
func everySecond(n int) (out []int) {
	for i := 0; i < n; i += 2 {
		out = append(out, i)
	}
	if n > 0 && out[len(out)-1] != n-1 {
		out = append(out, n-1)
	}
	return out
}

// nearLines returns the cells in and around those squares of the coarse grid
// through which a line passes, but for the coarse ones.
func (s *Surface) nearLines(coarse mask) mask {
	columns, rows := everySecond(len(s.X.Values)), everySecond(len(s.Y.Values))
	near := newMask(len(s.X.Values), len(s.Y.Values))
	lines := []model.Target{s.Scenario.SLO.Promise}
	if goal, ok := s.Goal(); ok {
		lines = append(lines, goal)
	}
	for b := 1; b < len(rows); b++ {
		for a := 1; a < len(columns); a++ {
			lo, hi := math.Inf(1), math.Inf(-1)
			for _, j := range rows[b-1 : b+1] {
				for _, i := range columns[a-1 : a+1] {
					v := s.Attainable[j][i].Value
					lo, hi = min(lo, v), max(hi, v)
				}
			}
			for _, t := range lines {
				if lo > t.Ratio() || hi < t.Ratio() {
					continue
				}
				for j := rows[b-1]; j <= rows[b]; j++ {
					for i := columns[a-1]; i <= columns[a]; i++ {
						near[j][i] = !coarse[j][i]
					}
				}
			}
		}
	}
	return near
}

// interpolate fills the cells that are not known from those beside them, of which
// every second is: first along the rows that are, then along all columns.
func (s *Surface) interpolate(known mask) {
	nx, ny := len(s.X.Values), len(s.Y.Values)
	for _, j := range everySecond(ny) {
		for i := range nx {
			if !known[j][i] {
				s.fillBetween(j, i, j, i-1, j, i+1)
			}
		}
	}
	for j := range ny {
		for i := range nx {
			if j%2 == 1 && j < ny-1 && !known[j][i] {
				s.fillBetween(j, i, j-1, i, j+1, i)
			}
		}
	}
}

// fillBetween fills a cell that lies in the middle of two.
func (s *Surface) fillBetween(j, i, ja, ia, jb, ib int) {
	s.Attainable[j][i] = halfway(s.Attainable[ja][ia], s.Attainable[jb][ib], halfwayNines)
	s.Met[j][i] = halfway(s.Met[ja][ia], s.Met[jb][ib], func(a, b float64) float64 { return (a + b) / 2 })
}

// halfway returns the estimate between two, by what lies between two numbers.
func halfway(a, b stat.Estimate, of func(a, b float64) float64) stat.Estimate {
	return stat.Estimate{
		Value: of(a.Value, b.Value), SE: (a.SE + b.SE) / 2,
		Low: of(a.Low, b.Low), High: of(a.High, b.High),
	}
}

// halfwayNines returns the ratio half way between two as a chart shows them: by the
// logarithm of what they miss.
func halfwayNines(a, b float64) float64 {
	if a >= 1 || b >= 1 || a < 0 || b < 0 {
		return (a + b) / 2
	}
	return 1 - math.Sqrt((1-a)*(1-b))
}
