package wire

import "nines/sim"

// onCall is the load on people in a mean week and year.
type onCall struct {
	load
	PagesSE    number        `json:"pages_per_week_se"`
	Responders []namedOnCall `json:"responders"`
}

type load struct {
	Pages    number `json:"pages_per_week"`
	OffHours number `json:"off_hours_pages_per_week"`
	False    number `json:"false_pages_per_week"`
	Hours    number `json:"hours_per_year"`
}

type namedOnCall struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	load
}

// newOnCall returns nil where nobody is paged.
func newOnCall(o *sim.OnCall) *onCall {
	if o == nil {
		return nil
	}
	of := func(l sim.Load) load {
		return load{number(l.Pages.Value), number(l.OffHours.Value), number(l.False.Value), number(l.Hours.Value)}
	}
	out := &onCall{load: of(o.Load), PagesSE: number(o.Pages.SE)}
	for _, r := range o.Responders {
		out.Responders = append(out.Responders, namedOnCall{r.Name, r.Title, of(r.Load)})
	}
	return out
}

// delivery is what gates cost the changes that pass them.
type delivery struct {
	Hours      number `json:"hours_waited_per_year"`
	HoursSE    number `json:"hours_waited_per_year_se"`
	Stopped    number `json:"changes_stopped_per_year"`
	StoppedSE  number `json:"changes_stopped_per_year_se"`
	FalseStops number `json:"changes_stopped_falsely_per_year"`

	// NotMade is 0: what a gate stops is made in the end, as sim.Delivery has
	// it, and nothing else in a scenario cancels a change.
	NotMade number `json:"changes_not_made_per_year"`
}

// newDelivery returns nil where no gate says what it costs.
func newDelivery(d *sim.Delivery) *delivery {
	if d == nil {
		return nil
	}
	return &delivery{
		Hours: number(d.Hours.Value), HoursSE: number(d.Hours.SE),
		Stopped: number(d.Stopped.Value), StoppedSE: number(d.Stopped.SE), FalseStops: number(d.False.Value),
	}
}
