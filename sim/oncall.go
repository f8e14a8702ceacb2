package sim

import "nines/model"

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

// newLoad returns the load of a mean week and year.
func newLoad(m *onCallMoments, years float64) Load {
	of := func(what int, unit float64) Estimate { return m[what].mean(years).Per(unit) }
	return Load{
		Pages: of(loadPages, weeksPerYear), OffHours: of(loadOff, weeksPerYear), False: of(loadFalse, weeksPerYear),
		Hours: of(loadSeconds, 3600), Cost: of(loadMoney, 1),
	}
}

// onCallOf returns the load on people; nil where nobody is ever paged.
func onCallOf(p *plan, h *history) *OnCall {
	years := float64(len(h.full))
	out := &OnCall{}
	for i := range p.people {
		if who := &p.people[i]; who.asked {
			out.Responders = append(out.Responders, ResponderLoad{who.of.Name, who.of.Title, newLoad(&h.tally.onCalls[i], years)})
		}
	}
	if len(out.Responders) == 0 {
		return nil
	}
	out.Load = newLoad(&h.tally.onCalls[len(p.people)], years)
	return out
}
