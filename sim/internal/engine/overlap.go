package engine

// An open outage is a piece that the sweep through a group has reached.
type open struct {
	*Piece
	end   float64 // of the piece, seconds from the year's start
	seg   int32   // the segment it stands in
	since float64 // the group's share at which that segment began
}

// Overlap sweeps through the year's pieces in order of time, charges every
// second of downtime to its risk, phase and window, and returns the total.
//
// Where outages overlap, the users they hit are independent parts of all
// users: the combined impact is 1 - Π(1 - impact), shared among the outages in
// proportion to their impacts.
func (y *Year) Overlap() float64 {
	if y.Windows == nil && !y.calendar.crowded(y.Pieces) {
		total := 0.0
		for i := range y.Pieces {
			total += y.alone(&y.Pieces[i])
		}
		return total
	}
	return y.groups(y.order.of(y.Pieces))
}

// groups charges the pieces in the given order of time.
func (y *Year) groups(order []int32) float64 {
	total := 0.0
	for len(order) > 0 {
		p := &y.Pieces[order[0]]
		end := p.Start + p.Length
		n := 1
		for ; n < len(order) && y.Pieces[order[n]].Start < end; n++ {
			q := &y.Pieces[order[n]]
			end = max(end, q.Start+q.Length)
		}
		if n == 1 {
			total += y.alone(p)
		} else {
			total += y.together(order[:n])
		}
		order = order[n:]
	}
	return total
}

// alone charges a piece that nothing overlaps. It works with lengths, not
// with moments, so that a constant outage costs exactly its constant.
func (y *Year) alone(p *Piece) float64 {
	down := p.Impact * p.Length
	row := &y.Tally.Phases[p.Owner]
	y.Tally.Year[p.Owner] += down
	if p.nsegs == 0 {
		row[p.phase] += down
	}
	at, to := p.From, p.From+p.Length
	for _, s := range y.Life.Segs[p.segs : p.segs+p.nsegs] {
		if end := min(s.End, to); end > at {
			row[s.Phase] += p.Impact * (end - at)
			at = end
		}
	}
	if y.Windows != nil {
		y.spread(p.Start, p.Start+p.Length, p.Impact)
	}
	return down
}

// together charges a group of pieces that overlap, from one moment at which
// something begins, ends or changes its phase to the next. The downtime per impact
// is the same for all open pieces, so it is added up once; each piece takes what
// was added while it was open. A moment costs hardly more with a hundred open
// pieces than with two.
func (y *Year) together(group []int32) float64 {
	total, share := 0.0, 0.0 // share is in seconds per impact, from the group's start
	y.active, y.endings = y.active[:0], y.endings[:0]
	t := y.Pieces[group[0]].Start
	for len(group) > 0 || len(y.endings) > 0 {
		for len(group) > 0 && y.Pieces[group[0]].Start <= t {
			y.enter(&y.Pieces[group[0]], share)
			group = group[1:]
		}
		next := y.endings[0].at // what is left of a group begins before all before it ends
		if len(group) > 0 {
			next = min(next, y.Pieces[group[0]].Start)
		}
		if length := next - t; length > 0 {
			rate := 1 - y.endings.up()
			down := rate * length
			share += down / y.endings[0].weight
			if y.Windows != nil {
				y.spread(t, next, rate)
			}
			total += down
		}
		t = next
		y.advance(t, share)
	}
	return total
}

// enter opens a piece at its start.
func (y *Year) enter(p *Piece, share float64) {
	o := open{Piece: p, end: p.Start + p.Length, since: share}
	for o.seg < p.nsegs-1 && y.Life.Segs[p.segs+o.seg].End <= p.From {
		o.seg++
	}
	y.active = append(y.active, o)
	y.endings.push(y.segmentEnd(&o), p.Impact, int32(len(y.active)-1))
}

// segmentEnd returns when the segment that an open piece stands in ends.
func (y *Year) segmentEnd(o *open) float64 {
	if o.nsegs == 0 || o.seg == o.nsegs-1 {
		return o.end
	}
	return min(o.end, o.Start+(y.Life.Segs[o.segs+o.seg].End-o.From))
}

func (y *Year) phaseOf(o *open) Phase {
	if o.nsegs == 0 {
		return o.phase
	}
	return y.Life.Segs[o.segs+o.seg].Phase
}

// advance charges what has ended or changes its phase at t, and closes it or
// moves it on.
func (y *Year) advance(t, share float64) {
	for len(y.endings) > 0 && y.endings[0].at <= t {
		o := &y.active[y.endings[0].id]
		if down := o.Impact * (share - o.since); down > 0 {
			y.Tally.charge(o.Owner, y.phaseOf(o), down)
		}
		if y.endings[0].at >= o.end {
			y.endings.pop()
			continue
		}
		o.since = share
		o.seg++
		y.endings.delay(y.segmentEnd(o))
	}
}

// spread adds downtime at a rate over [a, b) to the windows that it falls in.
// Calls come in order of time; what lies behind the last window is dropped.
func (y *Year) spread(a, b, rate float64) {
	edges := y.Plan.Edges
	last := len(edges) - 1
	for y.window < last && edges[y.window+1] <= a {
		y.window++
	}
	for w := y.window; w < last && edges[w] < b; w++ {
		y.Windows[w] += rate * (min(b, edges[w+1]) - max(a, edges[w]))
	}
}

// Union returns the downtime of pieces that stand in order of time: overlap
// without the question whose downtime it is. open is a buffer.
func Union(pieces []Piece, open *Endings) float64 {
	total := 0.0
	for n := 0; n < len(pieces); {
		p := &pieces[n]
		begin, end := p.Start, p.Start+p.Length
		whole := p.Impact == 1
		last := n + 1
		for ; last < len(pieces) && pieces[last].Start < end; last++ {
			q := &pieces[last]
			end = max(end, q.Start+q.Length)
			whole = whole && q.Impact == 1
		}
		switch {
		case last == n+1:
			total += p.Impact * p.Length
		case whole:
			total += end - begin
		default:
			total += unionOfGroup(pieces[n:last], open)
		}
		n = last
	}
	return total
}
