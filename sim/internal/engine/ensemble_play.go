package engine

import "slices"

// play finds the downtime of a year of a plan and writes it into the account.
func (w *ensembleWorker) play(o *Account, plan, index, year int) {
	total, alone := 0.0, true
	for _, id := range w.planned[plan] {
		y := &w.tapes[id].years[year]
		if y.long {
			w.playWhole(o, plan, index, year)
			return
		}
		total += y.sum
	}
	for _, m := range w.pairsOf[plan] {
		alone = alone && !w.overlaps[m][year]
	}
	if alone && w.risksAlone(plan, year) {
		for _, id := range w.risks[plan] {
			total += w.tapes[id].years[year].sum
		}
		w.makeWindows(plan)
		if len(w.windows) > 0 {
			w.fillWindows(w.planned[plan], year)
			w.fillWindows(w.risks[plan], year)
		}
		w.enter(o, plan, index, year, total)
		return
	}
	w.playTogether(o, plan, index, year, total)
}

// risksAlone reports whether no two outages of a year touch one slot of the
// calendar.
func (w *ensembleWorker) risksAlone(plan, year int) bool {
	if w.stamp++; w.stamp == 0 {
		clear(w.stamps[:]) // the stamps have come round
		w.stamp = 1
	}
	for _, id := range w.risks[plan] {
		r := &w.tapes[id]
		from, to := r.begin(year), &r.years[year]
		if to.long {
			return false
		}
		for _, s := range r.slots[from.slots:to.slots] {
			if w.stamps[s] == w.stamp {
				return false
			}
			w.stamps[s] = w.stamp
		}
	}
	return true
}

// makeWindows makes room for the windows of a plan, all 0. There are none where the
// window is the year, or where the objective's meter fills them.
func (w *ensembleWorker) makeWindows(plan int) {
	n := 0
	if p := w.plans[plan]; p.Edges != nil && p.Objective == nil {
		n = len(p.Edges) - 1
	}
	if cap(w.windows) < n {
		w.windows = make([]float64, n)
	}
	w.windows = w.windows[:n]
	clear(w.windows)
}

// fillWindows adds the pieces of variants to the windows, as if none overlapped.
func (w *ensembleWorker) fillWindows(ids []int32, year int) {
	for _, id := range ids {
		r := &w.tapes[id]
		for _, p := range r.parts[r.begin(year).parts:r.years[year].parts] {
			w.windows[p.window] += p.down
		}
	}
}

// playTogether is play for a year in which outages overlap one another, or
// planned work. Planned work that no outage touches stands by itself, however
// much of it there is; planned is the downtime of all of it.
func (w *ensembleWorker) playTogether(o *Account, plan, index, year int, planned float64) {
	if w.plannedOverlaps(plan, year) {
		w.playWhole(o, plan, index, year)
		return
	}
	g := w.scratch
	g.Plan = w.plans[plan]
	g.Open(uint64(index))
	for _, id := range w.risks[plan] {
		g.Pieces = append(g.Pieces, w.tapes[id].of(year)...)
	}
	outages := len(g.Pieces)
	for _, id := range w.planned[plan] {
		pieces := w.tapes[id].of(year)
		w.touched = w.touched[:0]
		for i := range g.Pieces[:outages] {
			p := &g.Pieces[i]
			for from, to := touching(pieces, p.Start, p.Start+p.Length); from < to; from++ {
				w.touched = append(w.touched, from)
			}
		}
		slices.Sort(w.touched)
		for _, i := range slices.Compact(w.touched) {
			g.Pieces = append(g.Pieces, pieces[i])
			planned -= pieces[i].Impact * pieces[i].Length
		}
	}
	w.makeWindows(plan)
	if len(w.windows) == 0 {
		w.enter(o, plan, index, year, planned+w.unite(g))
		return
	}
	w.fillWindows(w.planned[plan], year)
	for i := range g.Pieces[outages:] {
		p := g.Pieces[outages+i]
		p.Impact = -p.Impact // taken back: it is laid once more below
		w.spare.clear()
		w.spare.spread(&p, g.Plan.Edges)
		for _, part := range w.spare.parts {
			w.windows[part.window] += part.down
		}
	}
	g.Windows = w.windows
	w.enter(o, plan, index, year, planned+g.groups(g.order.of(g.Pieces)))
}

// plannedOverlaps reports whether two changes are at work at the same time.
func (w *ensembleWorker) plannedOverlaps(plan, year int) bool {
	n := len(w.planned[plan])
	at := 0
	for i := range n {
		for j := range n - i - 1 + len(w.risks[plan]) {
			if j < n-i-1 && w.overlaps[w.pairsOf[plan][at]][year] {
				return true
			}
			at++
		}
	}
	return false
}

// playWhole is play for a year of which all pieces have to be sorted.
func (w *ensembleWorker) playWhole(o *Account, plan, index, year int) {
	g := w.scratch
	g.Plan = w.plans[plan]
	g.Open(uint64(index))
	for _, ids := range [][]int32{w.planned[plan], w.risks[plan]} {
		for _, id := range ids {
			g.Pieces = append(g.Pieces, w.tapes[id].of(year)...)
		}
	}
	w.makeWindows(plan)
	if len(w.windows) == 0 {
		w.enter(o, plan, index, year, w.unite(g))
		return
	}
	g.Windows = w.windows
	w.enter(o, plan, index, year, g.groups(g.order.of(g.Pieces)))
}

// unite returns the downtime of the pieces of a year.
func (w *ensembleWorker) unite(g *Year) float64 {
	w.pieces = w.pieces[:0]
	for _, i := range g.order.of(g.Pieces) {
		w.pieces = append(w.pieces, g.Pieces[i])
	}
	return Union(w.pieces, &w.open)
}
