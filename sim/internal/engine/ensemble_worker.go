package engine

// An ensembleWorker lives and plays chunks of years. It is used by one
// goroutine.
type ensembleWorker struct {
	*ensemble
	years      []*Year     // per plan whose risks are lived
	events     []events    // per changeTimes, of the year that is recorded
	onsets     [][]Onset   // per arrivals, of the same year
	drawn      [][]float64 // per column, of the same year
	overlaps   [][]bool    // per pair and year of the chunk: whether the two overlap
	tapes      []tape      // per variant
	struck     []Onset     // of one variant
	peopleCost [][]float64 // per variant, then per false alarm: what people cost in each year of the chunk; nil for nothing

	stamps [calendarSlots]uint32
	stamp  uint32

	scratch *Year // for what overlaps
	pieces  []Piece
	open    Endings
	windows []float64 // of the year that is played; none where they are not asked for
	counts  []counts  // per plan
	owned   []Piece
	touched []int
	spare   tape
}

func newEnsembleWorker(e *ensemble) *ensembleWorker {
	w := &ensembleWorker{
		ensemble: e, years: make([]*Year, len(e.plans)), tapes: make([]tape, len(e.variants)),
		events: make([]events, len(e.clocks)), onsets: make([][]Onset, len(e.arrivals)),
		drawn: make([][]float64, len(e.columns)), overlaps: make([][]bool, len(e.pairs)),
	}
	prepare := func(plan int) {
		if w.years[plan] == nil {
			w.years[plan] = NewYear(e.plans[plan], NewTally(e.plans[plan]))
		}
	}
	for _, v := range e.variants {
		prepare(v.plan)
	}
	for _, a := range e.arrivals {
		prepare(a.plan)
	}
	w.scratch = NewYear(e.plans[0], NewTally(e.plans[0]))
	w.makePeopleCost()
	w.makeCounts()
	return w
}

// live fills the tapes with the years from up to, not including, to.
func (w *ensembleWorker) live(from, to int) {
	for v := range w.tapes {
		w.tapes[v].clear()
	}
	w.clearPeopleCost()
	s := w.scratch.Life.stream
	for index := uint64(from); index < uint64(to); index++ {
		for i, c := range w.clocks {
			w.events[i].of(&w.plans[c.plan].Changes[c.part], s, index)
		}
		for i, a := range w.arrivals {
			y := w.years[a.plan]
			r := &y.Plan.Risks[a.part]
			w.placeEvents(y, r, a.clock)
			w.onsets[i] = r.strike(s, index, y.planned, w.onsets[i][:0])
			w.onsets[i] = r.earlier(&w.arrivals[i].past, s, index, y.Plan.Changes, y.planned, w.onsets[i])
		}
		for i, c := range w.columns {
			w.drawn[i] = c.drawColumn(s, index, w.onsets[c.arrivals], w.drawn[i][:0])
		}
		for id := range w.variants {
			w.record(id, index)
		}
		w.addFalseAlarms(index)
	}
	for i, m := range w.pairs {
		w.overlaps[i] = w.overlaps[i][:0]
		for year := range to - from {
			w.overlaps[i] = append(w.overlaps[i], overlapping(&w.tapes[m.planned], &w.tapes[m.other], year))
		}
	}
}

// overlapping reports whether planned work overlaps anything of another variant.
func overlapping(planned, other *tape, year int) bool {
	pieces := planned.of(year)
	for _, p := range other.of(year) {
		if from, to := touching(pieces, p.Start, p.Start+p.Length); from < to {
			return true
		}
	}
	return false
}

// placeEvents puts the events of a risk's change where the risk looks for them.
func (w *ensembleWorker) placeEvents(y *Year, r *RiskPlan, clock int) {
	if c := r.Arrival.Change; c >= 0 {
		y.planned[c] = w.events[clock]
	}
}

// record lives one year of a variant.
func (w *ensembleWorker) record(id int, index uint64) {
	v := &w.variants[id]
	y := w.years[v.plan]
	y.Open(index)
	if v.arrivals < 0 {
		y.layWork(&w.events[v.clock], 0)
	} else {
		w.placeEvents(y, &y.Plan.Risks[v.part], w.arrivals[v.arrivals].clock)
		w.fail(y, id)
	}
	w.tapes[id].add(y.Pieces, y.Plan.Edges, v.arrivals < 0)
}

// fail lets a risk's onsets run their course, as year.fail does, of whose
// tallies only what people cost is needed here.
func (w *ensembleWorker) fail(y *Year, id int) {
	v := &w.variants[id]
	r, l := &y.Plan.Risks[v.part], &y.Life
	all := w.onsets[v.arrivals]
	w.struck = w.struck[:0]
	for _, o := range all {
		if -o.At <= r.Past.Reach { // others may have outages that last longer
			w.struck = append(w.struck, o)
		}
	}
	through := y.gate(v.part, w.struck)
	l.columns = l.columns[:0]
	for _, c := range v.columns {
		l.columns = append(l.columns, w.drawn[c])
	}
	row, peopleCost := 0, 0.0
	for _, o := range through {
		for all[row].Ordinal != o.Ordinal { // caught by a gate, or beyond reach
			row++
		}
		e := o.event(row)
		l.Segs = l.Segs[:0]
		impact := l.Draw(&r.Impact, e)
		l.Live(r, e, impact)
		p := y.NewPiece()
		p.Start, p.Length, p.Impact = o.At, l.Segs[len(l.Segs)-1].End, impact
		if w.peopleCost[id] != nil && !o.past() {
			peopleCost += y.Plan.peopleCostOf(r, &l.clock, p.Length)
		}
		y.Lay(p, Before) // of no window: nobody asks for their sums
	}
	if w.peopleCost[id] != nil {
		w.peopleCost[id] = append(w.peopleCost[id], peopleCost)
	}
}
