package sweep

import (
	"math"
	"slices"

	"nines/sim/stat"
)

// Position returns where a value, in the unit of Shown, stands on an axis of a
// chart: at its logarithm where the axis is logarithmic.
func (a Axis) Position(shown float64) float64 {
	if a.Log {
		return math.Log10(shown)
	}
	return shown
}

// ValueAt is the inverse of Position.
func (a Axis) ValueAt(position float64) float64 {
	if a.Log {
		return math.Pow(10, position)
	}
	return position
}

// Nearest returns the index of the axis' value that stands nearest to another,
// in the unit of Shown; -1 where that lies beyond the axis.
func (a Axis) Nearest(shown float64) int {
	const rounding = 1 + 1e-9
	if n := len(a.Shown); n == 0 || shown*rounding < a.Shown[0] || shown > a.Shown[n-1]*rounding {
		return -1
	}
	best, at := 0, a.Position(shown)
	for i, v := range a.Shown {
		if math.Abs(a.Position(v)-at) < math.Abs(a.Position(a.Shown[best])-at) {
			best = i
		}
	}
	return best
}

// positions returns where the axis' values stand.
func (a Axis) positions() []float64 {
	out := make([]float64, len(a.Shown))
	for i, v := range a.Shown {
		out[i] = a.Position(v)
	}
	return out
}

// A Field is the attainable SLO of a surface in nines (stat.Nines), without the
// noise of its cells. Between cells it is interpolated.
type Field struct {
	// X and Y are the positions of the axes' values, in ascending order. An
	// axis of one value has two, half a unit to either side of it, unless the
	// service never fails.
	X, Y []float64

	// Nines stands as [y][x]. A cell that never fails has half a nine more
	// than the best that does.
	Nines [][]float64

	// Least and Most bound the nines of the cells that fail; Least > Most
	// where none does, and all Nines are +Inf.
	Least, Most float64

	surface *Surface
}

// Field returns the surface in nines.
func (s *Surface) Field() *Field {
	f := &Field{X: s.X.positions(), Y: s.Y.positions(), Least: math.Inf(1), Most: math.Inf(-1), surface: s}
	for _, row := range s.Attainable {
		nines := make([]float64, len(row))
		for i, e := range row {
			nines[i] = stat.Nines(e.Value)
			if math.IsNaN(nines[i]) {
				nines[i] = 0 // nothing can be promised
			}
			if math.IsInf(nines[i], 1) {
				continue // it never fails
			}
			f.Least, f.Most = min(f.Least, nines[i]), max(f.Most, nines[i])
		}
		f.Nines = append(f.Nines, nines)
	}
	if f.Least > f.Most {
		return f
	}
	for _, row := range f.Nines {
		for i := range row {
			row[i] = min(row[i], f.Most+0.5)
		}
	}
	f.widen()
	f.settle(s.slack)
	return f
}

// widen makes an axis of one value as wide as a cell.
func (f *Field) widen() {
	if len(f.X) == 1 {
		f.X = []float64{f.X[0] - 0.5, f.X[0] + 0.5}
		for j, row := range f.Nines {
			f.Nines[j] = []float64{row[0], row[0]}
		}
	}
	if len(f.Y) == 1 {
		f.Y = []float64{f.Y[0] - 0.5, f.Y[0] + 0.5}
		f.Nines = [][]float64{f.Nines[0], slices.Clone(f.Nines[0])}
	}
}

// slack returns by how many nines noise alone may make cells (i, j) and (k, l)
// differ. A widened axis has one cell for both of its positions.
func (s *Surface) slack(i, j, k, l int) float64 {
	a, b := s.cell(i, j), s.cell(k, l)
	miss := max(1-max(a.Value, b.Value), 1e-9)
	noise := math.Hypot(a.SE, b.SE)
	if math.IsNaN(noise) {
		noise = 0
	}
	return math.Log10(1 + max(0.1, 4*noise/miss))
}

// cell returns what is attainable at a node of the surface's field.
func (s *Surface) cell(i, j int) stat.Estimate {
	row := s.Attainable[min(j, len(s.Attainable)-1)]
	return row[min(i, len(row)-1)]
}

// settle takes out the noise of a field that should fall (or rise) along both
// axes: where no step goes the wrong way by more than slack says, each node
// becomes the least (of those before it) that it may be. Another field stays
// as it is.
func (f *Field) settle(slack func(i, j, k, l int) float64) {
	for _, flip := range [][2]bool{{false, false}, {true, false}, {false, true}, {true, true}} {
		if nines := f.falling(flip[0], flip[1], slack); nines != nil {
			f.Nines = nines
			return
		}
	}
}

// falling returns the field made to fall along both axes, each read backwards
// where it is flipped; nil where a step rises by more than slack says.
func (f *Field) falling(flipX, flipY bool, slack func(i, j, k, l int) float64) [][]float64 {
	nx, ny := len(f.X), len(f.Y)
	// node maps walking order to the grid: from the high end down.
	node := func(i, j int) (int, int) {
		if flipX {
			i = nx - 1 - i
		}
		if flipY {
			j = ny - 1 - j
		}
		return i, j
	}
	out := make([][]float64, ny)
	for j := range out {
		out[j] = make([]float64, nx)
	}
	for jj := range ny {
		for ii := range nx {
			i, j := node(ii, jj)
			out[j][i] = f.Nines[j][i]
			for _, back := range [][2]int{{ii - 1, jj}, {ii, jj - 1}} {
				if back[0] < 0 || back[1] < 0 {
					continue
				}
				k, l := node(back[0], back[1])
				if f.Nines[j][i]-f.Nines[l][k] > slack(i, j, k, l) {
					return nil
				}
				out[j][i] = min(out[j][i], out[l][k])
			}
		}
	}
	return out
}

// at interpolates the field at a position on each axis.
func (f *Field) at(x, y float64) float64 {
	i, u := within(f.X, x)
	j, v := within(f.Y, y)
	z := f.Nines
	return (1-u)*(1-v)*z[j][i] + u*(1-v)*z[j][i+1] + (1-u)*v*z[j+1][i] + u*v*z[j+1][i+1]
}

// within returns the cell of an ascending axis that holds a position, and how
// far into the cell it lies.
func within(axis []float64, at float64) (cell int, part float64) {
	cell = min(max(0, len(axis)-2), max(0, slices.IndexFunc(axis, func(v float64) bool { return v > at })-1))
	if at >= axis[len(axis)-1] {
		cell = len(axis) - 2
	}
	part = (at - axis[cell]) / (axis[cell+1] - axis[cell])
	return cell, min(max(part, 0), 1)
}
