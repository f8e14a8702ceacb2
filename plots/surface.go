package plots

import (
	"cmp"
	"math"
	"slices"

	"nines/model"
	"nines/plots/words"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// A terrain is the attainable SLO over two swept quantities, in nines and in
// the coordinates of a plot (logarithms where an axis is logarithmic).
type terrain struct {
	field
	lo, hi  float64   // the least and the greatest finite value
	levels  []level   // that iso-lines may be drawn for, ascending
	choices [][]level // the same for each rank, the coarsest first
	promise level     // in question
	goal    level     // the next target that is not safe today
	hasGoal bool
}

// mostLevels is how many iso-lines a reader can tell apart.
const mostLevels = 7

// newTerrain turns a surface into a terrain.
func newTerrain(s *sweep.Surface) *terrain {
	promise := s.Scenario.SLO.Promise
	t := &terrain{lo: math.Inf(1), hi: math.Inf(-1)}
	t.promise = levelOf(promise)
	t.goal, t.hasGoal = goalOf(s)
	t.x, t.y = positions(s.X), positions(s.Y)
	for _, row := range s.Attainable {
		zs := make([]float64, len(row))
		for i, e := range row {
			zs[i] = nines(e.Value)
			if math.IsNaN(zs[i]) {
				zs[i] = 0 // nothing can be promised
			}
			if math.IsInf(zs[i], 1) {
				continue // it never fails
			}
			t.lo, t.hi = min(t.lo, zs[i]), max(t.hi, zs[i])
		}
		t.z = append(t.z, zs)
	}
	if t.lo > t.hi { // it never fails anywhere
		return t
	}
	// What never fails stands a little above all else.
	for _, row := range t.z {
		for i := range row {
			row[i] = min(row[i], t.hi+0.5)
		}
	}
	t.field = t.widened().settle(func(i, j, k, l int) float64 { return slack(s, i, j, k, l) })
	for rank := 0; rank <= 4; rank++ {
		chosen := levels(t.lo+1e-9, t.hi, rank)
		if len(chosen) > mostLevels {
			break
		}
		for _, asked := range []level{t.goal, t.promise} {
			if asked.nines <= t.lo || asked.nines > t.hi {
				continue
			}
			same := func(l level) bool { return math.Abs(l.nines-asked.nines) < 1e-9 }
			chosen = append(slices.DeleteFunc(chosen, same), asked)
		}
		slices.SortFunc(chosen, func(a, b level) int { return cmp.Compare(a.nines, b.nines) })
		if len(chosen) > len(t.levels) {
			t.choices = append(t.choices, chosen)
			t.levels = chosen
		}
	}
	return t
}

// levelOf returns a target as a level.
func levelOf(t model.Target) level {
	return level{nines: -math.Log10(t.Miss()), miss: t.Miss(), text: words.Target(t)}
}

// goalOf returns the loosest of the listed targets and the promise that is not
// safe today.
func goalOf(s *sweep.Surface) (best level, ok bool) {
	slo := s.Scenario.SLO
	for _, t := range append(slices.Clone(slo.Targets), slo.Promise) {
		safe := s.TodayAttainable.Low >= t.Ratio()
		if !safe && t.Miss() > 0 && (!ok || t.Miss() > best.miss) {
			best, ok = levelOf(t), true
		}
	}
	return best, ok
}

// slack returns by how many nines noise alone may make two cells differ.
func slack(s *sweep.Surface, i, j, k, l int) float64 {
	at := func(i, j int) stat.Estimate {
		row := s.Attainable[min(j, len(s.Attainable)-1)]
		return row[min(i, len(row)-1)]
	}
	a, b := at(i, j), at(k, l)
	miss := max(1-max(a.Value, b.Value), 1e-9)
	noise := math.Hypot(a.SE, b.SE)
	if math.IsNaN(noise) {
		noise = 0
	}
	return math.Log10(1 + max(0.1, 4*noise/miss))
}

// widened returns the field with an axis of one value made as wide as a cell,
// so that it can be drawn.
func (t *terrain) widened() field {
	f := t.field
	if len(f.x) == 1 {
		f.x = []float64{f.x[0] - 0.5, f.x[0] + 0.5}
		for j, row := range f.z {
			f.z[j] = []float64{row[0], row[0]}
		}
	}
	if len(f.y) == 1 {
		f.y = []float64{f.y[0] - 0.5, f.y[0] + 0.5}
		f.z = [][]float64{f.z[0], slices.Clone(f.z[0])}
	}
	return f
}

// positions returns an axis' values as a plot places them.
func positions(a sweep.Axis) []float64 {
	out := make([]float64, len(a.Shown))
	for i, v := range a.Shown {
		out[i] = position(a, v)
	}
	return out
}

// Along returns where values stand on an axis, for distances between them.
func Along(a sweep.Axis) func(float64) float64 {
	return func(v float64) float64 { return position(a, v) }
}

// position returns where a value stands on an axis.
func position(a sweep.Axis, v float64) float64 {
	if a.Log {
		return math.Log10(v)
	}
	return v
}

// value is the inverse of position.
func value(a sweep.Axis, at float64) float64 {
	if a.Log {
		return math.Pow(10, at)
	}
	return at
}

// reach returns how far along one axis, the other held, a spot must move until
// the terrain has reached a level: towards the end that reaches it, to the
// first position from which on it stays reached. It is false where neither end
// reaches the level.
func (t *terrain) reach(n float64, from spot, alongX bool) (at float64, ok bool) {
	axis, here := t.y, from.y
	if alongX {
		axis, here = t.x, from.x
	}
	const steps = 400
	for _, end := range []float64{axis[0], axis[len(axis)-1]} {
		for k := 0; k <= steps; k++ {
			p := end + (here-end)*float64(k)/steps
			on := spot{from.x, p}
			if alongX {
				on = spot{p, from.y}
			}
			if t.height(on) < n-1e-9 {
				break
			}
			at, ok = p, true
		}
		if ok {
			return at, true
		}
	}
	return 0, false
}

// height interpolates the terrain.
func (t *terrain) height(p spot) float64 {
	i, u := within(t.x, p.x)
	j, v := within(t.y, p.y)
	return (1-u)*(1-v)*t.z[j][i] + u*(1-v)*t.z[j][i+1] + (1-u)*v*t.z[j+1][i] + u*v*t.z[j+1][i+1]
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
