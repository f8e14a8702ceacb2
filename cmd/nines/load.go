package main

import (
	"fmt"
	"math"
	"strings"

	"nines/model"
	"nines/plots"
	"nines/sim"
)

// onCallLine says what the incidents ask of people; "" where nobody is paged.
func onCallLine(r *sim.Result) string {
	o := r.OnCall
	if o == nil || o.Pages.Value == 0 {
		return ""
	}
	of := func(e sim.Estimate) string { return share(e.Value / o.Pages.Value) }
	says := "On call: " + often(o.Pages.Value, "page") + ", " + of(o.OffHours) + " of them off hours"
	if o.False.Value > 0 {
		says += " and " + of(o.False) + " false alarms"
	}
	if o.Hours.Value > 0 {
		says += "; " + work(o.Hours) + " a year on incidents"
	}
	if o.Cost.Value > 0 {
		says += ", which cost " + strings.TrimSpace(r.Scenario.Service.Currency+" "+plots.Money(o.Cost))
	}
	return says + "."
}

// deliveryLine says what the gates cost the changes; "" where none tells.
func deliveryLine(r *sim.Result) string {
	d := r.Delivery
	if d == nil {
		return ""
	}
	says := "Gates: changes wait " + numberOf(d.Hours, "hour") + " a year"
	if d.Stopped.Value > 0 {
		says += "; " + often(d.Stopped.Value*model.Day*7/model.Year, "change") + " stopped"
		if d.False.Value > 0 {
			says += ", " + share(d.False.Value/d.Stopped.Value) + " of them with nothing wrong"
		}
	}
	return says + "."
}

// often spells how often something happens in the unit in which that is at
// least about one: "2.3 pages a week", "4 pages a year".
func often(perWeek float64, noun string) string {
	n, unit := perWeek, "week"
	if n < 0.95 {
		n, unit = n*model.Year/(7*model.Day), "year"
	}
	text := perYear(n)
	if text != "1" {
		noun += "s"
	}
	return fmt.Sprintf("%s %s a %s", text, noun, unit)
}

// work spells hours of work, the time of many days too.
func work(e sim.Estimate) string {
	if e.Value < 1 {
		return plots.ShortDuration(e.Value * 3600)
	}
	return numberOf(e, "hour")
}

// numberOf spells a mean number of things: "1 hour", "2.3 hours".
func numberOf(e sim.Estimate, noun string) string {
	text := about(e)
	if text != "1" {
		noun += "s"
	}
	return text + " " + noun
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
