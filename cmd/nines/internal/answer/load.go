package answer

import (
	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// onCallLine says what the incidents ask of people; "" where nobody is paged.
func onCallLine(r *sim.Result) string {
	o := r.OnCall
	if o == nil || o.Pages.Value == 0 {
		return ""
	}
	of := func(e stat.Estimate) string { return words.Share(e.Value / o.Pages.Value) }
	says := "On call: " + words.Often(o.Pages.Value, "page") + ", " + of(o.OffHours) + " of them off hours"
	if o.False.Value > 0 {
		says += " and " + of(o.False) + " false alarms"
	}
	if o.Hours.Value > 0 {
		says += "; " + words.Work(o.Hours) + " a year on incidents"
	}
	if o.Cost.Value > 0 {
		says += ", which cost " + words.InCurrency(r.Scenario.Service.Currency, words.Money(o.Cost))
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
