package sweep

import (
	"math"
	"slices"

	"nines/model"
)

// Goal returns the loosest of the scenario's targets, the promise among them,
// that is not safe today. It is false where all are.
func (s *Surface) Goal() (goal model.Target, ok bool) {
	slo := s.Scenario.SLO
	for _, t := range append(slices.Clone(slo.Targets), slo.Promise) {
		safe := s.TodayAttainable.Low >= t.Ratio()
		if !safe && t.Miss() > 0 && (!ok || t.Miss() > goal.Miss()) {
			goal, ok = t, true
		}
	}
	return goal, ok
}

// Best returns the highest ends of all cells' intervals: no cell attains more
// than high, and one attains at least low.
func (s *Surface) Best() (low, high float64) {
	for _, row := range s.Attainable {
		for _, e := range row {
			low, high = max(low, e.Low), max(high, e.High)
		}
	}
	return low, high
}

// A Move is how far one axis alone has to move from today to reach a target, as
// it is read between the cells.
type Move struct {
	Axis  Axis
	Found bool
	To    float64 // in the unit of Shown, to two digits on the safe side
	Rises bool    // from today's value; otherwise it falls

	// Possible reports whether a cell on the lines beside today may attain the
	// target. Where no move is found one may still exist: of the two lines that
	// today stands between one attains the target, or an interval contains it.
	Possible bool
}

// Moves returns how far X alone, and Y alone, has to move to reach a target.
// Today must lie on the field.
func (f *Field) Moves(goal model.Target) [2]Move {
	return [2]Move{f.move(goal, alongX), f.move(goal, alongY)}
}

func (f *Field) move(goal model.Target, along direction) Move {
	s := f.surface
	x, y := s.X.Position(s.TodayX), s.Y.Position(s.TodayY)
	m := Move{Axis: s.X}
	now, lines := x, linesBeside(f.Y, y)
	if along == alongY {
		m.Axis, now, lines = s.Y, y, linesBeside(f.X, x)
	}
	for k := range m.Axis.Shown {
		for _, line := range lines {
			i, j := k, line
			if along == alongY {
				i, j = line, k
			}
			m.Possible = m.Possible || s.cell(i, j).High >= 1-goal.Miss()
		}
	}
	to, ok := f.reach(goal.Nines(), x, y, along)
	if !ok || !m.Possible {
		return m
	}
	v := m.Axis.ValueAt(to)
	m.Found, m.Rises = true, to > now
	switch {
	case !m.Rises:
		m.To = twoDigitsDown(v)
	case m.Axis.Kind == model.RatioValue && -twoDigitsDown(-v) > 0.5: // what is missing counts
		m.To = 1 - twoDigitsDown(1-v)
	default:
		m.To = -twoDigitsDown(-v)
	}
	return m
}

// reach returns how far along one axis, the other held, a position (x, y) must
// move until the field has reached so many nines: towards the end that reaches
// them, to the first position from which on they stay reached. It is false
// where neither end reaches them.
func (f *Field) reach(nines, x, y float64, along direction) (at float64, ok bool) {
	axis, here := f.X, x
	if along == alongY {
		axis, here = f.Y, y
	}
	const steps = 400
	for _, end := range []float64{axis[0], axis[len(axis)-1]} {
		for k := 0; k <= steps; k++ {
			p := end + (here-end)*float64(k)/steps
			if along == alongY {
				y = p
			} else {
				x = p
			}
			if f.at(x, y) < nines-1e-9 {
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

// linesBeside returns the indexes of an axis' positions around another: one
// where it stands on a position.
func linesBeside(axis []float64, at float64) []int {
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

// twoDigitsDown rounds a number down to two digits after its leading zeros.
func twoDigitsDown(v float64) float64 {
	if v == 0 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-1)
	return math.Floor(v/unit+1e-9) * unit
}
