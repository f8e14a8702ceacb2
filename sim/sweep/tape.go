package sweep

import (
	"cmp"
	"context"
	"math"
	"slices"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/engine"
)

// A tapePlan is a sweep whose axes only change how long incidents last. The
// times to detect and to recover are drawn once for each value of an axis, so
// that a cell of the surface costs a few additions a year, and the full
// engine only where outages overlap.
type tapePlan struct {
	base   *engine.Plan
	xs, ys []*engine.Plan
	how    []separation
}

// tapeBytes bounds the memory of the years behind the cells that are worked
// on at the same time.
const tapeBytes = 256 << 20

// fillByTape fills the surface in bands of rows.
func (s *Surface) fillByTape(ctx context.Context, p *tapePlan, opt sim.Options) error {
	nx, ny := len(p.xs), len(p.ys)
	rows := min(max(1, tapeBytes/(8*nx*opt.Years)), ny)
	blocks := (opt.Years + engine.ChunkYears - 1) / engine.ChunkYears
	progress := engine.Progress(opt.Progress, blocks*((ny+rows-1)/rows))
	for from := 0; from < ny; from += rows {
		to := min(from+rows, ny)
		worst := make([]float64, (to-from)*nx*opt.Years) // by row, column, year
		done := make([]bool, blocks)
		engine.Each(ctx, blocks, engine.Cores(opt.Workers), func() func(int) {
			t := newTape(p, from, to)
			return func(block int) {
				for index := block * engine.ChunkYears; index < min(opt.Years, (block+1)*engine.ChunkYears) && ctx.Err() == nil; index++ {
					t.record(uint64(index))
					t.play(worst, index, opt.Years)
				}
				done[block] = ctx.Err() == nil
				progress()
			}
		})
		engine.Each(ctx, (to-from)*nx, engine.Cores(opt.Workers), func() func(int) {
			return func(cell int) {
				j, i := cell/nx, cell%nx
				s.Attainable[from+j][i], s.Met[from+j][i] = engine.Judge(s.Scenario.SLO, worst[cell*opt.Years:(cell+1)*opt.Years])
			}
		})
		if ctx.Err() != nil {
			if rows == ny {
				s.judgeFirst(worst, firstYears(done, opt.Years), opt.Years)
			}
			return sim.ErrInterrupted
		}
		for j := from; j < to; j++ {
			s.know(j)
		}
	}
	return nil
}

// A tape holds one year of a sweep. Its pieces of downtime, the planned ones
// among them, last the sum of a part that x decides and a part that y decides;
// what neither does counts to x.
type tape struct {
	*tapePlan
	base *engine.Plan   // looks as far back as any cell does
	xs   []*engine.Plan // those of the columns
	ys   []*engine.Plan // those of the band of rows
	year *engine.Year

	enter []func(year uint64) // puts worlds into them

	fixed  float64     // plain sum of planned work and exposures
	pieces []outage    // in order of time, but for record
	x, y   [][]float64 // per value of the axis: each piece's part of its length
	sumX   []float64   // per value of x: the plain sum of those parts, impact-weighted
	sumY   []float64
	risky  int  // the pieces recorded first are risks', the others planned work and exposures
	whole  bool // every piece hits all users

	// crowded says that in some cell the downtime may differ from the sum of
	// the lengths of what begins in the year: pieces may overlap, be cut, end
	// by themselves, or come from before the year.
	crowded bool

	buffer  []float64
	windows []float64
	open    engine.Endings

	// The plain sums of what begins in each window: of all that the axes do
	// not change, and of a cell.
	fixedSums, sums []float64
}

// An outage is one piece of downtime whose length the axes decide. It may begin
// before the year, and end after it.
type outage struct {
	start, impact, heal float64
	row                 int     // where its parts stood before they were put in order
	cause               float64 // when what brought it about began
}

// inside returns how much of an outage that lasts so long lies inside the year.
func (s *outage) inside(length float64) float64 {
	switch end := s.start + length; {
	case s.start >= 0 && end <= model.Year:
		return length
	default:
		return max(0, min(end, model.Year)-max(s.start, 0))
	}
}

func newTape(p *tapePlan, from, to int) *tape {
	t := &tape{
		tapePlan: p,
		base:     p.widest(),
		x:        make([][]float64, len(p.xs)),
		y:        make([][]float64, to-from),
		sumX:     make([]float64, len(p.xs)),
		sumY:     make([]float64, to-from),
	}
	t.year = engine.NewYear(t.base, engine.NewTally(t.base))
	t.base = t.year.Plan
	t.xs, t.ys = t.entering(p.xs), t.entering(p.ys[from:to])
	if p.base.Edges != nil {
		n := len(p.base.Edges) - 1
		t.windows, t.fixedSums, t.sums = make([]float64, n), make([]float64, n), make([]float64, n)
	}
	return t
}

// entering returns plans that worlds can be put into.
func (t *tape) entering(plans []*engine.Plan) []*engine.Plan {
	out := make([]*engine.Plan, len(plans))
	for i, p := range plans {
		own, enter := p.Entering()
		out[i], t.enter = own, append(t.enter, enter)
	}
	return out
}

// widest returns the base plan with the reach into the past that any cell has.
// That of a sum is the sum of those of its parts.
func (p *tapePlan) widest() *engine.Plan {
	base := *p.base
	base.Risks = slices.Clone(base.Risks)
	for i := range base.Risks {
		r := &base.Risks[i]
		farX, farY := r.Past.Reach, r.Past.Reach
		for _, q := range p.xs {
			farX = max(farX, q.Risks[i].Past.Reach)
		}
		for _, q := range p.ys {
			farY = max(farY, q.Risks[i].Past.Reach)
		}
		r.Past = r.Past.Reaching(min(farX+farY-r.Past.Reach, engine.MostPast))
	}
	return &base
}

// record simulates a year at every value of the axes.
func (t *tape) record(index uint64) {
	y := t.year
	y.Open(index)
	for _, enter := range t.enter {
		enter(index)
	}
	clear(t.fixedSums)
	y.Sums = t.fixedSums
	t.pieces = t.pieces[:0]
	for v := range t.x {
		t.x[v], t.sumX[v] = t.x[v][:0], 0
	}
	for v := range t.y {
		t.y[v], t.sumY[v] = t.y[v][:0], 0
	}
	for c := range t.base.Changes {
		y.Work(c)
	}
	for i := range t.base.Risks {
		y.BeginAll(i)
		t.recordRisk(i)
	}
	t.recordFixed()
	t.crowded = t.windows != nil || t.canOverlap()
	if t.crowded {
		t.inOrder()
	}
}

// recordRisk simulates the outages of a risk at every value of the axes.
func (t *tape) recordRisk(i int) {
	l, b, onsets := &t.year.Life, &t.base.Risks[i], t.year.Onsets
	first := len(t.pieces)
	l.Fill(b, onsets, 0, b.Detects)
	for row, o := range onsets {
		e := engine.Event{Ordinal: o.Ordinal, Row: row, At: o.At}
		s := outage{start: o.At, impact: l.Draw(&b.Impact, e), heal: math.Inf(1), row: len(t.pieces), cause: t.year.Cause(b, o)}
		if b.Heals {
			s.heal = l.Draw(&b.SelfHeal, e)
		}
		t.pieces = append(t.pieces, s)
	}
	t.extend(t.x, len(onsets))
	t.extend(t.y, len(onsets))
	outages := t.pieces[first:]
	t.eachValue(t.how[i].detect, i, func(r *engine.RiskPlan, part []float64, sum *float64) {
		l.Fill(r, onsets, 0, r.Detects)
		for row, o := range onsets {
			d, _ := l.Detect(r, engine.Event{Ordinal: o.Ordinal, Row: row, At: o.At}, outages[row].impact)
			part[first+row] += d
			if o.At >= 0 {
				*sum += outages[row].impact * d
			}
		}
	})
	if how := t.how[i]; how.tail != neither && !how.replaced {
		t.pace(how.tail, i, first)
		return
	}
	t.eachValue(t.how[i].tail, i, func(r *engine.RiskPlan, part []float64, sum *float64) {
		l.Fill(r, onsets, r.Detects, len(r.Columns))
		for row, o := range onsets {
			l.Segs = l.Segs[:0]
			l.Climb(r, engine.Event{Ordinal: o.Ordinal, Row: row, At: o.At}, 0, math.Inf(1))
			d := l.Segs[len(l.Segs)-1].End
			part[first+row] += d
			if o.At >= 0 {
				*sum += outages[row].impact * d
			}
		}
	})
}

// pace lives the onsets of a risk from the alarm on once, and adds to every
// value of an axis that sets only the pace how long that takes there.
func (t *tape) pace(a direction, i, first int) {
	l, b, onsets := &t.year.Life, t.base.Risks[i], t.year.Onsets
	b.Recovers = 1
	l.Fill(&b, onsets, b.Detects, len(b.Columns))
	t.buffer = t.buffer[:0]
	for row, o := range onsets {
		l.Segs = l.Segs[:0]
		l.Climb(&b, engine.Event{Ordinal: o.Ordinal, Row: row, At: o.At}, 0, math.Inf(1))
		t.buffer = append(t.buffer, l.Segs[len(l.Segs)-1].End)
	}
	t.eachValue(a, i, func(r *engine.RiskPlan, part []float64, sum *float64) {
		for row, o := range onsets {
			d := r.Recovers * t.buffer[row]
			part[first+row] += d
			if o.At >= 0 {
				*sum += t.pieces[first+row].impact * d
			}
		}
	})
}

// extend appends n empty parts to every value of an axis.
func (t *tape) extend(parts [][]float64, n int) {
	for v := range parts {
		for range n {
			parts[v] = append(parts[v], 0)
		}
	}
}

// eachValue calls live for risk i at every value of the axis that changes it. A
// risk that no axis changes is simulated once, and counts at every value of x.
func (t *tape) eachValue(a direction, i int, live func(r *engine.RiskPlan, part []float64, sum *float64)) {
	switch a {
	case alongX:
		for v, p := range t.xs {
			live(&p.Risks[i], t.x[v], &t.sumX[v])
		}
	case alongY:
		for v, p := range t.ys {
			live(&p.Risks[i], t.y[v], &t.sumY[v])
		}
	default:
		t.buffer = t.buffer[:0]
		for range t.pieces {
			t.buffer = append(t.buffer, 0)
		}
		sum := 0.0
		live(&t.base.Risks[i], t.buffer, &sum)
		for v := range t.x {
			for row, d := range t.buffer {
				t.x[v][row] += d
			}
			t.sumX[v] += sum
		}
	}
}

// recordFixed adds the planned work and the exposures of the year.
func (t *tape) recordFixed() {
	t.fixed = t.year.Sum
	t.risky = len(t.pieces)
	n := len(t.year.Pieces)
	t.extend(t.x, n)
	t.extend(t.y, n)
	for _, p := range t.year.Pieces {
		for v := range t.x {
			t.x[v][len(t.pieces)] = p.Length
		}
		t.pieces = append(t.pieces, outage{start: p.Start, impact: p.Impact, heal: math.Inf(1), row: len(t.pieces)})
	}
}

// canOverlap reports whether the longest outages of the year could overlap,
// cross its start or end, or end by themselves.
func (t *tape) canOverlap() bool {
	t.sortPieces()
	reach := math.Inf(-1)
	for i := range t.pieces {
		s := &t.pieces[i]
		longest := min(greatest(t.x, s.row)+greatest(t.y, s.row), s.heal)
		if s.start < 0 && s.start+longest <= 0 {
			continue // over as the year begins
		}
		if s.start < max(reach, 0) || !math.IsInf(s.heal, 1) {
			return true
		}
		if reach = s.start + longest; reach > model.Year {
			return true
		}
	}
	return false
}

// sortPieces puts the pieces in order of time.
func (t *tape) sortPieces() {
	slices.SortFunc(t.pieces, func(a, b outage) int { return cmp.Compare(a.start, b.start) })
}

// greatest returns the greatest part of a row over the values of an axis.
func greatest(parts [][]float64, row int) float64 {
	m := 0.0
	for _, v := range parts {
		m = max(m, v[row])
	}
	return m
}

// inOrder puts the parts in the order of time of the pieces.
func (t *tape) inOrder() {
	t.sortPieces()
	t.whole = true
	for _, s := range t.pieces {
		t.whole = t.whole && s.impact == 1
	}
	for _, parts := range [][][]float64{t.x, t.y} {
		for v := range parts {
			t.buffer = append(t.buffer[:0], parts[v]...)
			for n, s := range t.pieces {
				parts[v][n] = t.buffer[s.row]
			}
		}
	}
}
