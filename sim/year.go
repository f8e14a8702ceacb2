package sim

import (
	"iter"
	"sort"

	"nines/model"
)

// A piece is the stretch of one outage, exposure or planned downtime that lies
// inside the year: the year is cut out of a long life.
type piece struct {
	start  float64 // seconds from the year's start
	length float64
	from   float64 // where in the outage's life the piece begins: after its onset, if that lies before the year
	whole  float64 // how long all of the outage lasts
	impact float64
	owner  int32 // a risk, or len(risks) + a change
	phase  Phase // of the whole piece, where it has no segments
	segs   int32 // its life is life.segs[segs : segs+nsegs]
	nsegs  int32
}

// A year simulates years, one at a time, and adds them to a tally. It holds
// the buffers that let a year pass without allocation, and is used by one
// goroutine.
type year struct {
	plan  *plan
	life  life
	tally *tally

	planned  []events // per change
	onsets   []onset
	pieces   []piece
	calendar calendar
	order    timeOrder
	active   []open  // of the group under way, in the order in which they begin
	endings  endings // of those that are open

	sum     float64 // plain sum of the year's downtimes
	wages   float64 // what people's time costs in the year, in money
	window  int     // where in plan.edges the sweep through the year stands
	windows []float64
	apart   []float64 // the windows of a year that is asked for its worst one
	sums    []float64 // plain sum of what begins in each window; nil if nobody asks

	objective *meter  // nil where all downtime counts
	meters    []meter // per contract
}

// newYear returns years of a plan that are added to a tally, which may be set
// later.
func newYear(p *plan, t *tally) *year {
	people := 0
	for i := range p.risks {
		people = max(people, p.risks[i].responders)
	}
	y := &year{
		plan:    p,
		tally:   t,
		life:    life{stream: newStream(), clock: clock{acked: make([]float64, people), paged: make([]float64, people)}},
		planned: make([]events, len(p.changes)),
	}
	if p.objective != nil {
		m := newMeter(p.objective)
		y.objective = &m
	}
	return y
}

// simulate runs one year. It returns the year's downtime and the plain sum of
// the same incidents' downtimes, and adds each window's to windows and sums,
// which may be nil.
func (y *year) simulate(index uint64, windows, sums []float64) (full, sum float64) {
	y.open(index)
	y.windows, y.sums = windows, sums
	if y.objective != nil {
		y.windows = nil
	}
	for i := range y.plan.changes {
		y.work(i)
	}
	for i := range y.plan.risks {
		y.fail(i)
	}
	y.cryWolf()
	y.deliver()
	full = y.overlap()
	y.wages = y.tally.wages()
	y.tally.endYear()
	if y.objective != nil && windows != nil {
		y.objective.net(y.pieces, windows)
	}
	return full, y.sum
}

// settle puts what the year just simulated comes to under each contract into
// where it is kept, by contract.
func (y *year) settle(kept [][]float64, index int) {
	if len(kept) == 0 {
		return
	}
	for len(y.meters) < len(kept) {
		y.meters = append(y.meters, newMeter(y.plan.contracts[len(y.meters)].rules))
	}
	for i := range kept {
		c := &y.plan.contracts[i]
		n := c.windows()
		c.keep(&y.meters[i], y.pieces, kept[i][index*n:(index+1)*n])
	}
}

// open makes ready for a year.
func (y *year) open(index uint64) {
	y.life.year, y.life.segs = index, y.life.segs[:0]
	y.sum, y.window = 0, 0
	y.pieces = y.pieces[:0]
}

// work lays the planned downtime of a change's events into the year.
func (y *year) work(i int) {
	w := &y.planned[i]
	w.of(&y.plan.changes[i], y.life.stream, y.life.year)
	y.tally.events[i] += int64(w.n)
	if y.plan.passes != nil {
		for range w.n {
			w.faulty, w.stopped = append(w.faulty, false), append(w.stopped, false)
		}
	}
	y.layWork(w, int32(len(y.plan.risks)+i))
}

// layWork lays the planned downtime of events into the year, in order of time.
func (y *year) layWork(w *events, owner int32) {
	for _, e := range w.earlier {
		p := y.newPiece()
		p.start, p.length, p.impact, p.owner, p.phase = e.start, e.length, 1, owner, Planned
		y.lay(p, before)
	}
	for j, d := range w.lasts {
		p := y.newPiece()
		p.start, p.length, p.impact, p.owner, p.phase = w.start(j), d, 1, owner, Planned
		y.lay(p, w.start(j))
	}
}

// before is the cause of all that begins before the year, where only the
// windows of the year are told apart.
const before = -1

// fail lets a risk strike and lays the outages that follow into the year.
func (y *year) fail(i int) {
	r, l := &y.plan.risks[i], &y.life
	y.beginAll(i)
	l.fill(r, y.onsets, 0, len(r.columns))
	for row, o := range y.onsets {
		e := o.event(row)
		impact := l.draw(&r.impact, e)
		first := len(l.segs)
		l.live(r, e, impact)
		length := l.segs[len(l.segs)-1].end
		if !o.past() { // counts are those of the year in which it begins
			y.tally.outage(i, length, impact)
			if r.responders > 0 {
				y.tally.pages(y.plan, r, &l.clock, o.at, length)
			}
		}
		p := y.newPiece()
		p.start, p.length, p.impact, p.owner = o.at, length, impact, int32(i)
		p.segs, p.nsegs = int32(first), int32(len(l.segs)-first)
		y.lay(p, y.cause(r, o))
	}
}

// begin fills y.onsets with the onsets of a risk in the year that no gate
// catches.
func (y *year) begin(i int) {
	y.strike(i)
	if len(y.plan.risks[i].gates) > 0 {
		y.onsets = y.gate(i, y.onsets)
	}
}

// beginAll is begin with the onsets before the year too, of which something may
// be left as it begins: they come last.
func (y *year) beginAll(i int) {
	y.strike(i)
	r := &y.plan.risks[i]
	if a := &r.arrival; a.change >= 0 || a.gap != nil || !r.past.silent(y.life.year) {
		y.onsets = r.earlier(&r.past, y.life.stream, y.life.year, y.plan.changes, y.planned, y.onsets)
	}
	if len(r.gates) > 0 {
		y.onsets = y.gate(i, y.onsets)
	}
}

// incidents goes through the incidents that begin in a year and that no gate
// catches: those of the first risk in their order, then those of the next. It
// gives each with the index of its risk. What nearly every incident needs is
// drawn; its life is not lived.
func (y *year) incidents(index uint64) iter.Seq2[int, event] {
	return func(yield func(int, event) bool) {
		y.open(index)
		for c := range y.plan.changes {
			y.work(c)
		}
		for i := range y.plan.risks {
			y.begin(i)
			r := &y.plan.risks[i]
			y.life.fill(r, y.onsets, 0, len(r.columns))
			for row, o := range y.onsets {
				if !yield(i, o.event(row)) {
					return
				}
			}
		}
	}
}

// strike fills y.onsets with the onsets of a risk in the year, before any gate.
func (y *year) strike(i int) {
	r := &y.plan.risks[i]
	y.onsets = r.strike(y.life.stream, y.life.year, y.planned, y.onsets[:0])
	if r.arrival.weight != nil {
		r.arrival.weigh(len(y.onsets), y.planned)
	}
	if c := r.arrival.change; c >= 0 && len(y.planned[c].faulty) > 0 {
		for _, o := range y.onsets {
			y.planned[c].faulty[o.ordinal] = true
		}
	}
}

// gate returns the onsets that no gate of the risk catches, in place, and
// lays what the caught ones expose into the year.
func (y *year) gate(i int, onsets []onset) []onset {
	r, l := &y.plan.risks[i], &y.life
	through := onsets[:0]
	for _, o := range onsets {
		g := r.caught(l.stream, l.year, o.ordinal)
		if g == nil {
			through = append(through, o)
			continue
		}
		if w := &y.planned[r.arrival.change]; len(w.stopped) > 0 && !o.past() {
			w.stopped[o.ordinal] = true
		}
		if g.exposes && -o.at <= g.reach {
			p := y.newPiece()
			p.start = o.at
			p.length = g.time.of(l.stream, l.year, o.ordinal)
			p.impact = g.impact.of(l.stream, l.year, o.ordinal)
			p.owner, p.phase = int32(i), Exposure
			y.lay(p, y.cause(r, o))
		}
	}
	return through
}

// windowAt returns the window that holds a moment; -1 for none.
func (p *plan) windowAt(at float64) int {
	if w := sort.SearchFloat64s(p.edges, at+tie) - 1; w < len(p.edges)-1 {
		return w
	}
	return -1
}

// cause returns when what brought an onset about began: the event of its
// change, or itself.
func (y *year) cause(r *riskPlan, o onset) float64 {
	if o.past() {
		return before
	}
	if c := r.arrival.change; c >= 0 {
		return y.planned[c].start(int(o.ordinal))
	}
	return o.at
}

// newPiece appends an empty piece, to be filled and laid at once.
func (y *year) newPiece() *piece {
	y.pieces = append(y.pieces, piece{})
	return &y.pieces[len(y.pieces)-1]
}

// lay fits the newest piece into the year, and adds it to the plain sums: what
// lies inside to the year's; all of it to that of the window in which its cause
// lies, a moment that is negative before the year.
func (y *year) lay(p *piece, cause float64) {
	if y.sums != nil && cause >= 0 {
		if w := y.plan.windowAt(cause); w >= 0 {
			y.sums[w] += p.impact * p.length
		}
	}
	p.whole = p.length
	if p.start < 0 || p.start+p.length > model.Year {
		p.cut()
	}
	if p.length <= 0 || p.impact <= 0 {
		y.pieces = y.pieces[:len(y.pieces)-1]
		return
	}
	y.sum += p.impact * p.length
}

// cut takes from the piece what lies outside of the year. What is left may be
// nothing.
func (p *piece) cut() {
	if p.start < 0 {
		p.start, p.from, p.length = 0, -p.start, p.length+p.start
	}
	p.length = min(p.length, model.Year-p.start)
}
