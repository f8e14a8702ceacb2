package sim

import "math"

// An ending is when an open piece ends, and its impact.
type ending struct{ at, impact float64 }

// union returns the downtime of pieces that stand in order of time: overlap
// without the question whose downtime it is. open is a buffer.
func union(pieces []piece, open *[]ending) float64 {
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
func mixed(group []piece, open *[]ending) float64 {
	total, up := 0.0, 1.0
	o := (*open)[:0]
	t := group[0].start
	for len(group) > 0 || len(o) > 0 {
		next, first := math.Inf(1), -1
		for i := range o {
			if o[i].at < next {
				next, first = o[i].at, i
			}
		}
		if len(group) > 0 && group[0].start <= next {
			p := &group[0]
			total += (1 - up) * (p.start - t)
			t = p.start
			o = append(o, ending{p.start + p.length, p.impact})
			group = group[1:]
		} else {
			total += (1 - up) * (next - t)
			t = next
			o[first] = o[len(o)-1]
			o = o[:len(o)-1]
		}
		// Multiplied anew each time: dividing by 1 - impact fails at 1.
		up = 1
		for i := range o {
			up *= 1 - o[i].impact
		}
	}
	*open = o
	return total
}
