package engine

import (
	"math"
	"sort"

	"nines/model"
	"nines/sim/stat"
)

// rules say what of a service's downtime counts, and in which windows: those of
// an agreement, or of an objective that leaves parts out.
type rules struct {
	edges        []float64 // of the windows, seconds from the year's start
	excluded     []float64 // per owner: seconds of each of its outages that are left out
	minOutage    float64   // seconds; what is shorter does not count
	wholeMinutes bool      // an outage counts for the full minutes of the clock that it holds
}

// NewRules returns what counts in windows with these edges, some of it left out.
func NewRules(p *Plan, edges []float64, exclude []model.Exclusion) *rules {
	r := &rules{edges: edges, excluded: make([]float64, len(p.Risks)+len(p.Changes))}
	for _, x := range exclude {
		for i, k := range p.Scenario.Risks {
			if k == x.Risk {
				r.excluded[i] = x.AtMost
			}
		}
		for i, c := range p.Scenario.Changes {
			if c == x.Change {
				r.excluded[len(p.Risks)+i] = x.AtMost
			}
		}
	}
	return r
}

// A Meter applies rules to one year after another, without allocation. An
// outage is what one onset, exposure or planned event brings; what overlaps
// counts once, as in the full model.
type Meter struct {
	*rules
	Down    []float64 // per window, seconds that count
	Out     []float64 // per window, seconds that are left out
	longest []float64 // per window: of the outages that begin in it, the seconds that count of the longest

	Parts   []Piece // what counts, owned by its outage, and what is left out, owned by LeftOut
	begins  []float64
	counts  []float64 // per outage, seconds
	later   []overrun
	order   timeOrder
	entered []entered // of the group under way, in the order in which they begin
	endings Endings   // of those that are open
	window  int
}

// LeftOut owns the pieces that do not count.
const LeftOut = -1

// An overrun is what counts of an outage after the year's end.
type overrun struct {
	outage  int32
	seconds float64
}

// An entered part is one that the sweep through a group has reached.
type entered struct {
	outage int32
	at     float64 // seconds that counted in the group before it
}

func newMeter(r *rules) Meter {
	n := len(r.edges) - 1
	return Meter{rules: r, Down: make([]float64, n), Out: make([]float64, n), longest: make([]float64, n)}
}

// read measures a year whose outages are these pieces.
func (m *Meter) read(pieces []Piece) {
	clear(m.Down)
	clear(m.Out)
	clear(m.longest)
	m.Parts, m.begins, m.counts, m.later, m.window = m.Parts[:0], m.begins[:0], m.counts[:0], m.later[:0], 0
	for i := range pieces {
		m.outage(&pieces[i])
	}
	all := m.order.of(m.Parts)
	for order := all; len(order) > 0; {
		p := &m.Parts[order[0]]
		end := p.Start + p.Length
		n := 1
		for ; n < len(order) && m.Parts[order[n]].Start < end; n++ {
			q := &m.Parts[order[n]]
			end = max(end, q.Start+q.Length)
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
		if w := sort.SearchFloat64s(m.edges, at+stat.Tie) - 1; w >= 0 && w < len(m.longest) {
			m.longest[w] = max(m.longest[w], m.counts[i])
		}
	}
}

// leftOutBefore returns how much of the year's first seconds is left out, given
// the parts in order of time. This year stands for the next one, which is not
// simulated.
func (m *Meter) leftOutBefore(seconds float64, order []int32) float64 {
	sum, reach := 0.0, 0.0
	for _, i := range order {
		p := &m.Parts[i]
		if p.Start >= seconds {
			break
		}
		if end := min(p.Start+p.Length, seconds); p.Owner == LeftOut && end > reach {
			sum += end - max(p.Start, reach)
			reach = end
		}
	}
	return sum
}

// outage notes the piece of one outage. What is left out of it comes first; the
// rest is what counts. A single outage belongs whole to the window in which
// what is not left out of it begins: to none, if that lies before the year.
func (m *Meter) outage(p *Piece) {
	skip := min(m.excluded[p.Owner], p.whole)
	from, to := skip, p.whole
	switch {
	case p.whole-skip+stat.Tie < m.minOutage:
		to = from
	case m.wholeMinutes:
		from, to = fullMinutes(p.Start-p.From, from, to)
	}
	m.lay(p, LeftOut, 0, skip)
	if to <= from {
		return
	}
	id := int32(len(m.begins))
	m.begins, m.counts = append(m.begins, p.Start+(skip-p.From)), append(m.counts, 0)
	m.lay(p, id, from, to)
	if later := to - max(from, p.From+p.Length); later > 0 {
		m.later = append(m.later, overrun{id, later})
	}
}

// fullMinutes returns, of an outage that begins at a moment of the year, from
// where to where in its life the full minutes of the clock lie that a part of
// it holds. A year begins with a minute.
func fullMinutes(begin, from, to float64) (first, last float64) {
	return math.Ceil((begin+from-stat.Tie)/60)*60 - begin, math.Floor((begin+to+stat.Tie)/60)*60 - begin
}

// lay notes what of a piece lies from one moment of its outage's life to
// another.
func (m *Meter) lay(p *Piece, owner int32, from, to float64) {
	from, to = max(from, p.From), min(to, p.From+p.Length)
	if to > from {
		q := Piece{Start: p.Start + (from - p.From), Length: to - from, Impact: p.Impact, Owner: owner}
		m.Parts = append(m.Parts, q)
	}
}

// alone counts a piece that nothing overlaps. It works with lengths, not with
// moments, so that a constant outage counts for exactly its constant.
func (m *Meter) alone(p *Piece) {
	if p.Owner == LeftOut {
		m.spread(p.Start, p.Start+p.Length, p.Length, 1, m.Out)
		return
	}
	m.counts[p.Owner] += p.Length
	m.spread(p.Start, p.Start+p.Length, p.Length, p.Impact, m.Down)
}

// together counts pieces that overlap, from one beginning or end to the next.
// Time that counts is added up once for all that are open; each outage takes
// what was added while it was.
func (m *Meter) together(group []int32) {
	m.entered, m.endings = m.entered[:0], m.endings[:0]
	t, counted, out := m.Parts[group[0]].Start, 0.0, 0
	for len(group) > 0 || len(m.endings) > 0 {
		for ; len(group) > 0 && m.Parts[group[0]].Start <= t; group = group[1:] {
			p := &m.Parts[group[0]]
			impact := p.Impact
			if p.Owner == LeftOut {
				out++
				impact = 0
			}
			m.entered = append(m.entered, entered{p.Owner, counted})
			m.endings.push(p.Start+p.Length, impact, int32(len(m.entered)-1))
		}
		next := m.endings[0].at // what is left of a group begins before all before it ends
		if len(group) > 0 {
			next = min(next, m.Parts[group[0]].Start)
		}
		switch length := next - t; {
		case length <= 0:
		case out > 0:
			m.spread(t, next, length, 1, m.Out)
		default:
			counted += length
			m.spread(t, next, length, 1-m.endings.up(), m.Down)
		}
		t = next
		for ; len(m.endings) > 0 && m.endings[0].at <= t; m.endings.pop() {
			if e := m.entered[m.endings[0].id]; e.outage == LeftOut {
				out--
			} else {
				m.counts[e.outage] += counted - e.at
			}
		}
	}
}

// spread adds a rate over [a, b), which is so long, to the windows that it
// falls in. Calls come in order of time.
func (m *Meter) spread(a, b, length, rate float64, into []float64) {
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
func (m *Meter) unavailability(w int) float64 {
	asked := m.edges[w+1] - m.edges[w] - m.Out[w]
	if asked <= stat.Tie {
		return 0
	}
	return min(1, m.Down[w]/asked)
}

// net replaces what windows hold by what counts of it, in proportion: a
// window of which part is left out has the downtime that a whole window of
// the same availability has.
func (m *Meter) net(pieces []Piece, windows []float64) {
	m.read(pieces)
	for w := range windows {
		windows[w] = m.unavailability(w) * (m.edges[w+1] - m.edges[w])
	}
}
