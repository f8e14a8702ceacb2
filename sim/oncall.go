package sim

import (
	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
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
	Pages    stat.Estimate // a week, false alarms included
	OffHours stat.Estimate // of those: outside of the responder's hours, or of office hours where there are none
	False    stat.Estimate // of those: false alarms

	// Hours are the person-hours a year on incidents: from the moment a
	// responder acknowledges until the outage ends, and for a false alarm as
	// long as the diagnosis of what it might have been.
	Hours stat.Estimate

	Cost stat.Estimate // of those hours a year, in the service's currency
}

// weeksPerYear is how many weeks there are to a year.
const weeksPerYear = model.Year / (7 * model.Day)

// newLoad returns the load of a mean week and year.
func newLoad(m *engine.OnCallMoments, years float64) Load {
	of := func(what int, unit float64) stat.Estimate { return m[what].Mean(years).Per(unit) }
	return Load{
		Pages: of(engine.LoadPages, weeksPerYear), OffHours: of(engine.LoadOff, weeksPerYear), False: of(engine.LoadFalse, weeksPerYear),
		Hours: of(engine.LoadSeconds, 3600), Cost: of(engine.LoadMoney, 1),
	}
}

// onCallOf returns the load on people; nil where nobody is ever paged.
func onCallOf(p *engine.Plan, h *engine.History) *OnCall {
	years := float64(len(h.Full))
	out := &OnCall{}
	for i := range p.People {
		if who := &p.People[i]; who.Asked {
			out.Responders = append(out.Responders, ResponderLoad{who.Of.Name, who.Of.Title, newLoad(&h.Tally.OnCalls[i], years)})
		}
	}
	if len(out.Responders) == 0 {
		return nil
	}
	out.Load = newLoad(&h.Tally.OnCalls[len(p.People)], years)
	return out
}
