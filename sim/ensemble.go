package sim

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"nines/model"
)

// An ensemble is several plans that are simulated on the same years with the
// same random numbers: a service, and what becomes of it after changes. What
// several plans have in common, a risk with its alarms and its ladder or the
// planned work of a change, is lived once for all of them; each plan then only
// has to be told where its own outages overlap. All subsets of eight
// investments are 256 plans, but rarely more than some dozens of different
// risks.
type ensemble struct {
	plans    []*plan
	variants []variant
	uses     [][]int32 // per plan: its variants, planned work first
	owned    [][]int32 // per plan: the variants that it lives for all
}

// A variant is a risk, or a change's planned work, as one plan has it.
type variant struct {
	part int // index of the risk or change in its owner's plan
	risk bool
}

// ensembleYears is how many years a worker takes at a time: few enough that
// what they hold stays in the processor's cache.
const ensembleYears = 64

// newEnsemble puts plans together. They must be of one seed.
func newEnsemble(plans []*plan) *ensemble {
	e := &ensemble{plans: plans, uses: make([][]int32, len(plans)), owned: make([][]int32, len(plans))}
	known := make(map[string]int32)
	add := func(plan int, signature string, v variant) {
		id, ok := known[signature]
		if !ok {
			id = int32(len(e.variants))
			known[signature] = id
			e.variants = append(e.variants, v)
			e.owned[plan] = append(e.owned[plan], id)
		}
		e.uses[plan] = append(e.uses[plan], id)
	}
	for i, p := range plans {
		sc := p.scenario
		// Data files lie beside the scenario, and windows cut the reels.
		common := fmt.Sprint(filepath.Dir(sc.File), sc.SLO.Window.Kind, sc.SLO.Window.Length)
		for c, ch := range sc.Changes {
			if !p.changes[c].downtime.nothing() {
				add(i, common+changeSignature(sc, ch), variant{part: c})
			}
		}
		for k, r := range sc.Risks {
			add(i, common+riskSignature(sc, r), variant{part: k, risk: true})
		}
	}
	return e
}

// riskSignature spells all that the outages of a risk depend on.
func riskSignature(sc *model.Scenario, r *model.Risk) string {
	parts := []string{
		"risk", r.Name, sc.Spelling("risk", r.Name),
		strconv.FormatFloat(sc.DetectFactor, 'g', -1, 64), strconv.FormatFloat(sc.RecoverFactor, 'g', -1, 64),
	}
	if on, ok := r.Arrival.(model.OnChange); ok {
		parts = append(parts, changeSignature(sc, on.Change))
	}
	for _, g := range r.Gates {
		parts = append(parts, sc.Spelling("gate", g.Name))
	}
	for _, a := range r.Alarms {
		parts = append(parts, sc.Spelling("alarm", a.Name))
	}
	for _, a := range r.Ladder {
		parts = append(parts, sc.Spelling("recovery", a.Name))
		if a.Responder != nil {
			parts = append(parts, sc.Spelling("responder", a.Responder.Name))
		}
	}
	return strings.Join(parts, "\x00")
}

func changeSignature(sc *model.Scenario, c *model.Change) string {
	return strings.Join([]string{"change", c.Name, sc.Spelling("change", c.Name)}, "\x00")
}

// An outcome is what one plan's years came to, year by year.
type outcome struct {
	plan  *plan
	down  []float64 // seconds of downtime
	worst []float64 // unavailability of the worst window; nil where the window is the year
}

// unavailable returns the unavailability of a year's worst window, 0 to 1.
func (o *outcome) unavailable(year int) float64 {
	if o.worst == nil {
		return o.down[year] / model.Year
	}
	return o.worst[year]
}

// run simulates the first years of every plan. The error is ErrInterrupted.
func (e *ensemble) run(ctx context.Context, years, workers int, done func()) ([]outcome, error) {
	out := make([]outcome, len(e.plans))
	for i, p := range e.plans {
		out[i] = outcome{plan: p, down: make([]float64, years)}
		if p.edges != nil {
			out[i].worst = make([]float64, years)
		}
	}
	chunks := chunksOf(years)
	each(ctx, chunks, workers, func() func(int) {
		w := newEnsembleWorker(e)
		return func(chunk int) {
			from, to := chunk*ensembleYears, min(years, (chunk+1)*ensembleYears)
			w.live(from, to)
			for i := range e.plans {
				for y := from; y < to; y++ {
					w.play(&out[i], i, y, y-from)
				}
			}
			done()
		}
	})
	if ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	return out, nil
}

// chunksOf returns how many chunks an ensemble takes so many years in.
func chunksOf(years int) int { return (years + ensembleYears - 1) / ensembleYears }

// A reel holds what a variant brings to the years of a chunk.
type reel struct {
	pieces []piece
	slots  []uint16 // of the calendar, that the pieces touch
	parts  []part   // of the pieces, by window
	years  []reelYear
}

// A reelYear says where a year's entries of a reel end, those of the year
// before being where they begin.
type reelYear struct {
	pieces, slots, parts int32
	sum                  float64 // downtime of the pieces, as if none overlapped
	long                 bool    // some piece touches so many slots that none are listed
}

// A part is the downtime that a window has of a piece.
type part struct {
	window int32
	down   float64
}

// An ensembleWorker lives and plays chunks of years. It is used by one
// goroutine.
type ensembleWorker struct {
	*ensemble
	years []*year // per plan that owns variants; nil for others
	reels []reel  // per variant

	stamps [calendarSlots]uint32
	stamp  uint32

	scratch *year // for what overlaps
	pieces  []piece
	open    []ending
	windows []float64
	touched []int32
}

func newEnsembleWorker(e *ensemble) *ensembleWorker {
	w := &ensembleWorker{ensemble: e, years: make([]*year, len(e.plans)), reels: make([]reel, len(e.variants))}
	for i, p := range e.plans {
		if len(e.owned[i]) == 0 {
			continue
		}
		t := newTally(p)
		clear(t.sampling)
		w.years[i] = newYear(p, t)
	}
	w.scratch = newYear(e.plans[0], newTally(e.plans[0]))
	return w
}

// live fills the reels with the years from up to, not including, to.
func (w *ensembleWorker) live(from, to int) {
	for v := range w.reels {
		r := &w.reels[v]
		r.pieces, r.slots, r.parts, r.years = r.pieces[:0], r.slots[:0], r.parts[:0], r.years[:0]
	}
	for i, y := range w.years {
		if y == nil {
			continue
		}
		for index := from; index < to; index++ {
			y.open(uint64(index))
			w.record(i, y)
		}
	}
}

// record lives one year of the variants that a plan owns.
func (w *ensembleWorker) record(plan int, y *year) {
	for c := range y.planned {
		y.planned[c].n = -1 // not laid out yet
	}
	for _, id := range w.owned[plan] {
		v := w.variants[id]
		if v.risk {
			if c := y.plan.risks[v.part].arrival.change; c >= 0 && y.planned[c].n < 0 {
				y.work(c)
			}
			y.pieces = y.pieces[:0]
			y.fail(v.part)
		} else {
			y.pieces = y.pieces[:0]
			y.work(v.part)
		}
		w.reels[id].add(y.pieces, y.plan.edges)
	}
}

// add appends a year.
func (r *reel) add(pieces []piece, edges []float64) {
	const perSecond = calendarSlots / (model.Year + 1)
	n := reelYear{}
	for i := range pieces {
		p := pieces[i]
		p.owner, p.phase, p.segs, p.nsegs = 0, 0, 0, 0 // whose it is does not matter here
		r.pieces = append(r.pieces, p)
		n.sum += p.impact * p.length
		first, last := int(p.start*perSecond), int((p.start+p.length)*perSecond)
		if last > first+longPiece || last >= calendarSlots {
			n.long = true
			continue
		}
		for s := first; s <= last; s++ {
			r.slots = append(r.slots, uint16(s))
		}
		if edges != nil {
			r.spread(&p, edges)
		}
	}
	n.pieces, n.slots, n.parts = int32(len(r.pieces)), int32(len(r.slots)), int32(len(r.parts))
	r.years = append(r.years, n)
}

// spread lists the windows that a piece falls in. What lies behind the last
// window is dropped.
func (r *reel) spread(p *piece, edges []float64) {
	end := p.start + p.length
	for w := windowAt(edges, p.start); w < len(edges)-1 && edges[w] < end; w++ {
		r.parts = append(r.parts, part{int32(w), p.impact * (math.Min(end, edges[w+1]) - math.Max(p.start, edges[w]))})
	}
}

// windowAt returns the window that a moment lies in.
func windowAt(edges []float64, at float64) int {
	lo, hi := 0, len(edges)-1
	for lo < hi {
		if mid := (lo + hi + 1) / 2; edges[mid] <= at {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return lo
}

// begin returns where a year's entries begin.
func (r *reel) begin(year int) (at reelYear) {
	if year > 0 {
		at = r.years[year-1]
	}
	return at
}

// play puts what a year of a plan comes to into its outcome.
func (w *ensembleWorker) play(o *outcome, plan, index, year int) {
	if w.stamp++; w.stamp == 0 {
		clear(w.stamps[:]) // the stamps have come round
		w.stamp = 1
	}
	total := 0.0
	for _, id := range w.uses[plan] {
		r := &w.reels[id]
		from, to := r.begin(year), &r.years[year]
		if to.long {
			w.playCrowded(o, plan, index, year)
			return
		}
		for _, s := range r.slots[from.slots:to.slots] {
			if w.stamps[s] == w.stamp {
				w.playCrowded(o, plan, index, year)
				return
			}
			w.stamps[s] = w.stamp
		}
		total += to.sum
	}
	o.down[index] = total
	if o.worst != nil {
		o.worst[index] = w.worstWindow(plan, year)
	}
}

// worstWindow returns the unavailability of the worst window of a year in
// which nothing overlaps.
func (w *ensembleWorker) worstWindow(plan, year int) float64 {
	edges := w.plans[plan].edges
	w.makeWindows(len(edges) - 1)
	w.touched = w.touched[:0]
	for _, id := range w.uses[plan] {
		r := &w.reels[id]
		for _, p := range r.parts[r.begin(year).parts:r.years[year].parts] {
			w.windows[p.window] += p.down
			w.touched = append(w.touched, p.window)
		}
	}
	worst := 0.0
	for _, i := range w.touched {
		worst = max(worst, w.windows[i]/(edges[i+1]-edges[i]))
	}
	for _, i := range w.touched {
		w.windows[i] = 0
	}
	return worst
}

// makeWindows makes room for n windows, all 0.
func (w *ensembleWorker) makeWindows(n int) {
	if cap(w.windows) < n {
		w.windows = make([]float64, n)
	}
	w.windows = w.windows[:n]
}

// playCrowded is play for a year in which pieces may overlap.
func (w *ensembleWorker) playCrowded(o *outcome, plan, index, year int) {
	g := w.scratch
	g.plan = w.plans[plan]
	g.open(uint64(index))
	for _, id := range w.uses[plan] {
		r := &w.reels[id]
		g.pieces = append(g.pieces, r.pieces[r.begin(year).pieces:r.years[year].pieces]...)
	}
	order := g.order.of(g.pieces)
	if o.worst != nil {
		w.makeWindows(len(g.plan.edges) - 1)
		g.windows = w.windows
		o.down[index] = g.groups(order)
		o.worst[index] = g.plan.worstOf(o.down[index], w.windows)
		clear(w.windows)
		return
	}
	w.pieces = w.pieces[:0]
	for _, i := range order {
		w.pieces = append(w.pieces, g.pieces[i])
	}
	o.down[index] = union(w.pieces, &w.open)
}
