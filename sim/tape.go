package sim

import (
	"cmp"
	"context"
	"math"
	"slices"

	"nines/model"
)

// A tapePlan is a sweep whose axes only change how long incidents last. The
// times to detect and to recover are drawn once for each value of an axis, so
// that a cell of the surface costs a few additions a year, and the full
// engine only where outages overlap.
type tapePlan struct {
	base   *plan
	xs, ys []*plan
	how    []separation
}

// tapeBytes bounds the memory of the years behind the cells that are worked
// on at the same time.
const tapeBytes = 256 << 20

// fillByTape fills the surface in bands of rows.
func (s *Surface) fillByTape(ctx context.Context, p *tapePlan, opt Options) error {
	nx, ny := len(p.xs), len(p.ys)
	rows := min(max(1, tapeBytes/(8*nx*opt.Years)), ny)
	blocks := (opt.Years + chunkYears - 1) / chunkYears
	progress := counter(opt.Progress, blocks*((ny+rows-1)/rows))
	for from := 0; from < ny; from += rows {
		to := min(from+rows, ny)
		worst := make([]float64, (to-from)*nx*opt.Years) // by row, column, year
		each(ctx, blocks, opt.workers(), func() func(int) {
			t := newTape(p, from, to)
			return func(block int) {
				first := block * chunkYears
				last := min(first+chunkYears, opt.Years)
				t.record(first, last)
				for j := range to - from {
					for i := range nx {
						at := (j*nx + i) * opt.Years
						t.play(i, j, worst[at+first:at+last])
					}
				}
				progress()
			}
		})
		each(ctx, (to-from)*nx, opt.workers(), func() func(int) {
			return func(cell int) {
				j, i := cell/nx, cell%nx
				s.Attainable[from+j][i], s.Met[from+j][i] = s.judge(worst[cell*opt.Years : (cell+1)*opt.Years])
			}
		})
		if ctx.Err() != nil {
			return ErrInterrupted
		}
	}
	return nil
}

// A tape holds some years of a sweep: when incidents begin, whom they hit,
// and how long they take to be detected and ended at each value of the axes.
type tape struct {
	*tapePlan
	ys     []*plan // those of the band of rows
	year   *year
	years  []tapeYear
	tracks []track // per risk

	// sumX and sumY are, per value of an axis and year, the downtime that
	// the value decides; tapeYear.sum is the rest.
	sumX, sumY [][]float64
	windows    []float64 // of one year, where windows are shorter
	order      []int32   // 0, 1, 2, …
}

// A tapeYear is what all cells of one year share.
type tapeYear struct {
	sum     float64
	fixed   []piece // planned work and exposures
	spells  []spell // in order of time; kept where crowded
	crowded bool    // whether the downtime can differ from the plain sum
}

// A spell is one piece of downtime of a crowded year: a row of a risk's
// track, or, with risk -1, a fixed piece.
type spell struct {
	start     float64
	risk, row int32
}

// A track is one risk's incidents, row by row.
type track struct {
	start, impact []float64
	heal          []float64   // when it heals by itself; empty if it never does
	detect, tail  [][]float64 // per value of the axis that changes it, else one
}

func newTape(p *tapePlan, from, to int) *tape {
	t := &tape{
		tapePlan: p,
		ys:       p.ys[from:to],
		year:     newYear(p.base, newTally(p.base)),
		tracks:   make([]track, len(p.base.risks)),
		sumX:     make([][]float64, len(p.xs)),
		sumY:     make([][]float64, to-from),
	}
	for i := range t.tracks {
		t.tracks[i].detect = make([][]float64, len(t.along(p.how[i].detect)))
		t.tracks[i].tail = make([][]float64, len(t.along(p.how[i].tail)))
	}
	if p.base.edges != nil {
		t.windows = make([]float64, len(p.base.edges)-1)
	}
	return t
}

// along returns the plans at the values of an axis.
func (t *tape) along(a axis) []*plan {
	switch a {
	case alongX:
		return t.xs
	case alongY:
		return t.ys
	}
	return []*plan{t.base}
}

// sums returns where downtime that a value of an axis decides is added up,
// for the latest year.
func (t *tape) sums(a axis, value int) *float64 {
	latest := len(t.years) - 1
	switch a {
	case alongX:
		return &t.sumX[value][latest]
	case alongY:
		return &t.sumY[value][latest]
	}
	return &t.years[latest].sum
}

// record lives through the years from first up to, not including, last.
func (t *tape) record(first, last int) {
	t.years = t.years[:0]
	for i := range t.tracks {
		t.tracks[i].clear()
	}
	for i := range t.sumX {
		t.sumX[i] = append(t.sumX[i][:0], make([]float64, last-first)...)
	}
	for j := range t.sumY {
		t.sumY[j] = append(t.sumY[j][:0], make([]float64, last-first)...)
	}
	for index := first; index < last; index++ {
		t.recordYear(uint64(index))
	}
}

func (k *track) clear() {
	k.start, k.impact, k.heal = k.start[:0], k.impact[:0], k.heal[:0]
	for v := range k.detect {
		k.detect[v] = k.detect[v][:0]
	}
	for v := range k.tail {
		k.tail[v] = k.tail[v][:0]
	}
}

func (t *tape) recordYear(index uint64) {
	y := t.year
	y.open(index)
	for c := range t.base.changes {
		y.work(c)
	}
	t.years = append(t.years, tapeYear{})
	spells := []spell(nil)
	for i := range t.base.risks {
		row := len(t.tracks[i].start)
		y.begin(i)
		t.recordRisk(i)
		for ; row < len(t.tracks[i].start); row++ {
			spells = append(spells, spell{t.tracks[i].start[row], int32(i), int32(row)})
		}
	}
	yr := &t.years[len(t.years)-1]
	yr.sum += y.sum
	yr.fixed = append(yr.fixed, y.pieces...)
	for i := range yr.fixed {
		spells = append(spells, spell{yr.fixed[i].start, -1, int32(i)})
	}
	laid := 0.0
	for _, p := range yr.fixed {
		laid += p.impact * p.length
	}
	slices.SortFunc(spells, func(a, b spell) int { return cmp.Compare(a.start, b.start) })
	if yr.crowded = t.base.edges != nil || y.sum-laid > tie || t.canOverlap(yr, spells); yr.crowded {
		yr.spells = spells
	}
}

// recordRisk puts the onsets of a risk in the year on its track.
func (t *tape) recordRisk(i int) {
	l, k, b := &t.year.life, &t.tracks[i], &t.base.risks[i]
	onsets := t.year.onsets
	first := len(k.start)
	l.fill(b, onsets, 0, b.detects)
	for row, o := range onsets {
		e := event{o.ordinal, row}
		k.start = append(k.start, o.at)
		k.impact = append(k.impact, l.draw(&b.impact, e))
		if b.heals {
			k.heal = append(k.heal, l.draw(&b.selfHeal, e))
		}
	}
	impact := k.impact[first:]
	for v, p := range t.along(t.how[i].detect) {
		r := &p.risks[i]
		l.fill(r, onsets, 0, r.detects)
		sum := t.sums(t.how[i].detect, v)
		for row, o := range onsets {
			d := l.detect(r, event{o.ordinal, row}, impact[row])
			k.detect[v] = append(k.detect[v], d)
			*sum += impact[row] * d
		}
	}
	for v, p := range t.along(t.how[i].tail) {
		r := &p.risks[i]
		l.fill(r, onsets, r.detects, len(r.columns))
		sum := t.sums(t.how[i].tail, v)
		for row, o := range onsets {
			l.segs = l.segs[:0]
			l.climb(r, event{o.ordinal, row}, 0, math.Inf(1))
			d := l.segs[len(l.segs)-1].end
			k.tail[v] = append(k.tail[v], d)
			*sum += impact[row] * d
		}
	}
}

// canOverlap reports whether in any cell outages of the year can overlap, be
// cut at its end, or end by themselves: whether the longest ones would.
func (t *tape) canOverlap(yr *tapeYear, spells []spell) bool {
	reach := math.Inf(-1)
	for _, s := range spells {
		if s.start < reach {
			return true
		}
		if s.risk < 0 {
			reach = s.start + yr.fixed[s.row].length
			continue
		}
		k := &t.tracks[s.risk]
		if len(k.heal) > 0 {
			return true
		}
		longest := greatest(k.detect, s.row) + greatest(k.tail, s.row)
		if reach = s.start + longest; reach > model.Year {
			return true
		}
	}
	return false
}

// greatest returns the greatest value of a row over the values of an axis.
func greatest(values [][]float64, row int32) float64 {
	m := 0.0
	for _, v := range values {
		m = max(m, v[row])
	}
	return m
}

// play puts the unavailability of each recorded year's worst window in cell
// (i, j) into worst.
func (t *tape) play(i, j int, worst []float64) {
	for n := range t.years {
		if yr := &t.years[n]; yr.crowded {
			worst[n] = t.playCrowded(yr, i, j)
		} else {
			worst[n] = (yr.sum + t.sumX[i][n] + t.sumY[j][n]) / model.Year
		}
	}
}

// playCrowded works a year out piece by piece.
func (t *tape) playCrowded(yr *tapeYear, i, j int) float64 {
	y := t.year
	y.open(0)
	inside := true // nothing runs past the year's end: pieces stand in order
	for _, s := range yr.spells {
		p := y.newPiece()
		if s.risk < 0 {
			*p = yr.fixed[s.row]
			continue
		}
		k := &t.tracks[s.risk]
		p.start, p.impact, p.owner = s.start, k.impact[s.row], s.risk
		p.length = k.detect[t.value(t.how[s.risk].detect, i, j)][s.row] + k.tail[t.value(t.how[s.risk].tail, i, j)][s.row]
		if len(k.heal) > 0 {
			p.length = min(p.length, k.heal[s.row])
		}
		inside = inside && p.start+p.length <= model.Year
		y.lay(p, t.base.risks[s.risk].fresh)
	}
	if t.windows != nil {
		clear(t.windows)
		y.windows = t.windows
	}
	if !inside || t.windows != nil {
		return t.base.worstOf(y.overlap(), t.windows)
	}
	for len(t.order) < len(y.pieces) {
		t.order = append(t.order, int32(len(t.order)))
	}
	return y.groups(t.order[:len(y.pieces)]) / model.Year
}

// value returns which value of an axis a cell stands at.
func (t *tape) value(a axis, i, j int) int {
	switch a {
	case alongX:
		return i
	case alongY:
		return j
	}
	return 0
}
