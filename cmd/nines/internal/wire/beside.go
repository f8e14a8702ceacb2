package wire

import (
	"math"

	"nines/sim/compare"
)

// beside is the load of an option on people, null where it has nobody to page, and
// how often its agreements are breached.
type beside struct {
	Pages    number     `json:"pages_per_week"`
	PagesLow number     `json:"pages_per_week_low"`
	PagesHi  number     `json:"pages_per_week_high"`
	PagesOff number     `json:"pages_off_hours_per_week"`
	SLA      []breached `json:"sla"`
}

// breached is how often an agreement is breached in a year, and lets the
// customer leave in a term; null where it never does.
type breached struct {
	Name      string `json:"name"`
	Year      number `json:"breach_year"`
	YearLow   number `json:"breach_year_low"`
	YearHigh  number `json:"breach_year_high"`
	Leave     number `json:"termination"`
	LeaveLow  number `json:"termination_low"`
	LeaveHigh number `json:"termination_high"`
}

func newBeside(o *compare.Option) beside {
	nan := number(math.NaN())
	out := beside{nan, nan, nan, nan, []breached{}}
	if o.OnCall != nil {
		p := o.OnCall.Pages
		out.Pages, out.PagesLow, out.PagesHi = number(p.Value), number(p.Low), number(p.High)
		out.PagesOff = number(o.OnCall.OffHours.Value)
	}
	for _, a := range o.Agreements {
		b := breached{a.Agreement.Name, number(a.BreachYear.Value), number(a.BreachYear.Low), number(a.BreachYear.High), nan, nan, nan}
		if a.Agreement.Termination != nil {
			b.Leave, b.LeaveLow, b.LeaveHigh = number(a.Termination.Value), number(a.Termination.Low), number(a.Termination.High)
		}
		out.SLA = append(out.SLA, b)
	}
	return out
}
