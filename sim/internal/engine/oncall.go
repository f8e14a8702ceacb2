package engine

import (
	"math"
	"slices"

	"nines/model"
	"nines/sim/stat"
)

// The quantities of a year's load.
const (
	LoadPages   = iota // number
	LoadOff            // number, of those off hours
	LoadFalse          // number, of those false
	LoadSeconds        // worked
	LoadMoney          // for them
	numLoads
)

type onCallYear [numLoads]float64

// OnCallMoments add up years' loads.
type OnCallMoments [numLoads]stat.Moments

// add adds a year's load, and empties it.
func (m *OnCallMoments) add(l *onCallYear) {
	if l[LoadPages] == 0 {
		return
	}
	for i, x := range l {
		m[i].Sum += x
		m[i].Squares += x * x
	}
	*l = onCallYear{}
}

// fold adds the moments of the years that follow, and empties those.
func (m *OnCallMoments) fold(next *OnCallMoments) {
	for i := range next {
		m[i].Sum += next[i].Sum
		m[i].Squares += next[i].Squares
	}
	*next = OnCallMoments{}
}

// A PersonPlan is a responder whose pages and work the tally counts.
type PersonPlan struct {
	Of            *model.Responder
	Asked         bool    // whether a ladder may page them
	costPerSecond float64 // per second
}

// pays reports whether anybody is paged whose hour has a price.
func (p *Plan) pricesPeople() bool {
	return slices.ContainsFunc(p.People, func(who PersonPlan) bool { return who.Asked && who.costPerSecond > 0 })
}

// peopleCostOf returns what the people cost who ended an outage of this length.
func (p *Plan) peopleCostOf(r *RiskPlan, c *clock, length float64) float64 {
	cost := 0.0
	for who, acked := range c.acked[:r.responders] {
		cost += p.People[r.persons[who]].costPerSecond * worked(acked, length)
	}
	return cost
}

// worked returns how long somebody works on an outage of this length who
// acknowledges it so long after onset, +Inf for who is never paged.
func worked(acked, length float64) float64 { return max(0, length-acked) }

// planPeople lists the scenario's responders.
func (p *Plan) planPeople() {
	for _, r := range p.Scenario.Responders {
		p.People = append(p.People, PersonPlan{Of: r, costPerSecond: r.CostPerHour / 3600})
	}
}

// person returns the index of somebody whom a ladder may page. Explanations
// replace responders by others of the same name.
func (p *Plan) person(r *model.Responder) int {
	for i := range p.People {
		if p.People[i].Of.Name == r.Name {
			p.People[i].Asked = true
			return i
		}
	}
	p.People = append(p.People, PersonPlan{Of: r, Asked: true, costPerSecond: r.CostPerHour / 3600})
	return len(p.People) - 1
}

// pages counts the pages of an outage that began at a moment of the year and
// lasted so long, and the time that people spent on it.
func (t *Tally) pages(p *Plan, r *RiskPlan, c *clock, at, length float64) {
	for who, acked := range c.acked[:r.responders] {
		if !math.IsInf(acked, 1) { // who was paged answers in the end
			t.page(p, r.persons[who], at+c.paged[who], worked(acked, length), 0)
		}
	}
}

// page counts one page at a moment of the year, the seconds of work that
// follow, and 1 for a false alarm.
func (t *Tally) page(p *Plan, person int, at, seconds, isFalse float64) {
	who := &p.People[person]
	off := 0.0
	if who.Of.Office != nil && !who.Of.Office.IsOpen(at) {
		off = 1
	}
	money := seconds * who.costPerSecond
	t.onCall[person].page(off, isFalse, seconds, money)
	t.onCall[len(p.People)].page(off, isFalse, seconds, money)
}

// page adds one page.
func (y *onCallYear) page(off, isFalse, seconds, money float64) {
	y[LoadPages]++
	y[LoadOff] += off
	y[LoadFalse] += isFalse
	y[LoadSeconds] += seconds
	y[LoadMoney] += money
}

// peopleCost returns what people's time costs in the year under way, in money.
func (t *Tally) peopleCost() float64 {
	if len(t.onCall) == 0 {
		return 0
	}
	return t.onCall[len(t.onCall)-1][LoadMoney]
}
