package engine

import (
	"iter"

	"nines/model"
	"nines/sim/stat"
)

// A Piece is the stretch of one outage, exposure or planned downtime that lies
// inside the year: the year is cut out of a long life.
type Piece struct {
	Start  float64 // seconds from the year's start
	Length float64
	From   float64 // where in the outage's life the piece begins: after its onset, if that lies before the year
	whole  float64 // how long all of the outage lasts
	Impact float64
	Owner  int32 // a risk, or len(risks) + a change
	phase  Phase // of the whole piece, where it has no segments
	segs   int32 // its life is life.segs[segs : segs+nsegs]
	nsegs  int32
}

// A Year simulates years, one at a time, and adds them to a tally. It holds
// the buffers that let a year pass without allocation, and is used by one
// goroutine.
type Year struct {
	Plan  *Plan
	Life  Life
	Tally *Tally

	worlds   *worlds  // nil where all is known
	planned  []events // per change
	Onsets   []Onset
	Pieces   []Piece
	calendar calendar
	order    timeOrder
	active   []open  // of the group under way, in the order in which they begin
	endings  Endings // of those that are open

	Sum        float64 // plain sum of the year's downtimes
	peopleCost float64 // what people's time costs in the year, in money
	window     int     // where in plan.edges the sweep through the year stands
	Windows    []float64
	apart      []float64 // the windows of a year that is asked for its worst one
	Sums       []float64 // plain sum of what begins in each window; nil if nobody asks

	Objective *Meter  // nil where all downtime counts
	meters    []Meter // per contract
}

// NewYear returns years of a plan that are added to a tally, which may be set
// later.
func NewYear(p *Plan, t *Tally) *Year {
	p, worlds := p.enterable()
	people := 0
	for i := range p.Risks {
		people = max(people, p.Risks[i].responders)
	}
	y := &Year{
		Plan:    p,
		worlds:  worlds,
		Tally:   t,
		Life:    Life{stream: newStream(), clock: clock{acked: make([]float64, people), paged: make([]float64, people)}},
		planned: make([]events, len(p.Changes)),
	}
	if p.Objective != nil {
		m := newMeter(p.Objective)
		y.Objective = &m
	}
	return y
}

// Simulate runs one year. It returns the year's downtime and the plain sum of
// the same incidents' downtimes, and adds each window's to windows and sums,
// which may be nil.
func (y *Year) Simulate(index uint64, windows, sums []float64) (full, sum float64) {
	y.Open(index)
	y.Windows, y.Sums = windows, sums
	if y.Objective != nil {
		y.Windows = nil
	}
	for i := range y.Plan.Changes {
		y.Work(i)
	}
	for i := range y.Plan.Risks {
		y.fail(i)
	}
	y.raiseFalseAlarms()
	y.deliver()
	full = y.Overlap()
	y.peopleCost = y.Tally.peopleCost()
	y.Tally.endYear()
	if y.Objective != nil && windows != nil {
		y.Objective.net(y.Pieces, windows)
	}
	return full, y.Sum
}

// Settle writes what each contract counts of the year just simulated into kept,
// which stands by contract.
func (y *Year) Settle(kept [][]float64, index int) {
	if len(kept) == 0 {
		return
	}
	for len(y.meters) < len(kept) {
		y.meters = append(y.meters, newMeter(y.Plan.Contracts[len(y.meters)].rules))
	}
	for i := range kept {
		c := &y.Plan.Contracts[i]
		n := c.Windows()
		c.keep(&y.meters[i], y.Pieces, kept[i][index*n:(index+1)*n])
	}
}

// Open begins a year.
func (y *Year) Open(index uint64) {
	if y.worlds != nil {
		y.worlds.enter(index)
	}
	y.Life.Year, y.Life.Segs = index, y.Life.Segs[:0]
	y.Sum, y.window = 0, 0
	y.Pieces = y.Pieces[:0]
}

// Work lays the planned downtime of a change's events into the year.
func (y *Year) Work(i int) {
	w := &y.planned[i]
	w.of(&y.Plan.Changes[i], y.Life.stream, y.Life.Year)
	y.Tally.Events[i] += int64(w.n)
	y.layWork(w, int32(len(y.Plan.Risks)+i))
}

// layWork lays the planned downtime of events into the year, in order of time.
func (y *Year) layWork(w *events, owner int32) {
	for _, e := range w.earlier {
		p := y.NewPiece()
		p.Start, p.Length, p.Impact, p.Owner, p.phase = e.start, e.length, 1, owner, Planned
		y.Lay(p, Before)
	}
	for j, d := range w.lasts {
		p := y.NewPiece()
		at := w.start(j)
		p.Start, p.Length, p.Impact, p.Owner, p.phase = at, d, 1, owner, Planned
		y.Lay(p, at)
	}
}

// Before is the cause of all that begins before the year, where only the
// windows of the year are told apart.
const Before = -1

// fail draws the onsets of a risk and lays their outages into the year.
func (y *Year) fail(i int) {
	r, l := &y.Plan.Risks[i], &y.Life
	y.BeginAll(i)
	l.Fill(r, y.Onsets, 0, len(r.Columns))
	for row, o := range y.Onsets {
		e := o.event(row)
		impact := l.Draw(&r.Impact, e)
		first := len(l.Segs)
		l.Live(r, e, impact)
		length := l.Segs[len(l.Segs)-1].End
		if !o.past() { // counts are those of the year in which it begins
			y.Tally.outage(i, length, impact)
			if r.responders > 0 {
				y.Tally.pages(y.Plan, r, &l.clock, o.At, length)
			}
		}
		p := y.NewPiece()
		p.Start, p.Length, p.Impact, p.Owner = o.At, length, impact, int32(i)
		p.segs, p.nsegs = int32(first), int32(len(l.Segs)-first)
		y.Lay(p, y.cause(r, o))
	}
}

// begin fills y.onsets with the onsets of a risk in the year that no gate
// catches.
func (y *Year) begin(i int) {
	y.strike(i)
	if len(y.Plan.Risks[i].Gates) > 0 {
		y.Onsets = y.gate(i, y.Onsets)
	}
}

// BeginAll is begin with the onsets before the year too, whose outages may reach
// into it: they come last.
func (y *Year) BeginAll(i int) {
	y.strike(i)
	r := &y.Plan.Risks[i]
	if a := &r.Arrival; a.Change >= 0 || a.gap != nil || !r.Past.silent(y.Life.Year) {
		y.Onsets = r.earlier(&r.Past, y.Life.stream, y.Life.Year, y.Plan.Changes, y.planned, y.Onsets)
	}
	if len(r.Gates) > 0 {
		y.Onsets = y.gate(i, y.Onsets)
	}
}

// Incidents yields the incidents that begin in a year and that no gate catches,
// risk by risk, each with the index of its risk. The quantities that nearly every
// incident needs are drawn; its life is not run.
func (y *Year) Incidents(index uint64) iter.Seq2[int, Event] {
	return func(yield func(int, Event) bool) {
		y.Open(index)
		for c := range y.Plan.Changes {
			y.Work(c)
		}
		for i := range y.Plan.Risks {
			y.begin(i)
			r := &y.Plan.Risks[i]
			y.Life.Fill(r, y.Onsets, 0, len(r.Columns))
			for row, o := range y.Onsets {
				if !yield(i, o.event(row)) {
					return
				}
			}
		}
	}
}

// strike fills y.onsets with the onsets of a risk in the year, before any gate.
func (y *Year) strike(i int) {
	r := &y.Plan.Risks[i]
	y.Onsets = r.strike(y.Life.stream, y.Life.Year, y.planned, y.Onsets[:0])
	if r.Arrival.weight != nil {
		r.Arrival.weigh(len(y.Onsets), y.planned)
	}
	if c := r.Arrival.Change; c >= 0 && y.Plan.Passes != nil {
		for _, o := range y.Onsets {
			y.planned[c].faulty = append(y.planned[c].faulty, o.carrier)
		}
	}
}

// gate returns the onsets that no gate of the risk catches, in place, and
// lays what the caught ones expose into the year.
func (y *Year) gate(i int, onsets []Onset) []Onset {
	r, l := &y.Plan.Risks[i], &y.Life
	if len(r.Gates) == 0 || len(onsets) == 0 {
		return onsets
	}
	l.gates = l.gates[:0]
	for i := range r.Gates {
		l.gates = append(l.gates, r.Gates[i].role.in(l.Year))
	}
	through := onsets[:0]
	for _, o := range onsets {
		g := r.caught(l.gates, o.Ordinal)
		if g == nil {
			through = append(through, o)
			continue
		}
		if w := &y.planned[r.Arrival.Change]; y.Plan.Passes != nil && !o.past() {
			w.stopped = append(w.stopped, o.carrier)
		}
		if g.exposes && -o.At <= g.reach {
			p := y.NewPiece()
			p.Start = o.At
			p.Length = g.time.of(l.stream, l.Year, o.Ordinal)
			p.Impact = g.impact.of(l.stream, l.Year, o.Ordinal)
			p.Owner, p.phase = int32(i), Exposure
			y.Lay(p, y.cause(r, o))
		}
	}
	return through
}

// caught returns the first gate that catches the fault of an onset, or nil. Each gate
// has its draws of the year.
func (r *RiskPlan) caught(gates []series, ordinal uint64) *gatePlan {
	for i := range r.Gates {
		g := &r.Gates[i]
		if g.catches > 0 && gates[i].uniform(ordinal) < g.catches {
			return g
		}
	}
	return nil
}

// WindowAt returns the window that holds a moment; -1 for none.
func (p *Plan) WindowAt(at float64) int {
	if p.Edges == nil {
		return -1
	}
	if w := windowAt(p.Edges, at+stat.Tie); w < len(p.Edges)-1 {
		return w
	}
	return -1
}

// windowAt returns the last window that has begun at a moment, the number of windows
// where all are over; -1 before the first. Windows are nearly as long
// as each other, so that the place is guessed and hardly ever sought.
func windowAt(edges []float64, at float64) int {
	last := len(edges) - 1
	begin := edges[0]
	w := min(max(int((at-begin)/(edges[last]-begin)*float64(last)), 0), last)
	for w >= 0 && edges[w] > at {
		w--
	}
	for w < last && edges[w+1] <= at {
		w++
	}
	return w
}

// Cause returns when what brought an onset about began: the event of its
// change, or itself.
func (y *Year) Cause(r *RiskPlan, o Onset) float64 {
	if o.past() {
		return Before
	}
	if c := r.Arrival.Change; c >= 0 {
		return y.planned[c].start(int(o.carrier))
	}
	return o.At
}

// cause returns Cause where somebody asks in which window it lies.
func (y *Year) cause(r *RiskPlan, o Onset) float64 {
	if y.Sums == nil {
		return Before
	}
	return y.Cause(r, o)
}

// NewPiece appends an empty piece, to be filled and laid at once.
func (y *Year) NewPiece() *Piece {
	y.Pieces = append(y.Pieces, Piece{})
	return &y.Pieces[len(y.Pieces)-1]
}

// Lay fits the newest piece into the year, and adds it to the plain sums: what
// lies inside to the year's; all of it to that of the window in which its cause
// lies, a moment that is negative before the year.
func (y *Year) Lay(p *Piece, cause float64) {
	if y.Sums != nil && cause >= 0 {
		if w := y.Plan.WindowAt(cause); w >= 0 {
			y.Sums[w] += p.Impact * p.Length
		}
	}
	p.whole = p.Length
	if p.Start < 0 || p.Start+p.Length > model.Year {
		p.cut()
	}
	if p.Length <= 0 || p.Impact <= 0 {
		y.Pieces = y.Pieces[:len(y.Pieces)-1]
		return
	}
	y.Sum += p.Impact * p.Length
}

// cut takes from the piece what lies outside of the year. What is left may be
// nothing.
func (p *Piece) cut() {
	if p.Start < 0 {
		p.Start, p.From, p.Length = 0, -p.Start, p.Length+p.Start
	}
	p.Length = min(p.Length, model.Year-p.Start)
}
