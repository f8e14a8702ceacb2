package engine

import (
	"math"
	"slices"

	"nines/model"
)

// A Segment is a stretch of an incident's life spent in one phase. It begins
// where the segment before it ended.
type Segment struct {
	End   float64 // seconds after onset
	Phase Phase
}

// An Event is what a draw belongs to: the identity that addresses it, and its
// row in the year's columns; and when it happens, for who is on duty then.
type Event struct {
	Ordinal uint64
	Row     int
	At      float64 // seconds from the year's start; where hours are kept, the year before has the same
}

// event returns the onset as an event of a row.
func (o Onset) event(row int) Event {
	at := o.At
	if at < 0 {
		at += math.Ceil(-at/model.Year) * model.Year
	}
	return Event{o.Ordinal, row, at}
}

// A Life runs the incidents of one risk and year through detection and recovery,
// one after another. Its buffers are reused.
type Life struct {
	stream  *stream
	Year    uint64
	columns [][]float64 // per column of the risk, a value per event
	gates   []series    // per gate of the risk, the year's draws
	clock   clock
	Segs    []Segment // of all the year's incidents
}

// Fill draws columns from up to, not including, to of a risk for its events
// of a year.
func (l *Life) Fill(r *RiskPlan, events []Onset, from, to int) {
	for len(l.columns) < len(r.Columns) {
		l.columns = append(l.columns, nil)
	}
	for c := from; c < to; c++ {
		l.columns[c] = r.Columns[c].drawColumn(l.stream, l.Year, events, l.columns[c][:0])
	}
}

// drawColumn appends a drawn quantity's values for the events of a year to an
// empty column.
func (d *draw) drawColumn(s *stream, year uint64, events []Onset, column []float64) []float64 {
	draws := d.role.in(year)
	if v := d.inverse; v != nil {
		s.words = s.words[:0]
		for i := range events {
			s.words = append(s.words, draws.word(events[i].Ordinal))
		}
		column = slices.Grow(column, len(events))[:len(events)]
		v.OfAll(s.words, column)
	} else {
		for _, e := range events {
			s.gen = draws.start(e.Ordinal)
			column = append(column, d.law.Draw(s.rand))
		}
	}
	if d.scale != 1 {
		for i := range column {
			column[i] *= d.scale
		}
	}
	return column
}

// Draw returns the quantity for an event.
func (l *Life) Draw(d *draw, e Event) float64 {
	if d.law == nil {
		return d.value
	}
	return l.drawn(d, e)
}

// drawn returns a quantity that is no constant.
func (l *Life) drawn(d *draw, e Event) float64 {
	if d.column > 0 {
		return l.columns[d.column-1][e.Row]
	}
	return d.of(l.stream, l.Year, e.Ordinal)
}

// happens draws whether something of this probability happens to an event.
func (l *Life) happens(p float64, r role, e Event) bool {
	return uniformAt(r, l.Year, e.Ordinal) < p
}

// A ladder's clock tells when people are there, in seconds after onset, +Inf
// for those who are not, and how far the diagnosis is.
type clock struct {
	acked   []float64 // per responder of the ladder: when somebody answers
	paged   []float64 // when the page to a responder who answers went out
	someone float64   // the first of them
	left    float64   // of the diagnosis, in seconds of somebody's work; NaN before it begins
}

// reset makes the clock ready for the next incident.
func (c *clock) reset(responders int) {
	for i := range responders {
		c.acked[i] = math.Inf(1)
	}
	c.someone, c.left = math.Inf(1), math.NaN()
}

// Live runs the outage of an event through detection and its ladder, and
// appends its phases to l.Segs. The outage ends with the last of them.
func (l *Life) Live(r *RiskPlan, e Event, impact float64) {
	if r.plain {
		a := &r.Alarms[0]
		alarm := a.latency(0, 0, l.Draw(&a.delay, e))
		l.Segs = append(l.Segs, Segment{alarm, Detect}, Segment{alarm + r.Recovers*l.Draw(&r.Ladder[0].time, e), Recover})
		return
	}
	end := math.Inf(1)
	if r.Heals {
		end = l.Draw(&r.SelfHeal, e)
	}
	alarm, _ := l.Detect(r, e, impact)
	if alarm >= end {
		l.clock.reset(r.responders)
		unseen := Detect
		if len(r.Alarms) == 0 { // no alarm is waited for either
			unseen = Wait
		}
		l.Segs = append(l.Segs, Segment{end, unseen})
		return
	}
	l.Segs = append(l.Segs, Segment{alarm, Detect})
	first := len(l.Segs)
	l.Climb(r, e, alarm, end)
	if r.Heals {
		l.Segs = cutShort(l.Segs, first, end)
	}
}

// Climb tries the ladder's actions in order from the alarm on. All of them take
// Recovers times as long as the file says. An outage that no action ends lasts
// until it heals by itself at end.
func (l *Life) Climb(r *RiskPlan, e Event, alarm, end float64) {
	if r.Recovers == 1 {
		l.climb(r, e, alarm, end)
		return
	}
	first := len(l.Segs)
	l.climb(r, e, alarm, alarm+(end-alarm)/r.Recovers)
	for i := range l.Segs[first:] {
		s := &l.Segs[first+i]
		if s.End = alarm + r.Recovers*(s.End-alarm); s.Phase == Wait {
			s.End = end
		}
	}
	for _, moments := range [][]float64{l.clock.acked[:r.responders], l.clock.paged[:r.responders]} {
		for i, at := range moments {
			if !math.IsInf(at, 1) {
				moments[i] = alarm + r.Recovers*(at-alarm)
			}
		}
	}
}

// climb is Climb at the pace that the file says.
func (l *Life) climb(r *RiskPlan, e Event, alarm, end float64) {
	c := &l.clock
	c.reset(r.responders)
	if r.Diagnose.nothing() {
		c.left = 0 // nothing is to be diagnosed
	}
	// The alarm pages the ladder's first responder, who answers beside
	// whatever runs by itself; the others are paged at their turn.
	if r.first >= 0 {
		a := &r.Ladder[r.first]
		c.answer(a.responder, alarm, alarm+l.ack(a, e, alarm))
	}
	turn := alarm
	for i := range r.Ladder {
		a := &r.Ladder[i]
		start := turn
		if who := a.responder; who >= 0 {
			if math.IsInf(c.acked[who], 1) {
				c.answer(who, turn, turn+l.ack(a, e, turn))
			}
			start = max(turn, c.acked[who])
			l.diagnose(r, e, turn, start, -1)
			if !a.beforeDiagnosis {
				// Now somebody is there with nothing else to do.
				start += l.diagnosis(r, e)
				c.left = 0
			}
		}
		done := start + l.Draw(&a.time, e)
		l.diagnose(r, e, start, done, a.responder)
		l.rest(turn, start)
		l.Segs = append(l.Segs, Segment{done, Recover})
		if a.success >= 1 || l.happens(a.success, a.works, e) {
			return
		}
		turn = done
		if turn >= end {
			return
		}
	}
	if turn < end {
		l.Segs = append(l.Segs, Segment{end, Wait})
	}
}

// ack returns how long after a page, which goes out so many seconds after onset,
// the responder of an action acknowledges it. Off hours the page waits until the
// next hours begin, or for whoever answers off hours, if that is sooner. A page
// still unanswered when hours end is answered no later than one that goes out at
// that moment: so an earlier page is never acknowledged later.
func (l *Life) ack(a *actionPlan, e Event, page float64) float64 {
	ack := l.Draw(&a.ack, e)
	if a.hours == nil {
		return ack
	}
	off := a.hours.Wait(e.At + page)
	on := off + ack
	if !a.answersOff {
		return on
	}
	if off == 0 {
		off = a.hours.Left(e.At + page)
		if on <= off {
			return on
		}
	} else {
		off = 0
	}
	return min(on, off+a.ackOff.of(l.stream, l.Year, e.Ordinal))
}

// answer notes when a responder has acknowledged the page.
func (c *clock) answer(who int, page, at float64) {
	c.paged[who] = page
	c.acked[who] = at
	c.someone = min(c.someone, at)
}

// diagnose subtracts from the diagnosis what is done of it from a to b. It
// proceeds while a responder who has answered is not busy with an action, and
// stops while all are: otherwise a script that fails sooner, which makes a person
// act sooner, could make an outage longer.
func (l *Life) diagnose(r *RiskPlan, e Event, a, b float64, busy int) {
	c := &l.clock
	if r.responders == 0 || c.left == 0 {
		return
	}
	first := math.Inf(1)
	for who, at := range c.acked[:r.responders] {
		if who != busy {
			first = min(first, max(a, at))
		}
	}
	if first < b {
		c.left = max(0, l.diagnosis(r, e)-(b-first))
	}
}

// diagnosis returns what is left of the diagnosis.
func (l *Life) diagnosis(r *RiskPlan, e Event) float64 {
	if math.IsNaN(l.clock.left) {
		l.clock.left = l.Draw(&r.Diagnose, e)
	}
	return l.clock.left
}

// rest appends a stretch in which no action runs and the next one's responder
// is on the way: it belongs to acknowledge until somebody has, then to diagnose.
func (l *Life) rest(from, to float64) {
	if to <= from {
		return
	}
	someone := l.clock.someone
	if someone > from {
		l.Segs = append(l.Segs, Segment{min(someone, to), Acknowledge})
	}
	if someone < to {
		l.Segs = append(l.Segs, Segment{to, Diagnose})
	}
}

// cutShort ends a life at end, dropping what segments from index first on
// would come after it.
func cutShort(segs []Segment, first int, end float64) []Segment {
	for i := first; i < len(segs); i++ {
		if segs[i].End >= end {
			segs[i].End = end
			return segs[:i+1]
		}
	}
	return segs
}
