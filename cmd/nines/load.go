package main

import (
	"math"
	"strings"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// onCallLine says what the incidents ask of people; "" where nobody is paged.
func onCallLine(r *sim.Result) string {
	o := r.OnCall
	if o == nil || o.Pages.Value == 0 {
		return ""
	}
	of := func(e sim.Estimate) string { return words.Share(e.Value / o.Pages.Value) }
	says := "On call: " + words.Often(o.Pages.Value, "page") + ", " + of(o.OffHours) + " of them off hours"
	if o.False.Value > 0 {
		says += " and " + of(o.False) + " false alarms"
	}
	if o.Hours.Value > 0 {
		says += "; " + words.Work(o.Hours) + " a year on incidents"
	}
	if o.Cost.Value > 0 {
		says += ", which cost " + strings.TrimSpace(r.Scenario.Service.Currency+" "+words.Money(o.Cost))
	}
	return says + "."
}

// deliveryLine says what the gates cost the changes; "" where none tells.
func deliveryLine(r *sim.Result) string {
	d := r.Delivery
	if d == nil {
		return ""
	}
	says := "Gates: changes wait " + words.Hours(d.Hours) + " a year"
	if d.Stopped.Value > 0 {
		says += "; " + words.Often(d.Stopped.Value*model.Day*7/model.Year, "change") + " stopped"
		if d.False.Value > 0 {
			says += ", " + words.Share(d.False.Value/d.Stopped.Value) + " of them with nothing wrong"
		}
	}
	return says + "."
}

// onCallJSON is the load on people in a mean week and year.
type onCallJSON struct {
	loadJSON
	PagesSE    number            `json:"pages_per_week_se"`
	Responders []namedOnCallJSON `json:"responders"`
}

type loadJSON struct {
	Pages    number `json:"pages_per_week"`
	OffHours number `json:"off_hours_pages_per_week"`
	False    number `json:"false_pages_per_week"`
	Hours    number `json:"hours_per_year"`
}

type namedOnCallJSON struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	loadJSON
}

// newOnCallJSON returns nil where nobody is paged.
func newOnCallJSON(o *sim.OnCall) *onCallJSON {
	if o == nil {
		return nil
	}
	of := func(l sim.Load) loadJSON {
		return loadJSON{number(l.Pages.Value), number(l.OffHours.Value), number(l.False.Value), number(l.Hours.Value)}
	}
	out := &onCallJSON{loadJSON: of(o.Load), PagesSE: number(o.Pages.SE)}
	for _, r := range o.Responders {
		out.Responders = append(out.Responders, namedOnCallJSON{r.Name, r.Title, of(r.Load)})
	}
	return out
}

// deliveryJSON is what gates cost the changes that pass them.
type deliveryJSON struct {
	Hours      number `json:"hours_waited_per_year"`
	HoursSE    number `json:"hours_waited_per_year_se"`
	Stopped    number `json:"changes_stopped_per_year"`
	StoppedSE  number `json:"changes_stopped_per_year_se"`
	FalseStops number `json:"changes_stopped_falsely_per_year"`

	// NotMade is 0: what a gate stops is made in the end, as sim.Delivery has
	// it, and nothing else in a scenario cancels a change.
	NotMade number `json:"changes_not_made_per_year"`
}

// newDeliveryJSON returns nil where no gate says what it costs.
func newDeliveryJSON(d *sim.Delivery) *deliveryJSON {
	if d == nil {
		return nil
	}
	return &deliveryJSON{
		Hours: number(d.Hours.Value), HoursSE: number(d.Hours.SE),
		Stopped: number(d.Stopped.Value), StoppedSE: number(d.Stopped.SE), FalseStops: number(d.False.Value),
	}
}

// peopleCost returns what the hours on incidents cost a year; NaN where no
// responder's hour has a price.
func peopleCost(r *sim.Result) float64 {
	for _, p := range r.Scenario.Responders {
		if p.CostPerHour > 0 && r.OnCall != nil {
			return r.OnCall.Cost.Value
		}
	}
	return math.NaN()
}
