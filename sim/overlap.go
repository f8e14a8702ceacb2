package sim

// An open outage is a piece that the sweep through a group stands in, or has
// left.
type open struct {
	*piece
	end   float64 // of the piece, seconds from the year's start
	seg   int32   // the segment it stands in
	since float64 // the group's share at which that segment began
}

// overlap sweeps through the year's pieces in order of time, charges every
// second of downtime to its risk, phase and window, and returns the total.
//
// Where outages overlap, the users they hit are independent parts of all
// users: the combined impact is 1 - Π(1 - impact), shared among the outages in
// proportion to their impacts.
func (y *year) overlap() float64 {
	if y.windows == nil && !y.calendar.crowded(y.pieces) {
		total := 0.0
		for i := range y.pieces {
			total += y.alone(&y.pieces[i])
		}
		return total
	}
	return y.groups(y.order.of(y.pieces))
}

// groups charges the pieces in the given order of time.
func (y *year) groups(order []int32) float64 {
	total := 0.0
	for len(order) > 0 {
		p := &y.pieces[order[0]]
		end := p.start + p.length
		n := 1
		for ; n < len(order) && y.pieces[order[n]].start < end; n++ {
			q := &y.pieces[order[n]]
			end = max(end, q.start+q.length)
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
func (y *year) alone(p *piece) float64 {
	down := p.impact * p.length
	row := &y.tally.phases[p.owner]
	y.tally.year[p.owner] += down
	if p.nsegs == 0 {
		row[p.phase] += down
	}
	at, to := p.from, p.from+p.length
	for _, s := range y.life.segs[p.segs : p.segs+p.nsegs] {
		if end := min(s.end, to); end > at {
			row[s.phase] += p.impact * (end - at)
			at = end
		}
	}
	if y.windows != nil {
		y.spread(p.start, p.start+p.length, p.impact)
	}
	return down
}

// together charges a group of pieces that overlap, from one moment at which
// something begins, ends or changes its phase to the next. What all that is
// open has in common, a piece's part of the downtime per impact, is added up
// once; each piece takes what was added while it was open. So a moment costs
// hardly more where a hundred are open than where two are.
func (y *year) together(group []int32) float64 {
	total, share := 0.0, 0.0 // share is in seconds per impact, from the group's start
	y.active, y.endings = y.active[:0], y.endings[:0]
	t := y.pieces[group[0]].start
	for len(group) > 0 || len(y.endings) > 0 {
		for len(group) > 0 && y.pieces[group[0]].start <= t {
			y.enter(&y.pieces[group[0]], share)
			group = group[1:]
		}
		next := y.endings[0].at // what is left of a group begins before all before it ends
		if len(group) > 0 {
			next = min(next, y.pieces[group[0]].start)
		}
		if length := next - t; length > 0 {
			rate := 1 - y.endings.up()
			down := rate * length
			share += down / y.endings[0].weight
			if y.windows != nil {
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
func (y *year) enter(p *piece, share float64) {
	o := open{piece: p, end: p.start + p.length, since: share}
	for o.seg < p.nsegs-1 && y.life.segs[p.segs+o.seg].end <= p.from {
		o.seg++
	}
	y.active = append(y.active, o)
	y.endings.push(y.segmentEnd(&o), p.impact, int32(len(y.active)-1))
}

// segmentEnd returns when the segment that an open piece stands in ends.
func (y *year) segmentEnd(o *open) float64 {
	if o.nsegs == 0 || o.seg == o.nsegs-1 {
		return o.end
	}
	return min(o.end, o.start+(y.life.segs[o.segs+o.seg].end-o.from))
}

func (y *year) phaseOf(o *open) Phase {
	if o.nsegs == 0 {
		return o.phase
	}
	return y.life.segs[o.segs+o.seg].phase
}

// advance charges what has ended or changes its phase at t, and closes it or
// moves it on.
func (y *year) advance(t, share float64) {
	for len(y.endings) > 0 && y.endings[0].at <= t {
		o := &y.active[y.endings[0].id]
		if down := o.impact * (share - o.since); down > 0 {
			y.tally.charge(o.owner, y.phaseOf(o), down)
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
func (y *year) spread(a, b, rate float64) {
	edges := y.plan.edges
	last := len(edges) - 1
	for y.window < last && edges[y.window+1] <= a {
		y.window++
	}
	for w := y.window; w < last && edges[w] < b; w++ {
		y.windows[w] += rate * (min(b, edges[w+1]) - max(a, edges[w]))
	}
}

// union returns the downtime of pieces that stand in order of time: overlap
// without the question whose downtime it is. open is a buffer.
func union(pieces []piece, open *endings) float64 {
	total := 0.0
	for n := 0; n < len(pieces); {
		p := &pieces[n]
		begin, end := p.start, p.start+p.length
		whole := p.impact == 1
		last := n + 1
		for ; last < len(pieces) && pieces[last].start < end; last++ {
			q := &pieces[last]
			end = max(end, q.start+q.length)
			whole = whole && q.impact == 1
		}
		switch {
		case last == n+1:
			total += p.impact * p.length
		case whole:
			total += end - begin
		default:
			total += unionOfGroup(pieces[n:last], open)
		}
		n = last
	}
	return total
}
