package sim

import (
	"math"
	"slices"

	"nines/model"
)

// An OnCall is the load on the people who are paged, in a mean week and year:
// what wears a team out before any promise breaks. Every responder of a ladder
// whose turn comes gets a page: the first by the alarm, unless the outage has
// healed by itself before, the others when their action's turn comes; and so
// does whoever a false alarm disturbs.
type OnCall struct {
	Load
	Responders []ResponderLoad // those whom a ladder may page, in the file's order
}

// A ResponderLoad is the load on one responder.
type ResponderLoad struct {
	Name, Title string
	Load
}

// A Load is what being paged costs.
type Load struct {
	Pages    Estimate // a week, false alarms included
	OffHours Estimate // of those: outside of the responder's hours, or of office hours where there are none
	False    Estimate // of those: false alarms

	// Hours are the person-hours a year on incidents: from the moment a
	// responder acknowledges until the outage ends, and for a false alarm as
	// long as the diagnosis of what it might have been.
	Hours Estimate

	Cost Estimate // of those hours a year, in the service's currency
}

// weeksPerYear is how many weeks there are to a year.
const weeksPerYear = model.Year / (7 * model.Day)

// The quantities of a year's load.
const (
	loadPages   = iota // number
	loadOff            // number, of those off hours
	loadFalse          // number, of those false
	loadSeconds        // worked
	loadMoney          // for them
	numLoads
)

type load [numLoads]float64

type loadMoments [numLoads]moments

// add adds a year's load, and empties it.
func (m *loadMoments) add(l *load) {
	if l[loadPages] == 0 {
		return
	}
	for i, x := range l {
		m[i].sum += x
		m[i].squares += x * x
	}
	*l = load{}
}

// fold adds the moments of the years that follow, and empties those.
func (m *loadMoments) fold(next *loadMoments) {
	for i := range next {
		m[i].sum += next[i].sum
		m[i].squares += next[i].squares
	}
	*next = loadMoments{}
}

// mean returns the load of a mean week and year.
func (m *loadMoments) mean(years float64) Load {
	of := func(what int, unit float64) Estimate { return m[what].mean(years).per(unit) }
	return Load{
		Pages: of(loadPages, weeksPerYear), OffHours: of(loadOff, weeksPerYear), False: of(loadFalse, weeksPerYear),
		Hours: of(loadSeconds, 3600), Cost: of(loadMoney, 1),
	}
}

// per returns the estimate in a unit of so many.
func (e Estimate) per(unit float64) Estimate {
	return Estimate{Value: e.Value / unit, SE: e.SE / unit, Low: e.Low / unit, High: e.High / unit}
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
	l := load{loadPages: 1, loadFalse: isFalse, loadSeconds: seconds, loadMoney: seconds * who.wage}
	if who.of.Office != nil && !who.of.Office.IsOpen(at) {
		l[loadOff] = 1
	}
	own, all := &t.onCall[person], &t.onCall[len(p.people)]
	for i, x := range l {
		own[i] += x
		all[i] += x
	}
}

// wages returns what people's time costs in the year under way, in money.
func (t *tally) wages() float64 {
	if len(t.onCall) == 0 {
		return 0
	}
	return t.onCall[len(t.onCall)-1][loadMoney]
}

// onCallOf returns the load on people; nil where nobody is ever paged.
func onCallOf(p *plan, h *history) *OnCall {
	years := float64(len(h.full))
	out := &OnCall{}
	for i := range p.people {
		if who := &p.people[i]; who.asked {
			out.Responders = append(out.Responders, ResponderLoad{who.of.Name, who.of.Title, h.tally.onCalls[i].mean(years)})
		}
	}
	if len(out.Responders) == 0 {
		return nil
	}
	out.Load = h.tally.onCalls[len(p.people)].mean(years)
	return out
}
