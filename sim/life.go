package sim

import (
	"math"

	"nines/model"
)

// A segment is a stretch of an incident's life spent in one phase. It begins
// where the segment before it ended.
type segment struct {
	end   float64 // seconds after onset
	phase Phase
}

// An event is what a draw belongs to: the identity that addresses it, and its
// row in the year's columns; and when it happens, for who is on duty then.
type event struct {
	ordinal uint64
	row     int
	at      float64 // seconds from the year's start; where hours are kept, the year before has the same
}

// event returns the onset as an event of a row.
func (o onset) event(row int) event {
	at := o.at
	if at < 0 {
		at += math.Ceil(-at/model.Year) * model.Year
	}
	return event{o.ordinal, row, at}
}

// A life is the place where the incidents of one risk and year live, one
// after another.
type life struct {
	stream  *stream
	year    uint64
	columns [][]float64 // per column of the risk, a value per event
	clock   clock
	segs    []segment // of all the year's incidents
}

// A normalLaw turns standard normals into its draws, in place. That is what
// its Draw does with one; in a loop of its own it takes half the time.
type normalLaw interface{ FromNormal(z []float64) }

// fill draws columns from up to, not including, to of a risk for its events
// of a year.
func (l *life) fill(r *riskPlan, events []onset, from, to int) {
	for len(l.columns) < len(r.columns) {
		l.columns = append(l.columns, nil)
	}
	for c := from; c < to; c++ {
		l.columns[c] = r.columns[c].drawColumn(l.stream, l.year, events, l.columns[c][:0])
	}
}

// drawColumn appends a drawn quantity's values for the events of a year to an
// empty column.
func (d *draw) drawColumn(s *stream, year uint64, events []onset, column []float64) []float64 {
	if law, ok := d.law.(normalLaw); ok {
		for _, e := range events {
			column = append(column, s.at(d.role, year, e.ordinal).NormFloat64())
		}
		law.FromNormal(column)
	} else {
		for _, e := range events {
			column = append(column, d.law.Draw(s.at(d.role, year, e.ordinal)))
		}
	}
	if d.scale != 1 {
		for i := range column {
			column[i] *= d.scale
		}
	}
	return column
}

// draw returns the quantity for an event.
func (l *life) draw(d *draw, e event) float64 {
	if d.law == nil {
		return d.value
	}
	return l.drawn(d, e)
}

// drawn returns a quantity that is no constant.
func (l *life) drawn(d *draw, e event) float64 {
	if d.column > 0 {
		return l.columns[d.column-1][e.row]
	}
	return d.of(l.stream, l.year, e.ordinal)
}

// happens draws whether something of this probability happens to an event.
func (l *life) happens(p float64, r role, e event) bool {
	return uniformAt(r, l.year, e.ordinal) < p
}

// detect returns how long after onset the first alarm fires, and which of the
// risk's alarms that is; +Inf and -1 if none does.
func (l *life) detect(r *riskPlan, e event, impact float64) (first float64, by int) {
	first, by = math.Inf(1), -1
	for i := range r.alarms {
		a := &r.alarms[i]
		latency := a.fixed
		if a.threshold > 0 {
			if impact < a.threshold || impact <= 0 {
				continue
			}
			if a.wait > 0 {
				latency += min(a.window, a.wait/impact)
			}
		}
		if a.miss > 0 && l.happens(a.miss, a.missed, e) {
			continue
		}
		if a.interval > 0 {
			latency += a.interval * uniformAt(a.poll, l.year, e.ordinal)
		}
		if a.delay.law != nil {
			latency += l.draw(&a.delay, e)
		}
		if latency *= a.factor; latency < first {
			first, by = latency, i
		}
	}
	return first, by
}

// A ladder's clock tells when people are there, in seconds after onset, +Inf
// for those who are not, and how far the diagnosis is.
type clock struct {
	acked   []float64 // per responder of the ladder: when somebody answers
	paged   []float64 // when the page to a responder who answers went out
	someone float64   // the first of them
	left    float64   // of the diagnosis, in seconds of somebody's work; NaN before it begins
}

// reset forgets the last incident.
func (c *clock) reset(responders int) {
	for i := range responders {
		c.acked[i] = math.Inf(1)
	}
	c.someone, c.left = math.Inf(1), math.NaN()
}

// live runs the outage of an event through detection and its ladder, and
// appends its phases to l.segs. The outage ends with the last of them.
func (l *life) live(r *riskPlan, e event, impact float64) {
	if r.plain {
		a := &r.alarms[0]
		alarm := a.factor * (a.fixed + l.draw(&a.delay, e))
		l.segs = append(l.segs, segment{alarm, Detect}, segment{alarm + l.draw(&r.ladder[0].time, e), Recover})
		return
	}
	end := math.Inf(1)
	if r.heals {
		end = l.draw(&r.selfHeal, e)
	}
	alarm, _ := l.detect(r, e, impact)
	if alarm >= end {
		l.clock.reset(r.responders)
		unseen := Detect
		if len(r.alarms) == 0 { // no alarm is waited for either
			unseen = Wait
		}
		l.segs = append(l.segs, segment{end, unseen})
		return
	}
	l.segs = append(l.segs, segment{alarm, Detect})
	born := len(l.segs)
	l.climb(r, e, alarm, end)
	if r.heals {
		l.segs = cutShort(l.segs, born, end)
	}
}

// climb tries the ladder's actions in order from the alarm on. An outage that
// no action ends waits until it heals by itself at end: nobody who could act is
// left.
func (l *life) climb(r *riskPlan, e event, alarm, end float64) {
	c := &l.clock
	c.reset(r.responders)
	// The alarm pages the ladder's first responder, who answers beside
	// whatever runs by itself; the others are paged at their turn.
	if r.first >= 0 {
		a := &r.ladder[r.first]
		c.answer(a.responder, alarm, alarm+l.ack(a, e, alarm))
	}
	turn := alarm
	for i := range r.ladder {
		a := &r.ladder[i]
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
		done := start + l.draw(&a.time, e)
		l.diagnose(r, e, start, done, a.responder)
		l.rest(turn, start)
		l.segs = append(l.segs, segment{done, Recover})
		if a.success >= 1 || l.happens(a.success, a.works, e) {
			return
		}
		turn = done
		if turn >= end {
			return
		}
	}
	if turn < end {
		l.segs = append(l.segs, segment{end, Wait})
	}
}

// ack returns how long after a page, so many seconds after onset, the
// responder of an action acknowledges it. Off hours the page waits until the
// next hours begin, or for whoever answers off hours, if that is sooner. A
// page that hours leave unanswered as they end is answered no later than one
// that goes out then: so an earlier page is never acknowledged later.
func (l *life) ack(a *actionPlan, e event, page float64) float64 {
	ack := l.draw(&a.ack, e)
	if a.hours == nil {
		return ack
	}
	off := a.hours.Wait(e.at + page)
	on := off + ack
	if !a.answersOff {
		return on
	}
	if off == 0 {
		off = a.hours.Left(e.at + page)
		if on <= off {
			return on
		}
	} else {
		off = 0
	}
	return min(on, off+a.ackOff.of(l.stream, l.year, e.ordinal))
}

// answer notes when a responder has acknowledged the page.
func (c *clock) answer(who int, page, at float64) {
	c.paged[who] = page
	c.acked[who] = at
	c.someone = min(c.someone, at)
}

// diagnose takes from the diagnosis what is done of it from a to b. It goes on
// while a responder who has answered is not busy with an action, and rests
// while all are: otherwise a script that fails sooner, and so has a person act
// sooner, could make an outage longer.
func (l *life) diagnose(r *riskPlan, e event, a, b float64, busy int) {
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
func (l *life) diagnosis(r *riskPlan, e event) float64 {
	if math.IsNaN(l.clock.left) {
		l.clock.left = l.draw(&r.diagnose, e)
	}
	return l.clock.left
}

// rest appends a stretch in which no action runs and the next one's responder
// is on the way: it belongs to acknowledge until somebody has, then to diagnose.
func (l *life) rest(from, to float64) {
	if to <= from {
		return
	}
	someone := l.clock.someone
	if someone > from {
		l.segs = append(l.segs, segment{min(someone, to), Acknowledge})
	}
	if someone < to {
		l.segs = append(l.segs, segment{to, Diagnose})
	}
}

// cutShort ends a life at end, dropping what segments from index first on
// would come after it.
func cutShort(segs []segment, first int, end float64) []segment {
	for i := first; i < len(segs); i++ {
		if segs[i].end >= end {
			segs[i].end = end
			return segs[:i+1]
		}
	}
	return segs
}
