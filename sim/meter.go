package sim

import (
	"math"
	"sort"

	"nines/model"
)

// Rules say what of a service's downtime counts, and in which windows: those
// of an agreement, or of an objective that leaves parts out.
type rules struct {
	edges        []float64 // of the windows, seconds from the year's start
	excluded     []float64 // per owner: seconds of each of its outages that are left out
	minOutage    float64   // seconds; what is shorter does not count
	wholeMinutes bool      // an outage counts for the full minutes of the clock that it holds
}

func newRules(p *plan, edges []float64, exclude []model.Exclusion) *rules {
	r := &rules{edges: edges, excluded: make([]float64, len(p.risks)+len(p.changes))}
	for _, x := range exclude {
		for i, k := range p.scenario.Risks {
			if k == x.Risk {
				r.excluded[i] = x.AtMost
			}
		}
		for i, c := range p.scenario.Changes {
			if c == x.Change {
				r.excluded[len(p.risks)+i] = x.AtMost
			}
		}
	}
	return r
}

// A meter applies rules to one year after another, without allocation. An
// outage is what one onset, exposure or planned event brings; what overlaps
// counts once, as in the full model.
type meter struct {
	*rules
	down    []float64 // per window, seconds that count
	out     []float64 // per window, seconds that are left out
	longest []float64 // per window: of the outages that begin in it, the seconds that count of the longest

	parts   []piece // what counts, owned by its outage, and what is left out, owned by leftOut
	begins  []float64
	counts  []float64 // per outage, seconds
	later   []overrun
	order   timeOrder
	entered []entered // of the group under way, in the order in which they begin
	endings endings   // of those that are open
	window  int
}

// leftOut owns the pieces that do not count.
const leftOut = -1

// An overrun is what counts of an outage after the year's end.
type overrun struct {
	outage  int32
	seconds float64
}

// An entered part is one that the sweep through a group stands in, or has left.
type entered struct {
	outage int32
	at     float64 // seconds that counted in the group before it
}

func newMeter(r *rules) meter {
	n := len(r.edges) - 1
	return meter{rules: r, down: make([]float64, n), out: make([]float64, n), longest: make([]float64, n)}
}

// read measures a year whose outages are these pieces.
func (m *meter) read(pieces []piece) {
	clear(m.down)
	clear(m.out)
	clear(m.longest)
	m.parts, m.begins, m.counts, m.later, m.window = m.parts[:0], m.begins[:0], m.counts[:0], m.later[:0], 0
	for i := range pieces {
		m.outage(&pieces[i])
	}
	all := m.order.of(m.parts)
	for order := all; len(order) > 0; {
		p := &m.parts[order[0]]
		end := p.start + p.length
		n := 1
		for ; n < len(order) && m.parts[order[n]].start < end; n++ {
			q := &m.parts[order[n]]
			end = max(end, q.start+q.length)
		}
		if n == 1 {
			m.alone(p)
		} else {
			m.together(order[:n])
		}
		order = order[n:]
	}
	for _, o := range m.later {
		m.counts[o.outage] += o.seconds - m.leftOutBefore(o.seconds, all)
	}
	for i, at := range m.begins {
		if w := sort.SearchFloat64s(m.edges, at+tie) - 1; w >= 0 && w < len(m.longest) {
			m.longest[w] = max(m.longest[w], m.counts[i])
		}
	}
}

// leftOutBefore returns how much of the year's first seconds is left out, of
// parts in order of time. This year
// stands for the next, of which nothing is known.
func (m *meter) leftOutBefore(seconds float64, order []int32) float64 {
	sum, reach := 0.0, 0.0
	for _, i := range order {
		p := &m.parts[i]
		if p.start >= seconds {
			break
		}
		if end := min(p.start+p.length, seconds); p.owner == leftOut && end > reach {
			sum += end - max(p.start, reach)
			reach = end
		}
	}
	return sum
}

// outage notes the piece of one outage. What is left out of it comes first; the
// rest is what counts. A single outage belongs whole to the window in which
// what is not left out of it begins: to none, if that lies before the year.
func (m *meter) outage(p *piece) {
	skip := min(m.excluded[p.owner], p.whole)
	from, to := skip, p.whole
	switch {
	case p.whole-skip+tie < m.minOutage:
		to = from
	case m.wholeMinutes:
		from, to = fullMinutes(p.start-p.from, from, to)
	}
	m.lay(p, leftOut, 0, skip)
	if to <= from {
		return
	}
	id := int32(len(m.begins))
	m.begins, m.counts = append(m.begins, p.start+(skip-p.from)), append(m.counts, 0)
	m.lay(p, id, from, to)
	if later := to - max(from, p.from+p.length); later > 0 {
		m.later = append(m.later, overrun{id, later})
	}
}

// fullMinutes returns, of an outage that begins at a moment of the year, from
// where to where in its life the full minutes of the clock lie that a part of
// it holds. A year begins with a minute.
func fullMinutes(begin, from, to float64) (first, last float64) {
	return math.Ceil((begin+from-tie)/60)*60 - begin, math.Floor((begin+to+tie)/60)*60 - begin
}

// lay notes what of a piece lies from one moment of its outage's life to
// another.
func (m *meter) lay(p *piece, owner int32, from, to float64) {
	from, to = max(from, p.from), min(to, p.from+p.length)
	if to > from {
		q := piece{start: p.start + (from - p.from), length: to - from, impact: p.impact, owner: owner}
		m.parts = append(m.parts, q)
	}
}

// alone counts a piece that nothing overlaps. It works with lengths, not with
// moments, so that a constant outage counts for exactly its constant.
func (m *meter) alone(p *piece) {
	if p.owner == leftOut {
		m.spread(p.start, p.start+p.length, p.length, 1, m.out)
		return
	}
	m.counts[p.owner] += p.length
	m.spread(p.start, p.start+p.length, p.length, p.impact, m.down)
}

// together counts pieces that overlap, from one beginning or end to the next.
// Time that counts is added up once for all that are open; each outage takes
// what was added while it was.
func (m *meter) together(group []int32) {
	m.entered, m.endings = m.entered[:0], m.endings[:0]
	t, counted, out := m.parts[group[0]].start, 0.0, 0
	for len(group) > 0 || len(m.endings) > 0 {
		for ; len(group) > 0 && m.parts[group[0]].start <= t; group = group[1:] {
			p := &m.parts[group[0]]
			impact := p.impact
			if p.owner == leftOut {
				out++
				impact = 0
			}
			m.entered = append(m.entered, entered{p.owner, counted})
			m.endings.push(p.start+p.length, impact, int32(len(m.entered)-1))
		}
		next := m.endings[0].at // what is left of a group begins before all before it ends
		if len(group) > 0 {
			next = min(next, m.parts[group[0]].start)
		}
		switch length := next - t; {
		case length <= 0:
		case out > 0:
			m.spread(t, next, length, 1, m.out)
		default:
			counted += length
			m.spread(t, next, length, 1-m.endings.up(), m.down)
		}
		t = next
		for ; len(m.endings) > 0 && m.endings[0].at <= t; m.endings.pop() {
			if e := m.entered[m.endings[0].id]; e.outage == leftOut {
				out--
			} else {
				m.counts[e.outage] += counted - e.at
			}
		}
	}
}

// spread adds a rate over [a, b), which is so long, to the windows that it
// falls in. Calls come in order of time.
func (m *meter) spread(a, b, length, rate float64, into []float64) {
	last := len(m.edges) - 1
	for m.window < last && m.edges[m.window+1] <= a {
		m.window++
	}
	if m.window < last && m.edges[m.window] <= a && m.edges[m.window+1] >= b {
		into[m.window] += rate * length
		return
	}
	for w := m.window; w < last && m.edges[w] < b; w++ {
		into[w] += rate * (min(b, m.edges[w+1]) - max(a, m.edges[w]))
	}
}

// unavailability returns the part of a window that is down, of the time that
// is not left out of it; 0 where all of it is.
func (m *meter) unavailability(w int) float64 {
	asked := m.edges[w+1] - m.edges[w] - m.out[w]
	if asked <= tie {
		return 0
	}
	return min(1, m.down[w]/asked)
}

// net replaces what windows hold by what counts of it, in proportion: a
// window of which part is left out has the downtime that a whole window of
// the same availability has.
func (m *meter) net(pieces []piece, windows []float64) {
	m.read(pieces)
	for w := range windows {
		windows[w] = m.unavailability(w) * (m.edges[w+1] - m.edges[w])
	}
}
