package sim

import (
	"math"
	"slices"

	"nines/model"
)

// The quantities of a year's load.
const (
	loadPages   = iota // number
	loadOff            // number, of those off hours
	loadFalse          // number, of those false
	loadSeconds        // worked
	loadMoney          // for them
	numLoads
)

type onCallYear [numLoads]float64

type onCallMoments [numLoads]moments

// add adds a year's load, and empties it.
func (m *onCallMoments) add(l *onCallYear) {
	if l[loadPages] == 0 {
		return
	}
	for i, x := range l {
		m[i].sum += x
		m[i].squares += x * x
	}
	*l = onCallYear{}
}

// fold adds the moments of the years that follow, and empties those.
func (m *onCallMoments) fold(next *onCallMoments) {
	for i := range next {
		m[i].sum += next[i].sum
		m[i].squares += next[i].squares
	}
	*next = onCallMoments{}
}

// A personPlan is a responder as the tally counts what they are asked.
type personPlan struct {
	of    *model.Responder
	asked bool    // whether a ladder may page them
	wage  float64 // per second
}

// pays reports whether anybody is paged whose hour has a price.
func (p *plan) pays() bool {
	return slices.ContainsFunc(p.people, func(who personPlan) bool { return who.asked && who.wage > 0 })
}

// wagesOf returns what the people cost who ended an outage of this length.
func (p *plan) wagesOf(r *riskPlan, c *clock, length float64) float64 {
	cost := 0.0
	for who, acked := range c.acked[:r.responders] {
		cost += p.people[r.persons[who]].wage * worked(acked, length)
	}
	return cost
}

// worked returns how long somebody works on an outage of this length who
// acknowledges it so long after onset, +Inf for who is never paged.
func worked(acked, length float64) float64 { return max(0, length-acked) }

// planPeople lists the scenario's responders.
func (p *plan) planPeople() {
	for _, r := range p.scenario.Responders {
		p.people = append(p.people, personPlan{of: r, wage: r.CostPerHour / 3600})
	}
}

// person returns the index of somebody whom a ladder may page. What is supposed
// to explain a scenario puts others of the same name in their place.
func (p *plan) person(r *model.Responder) int {
	for i := range p.people {
		if p.people[i].of.Name == r.Name {
			p.people[i].asked = true
			return i
		}
	}
	p.people = append(p.people, personPlan{of: r, asked: true, wage: r.CostPerHour / 3600})
	return len(p.people) - 1
}

// pages counts the pages of an outage that began at a moment of the year and
// lasted so long, and the time that people spent on it.
func (t *tally) pages(p *plan, r *riskPlan, c *clock, at, length float64) {
	for who, acked := range c.acked[:r.responders] {
		if !math.IsInf(acked, 1) { // who was paged answers in the end
			t.page(p, r.persons[who], at+c.paged[who], worked(acked, length), 0)
		}
	}
}

// page counts one page at a moment of the year, the seconds of work that
// follow, and 1 for a false alarm.
func (t *tally) page(p *plan, person int, at, seconds, isFalse float64) {
	who := &p.people[person]
	off := 0.0
	if who.of.Office != nil && !who.of.Office.IsOpen(at) {
		off = 1
	}
	money := seconds * who.wage
	t.onCall[person].page(off, isFalse, seconds, money)
	t.onCall[len(p.people)].page(off, isFalse, seconds, money)
}

// page adds one page.
func (y *onCallYear) page(off, isFalse, seconds, money float64) {
	y[loadPages]++
	y[loadOff] += off
	y[loadFalse] += isFalse
	y[loadSeconds] += seconds
	y[loadMoney] += money
}

// wages returns what people's time costs in the year under way, in money.
func (t *tally) wages() float64 {
	if len(t.onCall) == 0 {
		return 0
	}
	return t.onCall[len(t.onCall)-1][loadMoney]
}
