package sweep

import (
	"math"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// play puts the unavailability of the year's worst window in each cell into
// worst, which stands by row, column and year.
func (t *tape) play(worst []float64, index, years int) {
	for j := range t.y {
		for i := range t.x {
			at := &worst[(j*len(t.x)+i)*years+index]
			if t.crowded {
				*at = t.playCrowded(t.x[i], t.y[j])
			} else {
				*at = (t.fixed + t.sumX[i] + t.sumY[j]) / model.Year
			}
		}
	}
}

// playBoth returns the downtime of the year in a cell and the plain sum of its
// outages, in seconds; where windows are shorter than a year those of its worst
// window, as if the whole year were like that.
func (t *tape) playBoth(i, j int) (full, sum float64) {
	if !t.crowded {
		sum = t.fixed + t.sumX[i] + t.sumY[j]
		return sum, sum
	}
	x, y := t.x[i], t.y[j]
	if t.windows != nil {
		return t.playThrough(x, y) * model.Year, t.worstSum(x, y) * model.Year
	}
	sum = t.fixed
	for n := range t.pieces {
		if s := &t.pieces[n]; s.row < t.risky {
			sum += s.impact * s.inside(min(x[n]+y[n], s.heal))
		}
	}
	// What the two add up in different orders differs by rounding.
	if full = model.Year * t.playCrowded(x, y); math.Abs(full-sum) <= stat.Tie {
		full = sum
	}
	return full, sum
}

// worstSum returns the worst plain sum of what begins in a window, as a part of
// the window, in a cell of the year.
func (t *tape) worstSum(x, y []float64) float64 {
	copy(t.sums, t.fixedSums)
	for n := range t.pieces {
		if s := &t.pieces[n]; s.row < t.risky {
			if w := t.base.WindowAt(s.cause); w >= 0 {
				t.sums[w] += s.impact * min(x[n]+y[n], s.heal)
			}
		}
	}
	return t.base.WorstOf(0, t.sums)
}

// playCrowded adds up the pieces of a cell as they come. Where that does not
// do, because pieces of less than full impact overlap, it leaves the year to
// playThrough.
func (t *tape) playCrowded(x, y []float64) float64 {
	if t.windows != nil {
		return t.playThrough(x, y)
	}
	x, y = x[:len(t.pieces)], y[:len(t.pieces)]
	total, reach := 0.0, 0.0
	for n := range t.pieces {
		s := &t.pieces[n]
		start, end := max(s.start, 0), min(s.start+min(x[n]+y[n], s.heal), model.Year)
		if start < reach && !t.whole && start < end {
			return t.playThrough(x, y)
		}
		total += s.impact * max(0, end-max(start, reach))
		reach = max(reach, end)
	}
	return total / model.Year
}

// playThrough works a cell of the year out with the full engine.
func (t *tape) playThrough(x, y []float64) float64 {
	g := t.year
	g.Open(0)
	for n := range t.pieces {
		s := &t.pieces[n]
		p := g.NewPiece()
		p.Start, p.Impact, p.Length = s.start, s.impact, min(x[n]+y[n], s.heal)
		g.Lay(p, engine.Before)
	}
	if t.windows != nil {
		clear(t.windows)
		g.Windows = t.windows
		return t.base.WorstOf(g.Overlap(), t.windows)
	}
	return engine.Union(g.Pieces, &t.open) / model.Year
}
