package sim

// An ensembleWorker lives and plays chunks of years. It is used by one
// goroutine.
type ensembleWorker struct {
	*ensemble
	years  []*year     // per plan whose risks are lived
	events []events    // per clockwork, of the year that is recorded
	onsets [][]onset   // per arrivals, of the same year
	drawn  [][]float64 // per column, of the same year
	reels  []reel      // per variant
	struck []onset     // of one variant

	stamps [calendarSlots]uint32
	stamp  uint32

	scratch *year // for what overlaps
	pieces  []piece
	open    []ending
	windows []float64
	touched []int32
}

func newEnsembleWorker(e *ensemble) *ensembleWorker {
	w := &ensembleWorker{
		ensemble: e, years: make([]*year, len(e.plans)), reels: make([]reel, len(e.variants)),
		events: make([]events, len(e.clocks)), onsets: make([][]onset, len(e.arrivals)),
		drawn: make([][]float64, len(e.columns)),
	}
	prepare := func(plan int) {
		if w.years[plan] == nil {
			w.years[plan] = newYear(e.plans[plan], newTally(e.plans[plan]))
		}
	}
	for _, v := range e.variants {
		prepare(v.plan)
	}
	for _, a := range e.arrivals {
		prepare(a.plan)
	}
	w.scratch = newYear(e.plans[0], newTally(e.plans[0]))
	return w
}

// live fills the reels with the years from up to, not including, to.
func (w *ensembleWorker) live(from, to int) {
	for v := range w.reels {
		w.reels[v].clear()
	}
	s := w.scratch.life.stream
	for index := uint64(from); index < uint64(to); index++ {
		for i, c := range w.clocks {
			w.events[i].of(&w.plans[c.plan].changes[c.part], s, index)
		}
		for i, a := range w.arrivals {
			y := w.years[a.plan]
			r := &y.plan.risks[a.part]
			w.tellTime(y, r, a.clock)
			w.onsets[i] = r.strike(s, index, y.planned, w.onsets[i][:0])
		}
		for i, c := range w.columns {
			w.drawn[i] = c.drawColumn(s, index, w.onsets[c.arrivals], w.drawn[i][:0])
		}
		for id := range w.variants {
			w.record(id, index)
		}
	}
}

// tellTime puts the events of a risk's change where the risk looks for them.
func (w *ensembleWorker) tellTime(y *year, r *riskPlan, clock int) {
	if c := r.arrival.change; c >= 0 {
		y.planned[c] = w.events[clock]
	}
}

// record lives one year of a variant.
func (w *ensembleWorker) record(id int, index uint64) {
	v := &w.variants[id]
	y := w.years[v.plan]
	y.open(index)
	if v.arrivals < 0 {
		e := &w.events[v.clock]
		for j, d := range e.lasts {
			p := y.newPiece()
			p.start, p.length, p.impact = e.start(j), d, 1
			y.lay(p, false)
		}
	} else {
		w.tellTime(y, &y.plan.risks[v.part], w.arrivals[v.arrivals].clock)
		w.fail(y, v)
	}
	w.reels[id].add(y.pieces, y.plan.edges)
}

// fail lets a risk's onsets run their course, as year.fail does, whose tallies
// nobody needs here.
func (w *ensembleWorker) fail(y *year, v *variant) {
	r, l := &y.plan.risks[v.part], &y.life
	all := w.onsets[v.arrivals]
	through := all
	if len(r.gates) > 0 {
		w.struck = append(w.struck[:0], all...)
		through = y.gate(v.part, w.struck)
	}
	l.columns = l.columns[:0]
	for _, c := range v.columns {
		l.columns = append(l.columns, w.drawn[c])
	}
	row := 0
	for _, o := range through {
		for all[row].ordinal != o.ordinal { // caught by a gate
			row++
		}
		e := event{o.ordinal, row}
		l.segs = l.segs[:0]
		impact := l.draw(&r.impact, e)
		l.live(r, e, impact)
		p := y.newPiece()
		p.start, p.length, p.impact = o.at, l.segs[len(l.segs)-1].end, impact
		y.lay(p, r.fresh)
	}
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
