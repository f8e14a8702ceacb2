package engine

import "slices"

// play puts what a year of a plan comes to into its account.
func (w *ensembleWorker) play(o *Account, plan, index, year int) {
	total, alone := 0.0, true
	for _, id := range w.planned[plan] {
		y := &w.reels[id].years[year]
		if y.long {
			w.playWhole(o, plan, index, year)
			return
		}
		total += y.sum
	}
	for _, m := range w.meets[plan] {
		alone = alone && !w.met[m][year]
	}
	if alone && w.risksAlone(plan, year) {
		for _, id := range w.risks[plan] {
			total += w.reels[id].years[year].sum
		}
		o.Down[index] = total
		if o.worst != nil {
			o.worst[index] = w.worstWindow(plan, year)
		}
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
		r := &w.reels[id]
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

// worstWindow returns the unavailability of the worst window of a year in
// which nothing overlaps.
func (w *ensembleWorker) worstWindow(plan, year int) float64 {
	edges := w.plans[plan].Edges
	w.makeWindows(len(edges) - 1)
	for _, ids := range [][]int32{w.planned[plan], w.risks[plan]} {
		for _, id := range ids {
			r := &w.reels[id]
			for _, p := range r.parts[r.begin(year).parts:r.years[year].parts] {
				w.windows[p.window] += p.down
			}
		}
	}
	worst := w.plans[plan].WorstOf(0, w.windows)
	clear(w.windows)
	return worst
}

// makeWindows makes room for n windows, all 0.
func (w *ensembleWorker) makeWindows(n int) {
	if cap(w.windows) < n {
		w.windows = make([]float64, n)
	}
	w.windows = w.windows[:n]
}

// playTogether is play for a year in which outages overlap one another, or
// planned work. Planned work that no outage touches stands by itself, however
// much of it there is; planned is the downtime of all of it.
func (w *ensembleWorker) playTogether(o *Account, plan, index, year int, planned float64) {
	if w.plannedMeets(plan, year) {
		w.playWhole(o, plan, index, year)
		return
	}
	g := w.scratch
	g.Plan = w.plans[plan]
	g.Open(uint64(index))
	for _, id := range w.risks[plan] {
		g.Pieces = append(g.Pieces, w.reels[id].of(year)...)
	}
	outages := len(g.Pieces)
	for _, id := range w.planned[plan] {
		pieces := w.reels[id].of(year)
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
	if o.worst == nil {
		o.Down[index] = planned + w.unite(g)
		return
	}
	w.makeWindows(len(g.Plan.Edges) - 1)
	for _, id := range w.planned[plan] {
		r := &w.reels[id]
		for _, p := range r.parts[r.begin(year).parts:r.years[year].parts] {
			w.windows[p.window] += p.down
		}
	}
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
	o.Down[index] = planned + g.groups(g.order.of(g.Pieces))
	o.worst[index] = g.Plan.WorstOf(o.Down[index], w.windows)
	clear(w.windows)
}

// plannedMeets reports whether two changes are at work at the same time.
func (w *ensembleWorker) plannedMeets(plan, year int) bool {
	n := len(w.planned[plan])
	at := 0
	for i := range n {
		for j := range n - i - 1 + len(w.risks[plan]) {
			if j < n-i-1 && w.met[w.meets[plan][at]][year] {
				return true
			}
			at++
		}
	}
	return false
}

// playWhole is play for a year of which everything has to be put in order.
func (w *ensembleWorker) playWhole(o *Account, plan, index, year int) {
	g := w.scratch
	g.Plan = w.plans[plan]
	g.Open(uint64(index))
	for _, ids := range [][]int32{w.planned[plan], w.risks[plan]} {
		for _, id := range ids {
			g.Pieces = append(g.Pieces, w.reels[id].of(year)...)
		}
	}
	if o.worst == nil {
		o.Down[index] = w.unite(g)
		return
	}
	w.makeWindows(len(g.Plan.Edges) - 1)
	g.Windows = w.windows
	o.Down[index] = g.groups(g.order.of(g.Pieces))
	o.worst[index] = g.Plan.WorstOf(o.Down[index], w.windows)
	clear(w.windows)
}

// unite returns the downtime of the pieces of a year.
func (w *ensembleWorker) unite(g *Year) float64 {
	w.pieces = w.pieces[:0]
	for _, i := range g.order.of(g.Pieces) {
		w.pieces = append(w.pieces, g.Pieces[i])
	}
	return Union(w.pieces, &w.open)
}
