package sim

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
			total += mixed(pieces[n:last], open)
		}
		n = last
	}
	return total
}

// mixed is union for one group of overlapping pieces of any impact.
func mixed(group []piece, open *endings) float64 {
	total := 0.0
	*open = (*open)[:0]
	t := group[0].start
	for len(group) > 0 || len(*open) > 0 {
		begins := len(*open) == 0 || len(group) > 0 && group[0].start <= (*open)[0].at
		next := 0.0
		if begins {
			next = group[0].start
		} else {
			next = (*open)[0].at
		}
		total += (1 - open.up()) * (next - t)
		t = next
		if begins {
			open.push(t+group[0].length, group[0].impact, 0)
			group = group[1:]
		} else {
			open.pop()
		}
	}
	return total
}
