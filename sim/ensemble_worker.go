package sim

// An ensembleWorker lives and plays chunks of years. It is used by one
// goroutine.
type ensembleWorker struct {
	*ensemble
	years  []*year     // per plan whose risks are lived
	events []events    // per clockwork, of the year that is recorded
	onsets [][]onset   // per arrivals, of the same year
	drawn  [][]float64 // per column, of the same year
	met    [][]bool    // per meeting and year of the chunk: whether the two overlap
	reels  []reel      // per variant
	struck []onset     // of one variant
	wages  [][]float64 // per variant, then per false alarm: what people cost in each year of the chunk; nil for nothing

	stamps [calendarSlots]uint32
	stamp  uint32

	scratch *year // for what overlaps
	pieces  []piece
	open    endings
	windows []float64
	touched []int
	spare   reel
}

func newEnsembleWorker(e *ensemble) *ensembleWorker {
	w := &ensembleWorker{
		ensemble: e, years: make([]*year, len(e.plans)), reels: make([]reel, len(e.variants)),
		events: make([]events, len(e.clocks)), onsets: make([][]onset, len(e.arrivals)),
		drawn: make([][]float64, len(e.columns)), met: make([][]bool, len(e.meetings)),
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
	w.makeWages()
	return w
}

// live fills the reels with the years from up to, not including, to.
func (w *ensembleWorker) live(from, to int) {
	for v := range w.reels {
		w.reels[v].clear()
	}
	w.clearWages()
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
			w.onsets[i] = r.earlier(&w.arrivals[i].past, s, index, y.plan.changes, y.planned, w.onsets[i])
		}
		for i, c := range w.columns {
			w.drawn[i] = c.drawColumn(s, index, w.onsets[c.arrivals], w.drawn[i][:0])
		}
		for id := range w.variants {
			w.record(id, index)
		}
		w.cryWolf(index)
	}
	for i, m := range w.meetings {
		w.met[i] = w.met[i][:0]
		for year := range to - from {
			w.met[i] = append(w.met[i], meet(&w.reels[m.planned], &w.reels[m.other], year))
		}
	}
}

// meet reports whether planned work overlaps anything of another variant.
func meet(planned, other *reel, year int) bool {
	pieces := planned.of(year)
	for _, p := range other.of(year) {
		if from, to := touching(pieces, p.start, p.start+p.length); from < to {
			return true
		}
	}
	return false
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
		y.layWork(&w.events[v.clock], 0)
	} else {
		w.tellTime(y, &y.plan.risks[v.part], w.arrivals[v.arrivals].clock)
		w.fail(y, id)
	}
	w.reels[id].add(y.pieces, y.plan.edges, v.arrivals < 0)
}

// fail lets a risk's onsets run their course, as year.fail does, of whose
// tallies nothing but the wages is needed here.
func (w *ensembleWorker) fail(y *year, id int) {
	v := &w.variants[id]
	r, l := &y.plan.risks[v.part], &y.life
	all := w.onsets[v.arrivals]
	w.struck = w.struck[:0]
	for _, o := range all {
		if -o.at <= r.past.reach { // others may have outages that last longer
			w.struck = append(w.struck, o)
		}
	}
	through := y.gate(v.part, w.struck)
	l.columns = l.columns[:0]
	for _, c := range v.columns {
		l.columns = append(l.columns, w.drawn[c])
	}
	row, wages := 0, 0.0
	for _, o := range through {
		for all[row].ordinal != o.ordinal { // caught by a gate, or beyond reach
			row++
		}
		e := o.event(row)
		l.segs = l.segs[:0]
		impact := l.draw(&r.impact, e)
		l.live(r, e, impact)
		p := y.newPiece()
		p.start, p.length, p.impact = o.at, l.segs[len(l.segs)-1].end, impact
		if w.wages[id] != nil && !o.past() {
			wages += y.plan.wagesOf(r, &l.clock, p.length)
		}
		y.lay(p, before) // of no window: nobody asks for their sums
	}
	if w.wages[id] != nil {
		w.wages[id] = append(w.wages[id], wages)
	}
}
