package plots

import "math"

// A field is a quantity on a grid: z[j][i] at (x[i], y[j]).
type field struct {
	x, y []float64
	z    [][]float64
}

// A spot is a point in the coordinates of a field.
type spot struct{ x, y float64 }

// An edge is a side of a grid's cell: the one from node (i, j) to the right,
// or upwards.
type edge struct {
	i, j int
	up   bool
}

// above returns where a field is at least level: closed rings around the
// areas, holes running the other way round, and the lines along the level,
// which are the rings without what runs along the field's border.
//
// These are marching squares (Wyvill, McPheeters and Wyvill, 1986) with linear
// interpolation on every side of a cell. The field is taken to fall to minus
// infinity just outside of its border, so that every ring closes there.
func (f field) above(level float64) (rings, lines [][]spot) {
	next := map[edge]edge{}
	border := map[edge]bool{} // the step from here runs along the border
	var starts []edge
	nx, ny := len(f.x), len(f.y)
	for j := -1; j < ny; j++ {
		for i := -1; i < nx; i++ {
			for _, s := range f.cell(i, j, level) {
				next[s[0]] = s[1]
				border[s[0]] = i < 0 || j < 0 || i == nx-1 || j == ny-1
				starts = append(starts, s[0])
			}
		}
	}
	done := map[edge]bool{}
	for _, start := range starts {
		if done[start] {
			continue
		}
		var ring []edge
		for e := start; !done[e]; e = next[e] {
			done[e] = true
			ring = append(ring, e)
		}
		spots := make([]spot, len(ring))
		for k, e := range ring {
			spots[k] = f.crossing(e, level)
		}
		rings = append(rings, spots)
		lines = append(lines, open(ring, spots, border)...)
	}
	return rings, lines
}

// open returns the parts of a ring that do not run along the border.
func open(ring []edge, spots []spot, border map[edge]bool) [][]spot {
	n := len(ring)
	first := 0
	for first < n && !border[ring[first]] {
		first++
	}
	if first == n {
		return [][]spot{append(append([]spot(nil), spots...), spots[0])}
	}
	var lines [][]spot
	var line []spot
	for k := 1; k <= n; k++ { // begins behind a step along the border
		at := (first + k) % n
		line = append(line, spots[at])
		if border[ring[at]] {
			if len(line) > 1 {
				lines = append(lines, line)
			}
			line = nil
		}
	}
	return lines
}

// value returns the field at a node, minus infinity outside.
func (f field) value(i, j int) float64 {
	if i < 0 || j < 0 || i >= len(f.x) || j >= len(f.y) {
		return math.Inf(-1)
	}
	return f.z[j][i]
}

// cell returns the steps along the level within one cell, each from one of
// its sides to another with the higher ground to the left.
func (f field) cell(i, j int, level float64) [][2]edge {
	bottom, top := edge{i, j, false}, edge{i, j + 1, false}
	left, right := edge{i, j, true}, edge{i + 1, j, true}
	corners := [4]float64{f.value(i, j), f.value(i+1, j), f.value(i+1, j+1), f.value(i, j+1)}
	code, mean := 0, 0.0
	for k, v := range corners {
		mean += v / 4
		if v >= level {
			code |= 1 << k
		}
	}
	joined := mean >= level // the high corners of a saddle
	switch code {
	case 0b0001:
		return [][2]edge{{bottom, left}}
	case 0b0010:
		return [][2]edge{{right, bottom}}
	case 0b0100:
		return [][2]edge{{top, right}}
	case 0b1000:
		return [][2]edge{{left, top}}
	case 0b0011:
		return [][2]edge{{right, left}}
	case 0b0110:
		return [][2]edge{{top, bottom}}
	case 0b1100:
		return [][2]edge{{left, right}}
	case 0b1001:
		return [][2]edge{{bottom, top}}
	case 0b0111:
		return [][2]edge{{top, left}}
	case 0b1011:
		return [][2]edge{{right, top}}
	case 0b1101:
		return [][2]edge{{bottom, right}}
	case 0b1110:
		return [][2]edge{{left, bottom}}
	case 0b0101:
		if joined {
			return [][2]edge{{top, left}, {bottom, right}}
		}
		return [][2]edge{{bottom, left}, {top, right}}
	case 0b1010:
		if joined {
			return [][2]edge{{right, top}, {left, bottom}}
		}
		return [][2]edge{{right, bottom}, {left, top}}
	}
	return nil
}

// crossing returns where the level crosses a cell's side.
func (f field) crossing(e edge, level float64) spot {
	i, j := e.i+1, e.j
	if e.up {
		i, j = e.i, e.j+1
	}
	a, b := f.value(e.i, e.j), f.value(i, j)
	t := (level - a) / (b - a)
	switch {
	case math.IsInf(a, -1):
		t = 1
	case math.IsInf(b, -1):
		t = 0
	}
	from, to := f.node(e.i, e.j), f.node(i, j)
	return spot{from.x + t*(to.x-from.x), from.y + t*(to.y-from.y)}
}

// node returns where a node stands; those outside stand on the border.
func (f field) node(i, j int) spot {
	return spot{f.x[min(max(i, 0), len(f.x)-1)], f.y[min(max(j, 0), len(f.y)-1)]}
}
