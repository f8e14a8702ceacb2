package answer

import (
	"testing"

	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// TestLoadLines holds the sentences on people and gates against fixed loads.
func TestLoadLines(t *testing.T) {
	sure := func(x float64) stat.Estimate { return stat.Estimate{Value: x, Low: x, High: x} }
	for _, c := range []struct {
		why                                 string
		pages, off, falsePages, hours, cost float64
		want                                string
	}{
		{"nobody is paged", 0, 0, 0, 0, 0, ""},
		{"seldom, and short", 1 / (365.0 / 7), 0.75 / (365.0 / 7), 0, 0.5, 0, "On call: 1 page a year, 75 % of them off hours; 30 min a year on incidents."},
		{"about one a week", 1, 0, 0, 1, 0, "On call: 1 page a week, 0 % of them off hours; 1 hour a year on incidents."},
		{"often, false and costly", 12, 9, 11.97, 300, 27_000, "On call: 12 pages a week, 75 % of them off hours and > 99 % false alarms; 300 hours a year on incidents, which cost USD 27,000."},
		{"answered when all is over", 2, 1, 0, 0, 0, "On call: 2 pages a week, 50 % of them off hours."},
	} {
		r := fixedResult(t, "service.currency=USD")
		r.OnCall = &sim.OnCall{Load: sim.Load{
			Pages: sure(c.pages), OffHours: sure(c.off), False: sure(c.falsePages), Hours: sure(c.hours), Cost: sure(c.cost),
		}}
		if got := words.Plain(onCallLine(r)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
	for _, c := range []struct {
		why                     string
		hours, stopped, falsely float64
		want                    string
	}{
		{"only time", 26, 0, 0, "Gates: changes wait 26 hours a year."},
		{"faults caught", 26, 3, 0, "Gates: changes wait 26 hours a year; 3 changes a year stopped."},
		{"good ones too", 1, 104.3, 52.15, "Gates: changes wait 1 hour a year; 2 changes a week stopped, 50 % of them with nothing wrong."},
	} {
		r := fixedResult(t)
		r.Delivery = &sim.Delivery{Hours: sure(c.hours), Stopped: sure(c.stopped), False: sure(c.falsely)}
		if got := words.Plain(deliveryLine(r)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}
