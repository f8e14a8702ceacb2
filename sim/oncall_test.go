package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
)

// team is an alarm that cries wolf, and a ladder of two people.
const team = `
[alarm.probe]
delay = "1m"
false_alarms = "2/week"
[responder.first]
ack = "10m"
cost_per_hour = 90
[responder.second]
ack = "30m"
cost_per_hour = 150
[recovery.try]
time = "20m"
success = "75%"
responder = "first"
[recovery.fix]
time = "1h"
responder = "second"
[risk.crash]
rate = "40/year"
alarms = ["probe"]
diagnose = "15m"
recovery = ["try", "fix"]
`

// TestLoad holds the load on two people against what pencil and paper say.
func TestLoad(t *testing.T) {
	years := enough(4000, 100_000)
	r := run(t, readText(t, team), Options{Years: years, Seed: 6})
	o := r.OnCall
	if o == nil || len(o.Responders) != 2 {
		t.Fatalf("on call: %+v", o)
	}
	const crashes, perYear = 40.0, 365.0 / 7
	one, two := o.Responders[0], o.Responders[1]
	if one.Name != "first" || two.Name != "second" {
		t.Fatalf("responders %q and %q", one.Name, two.Name)
	}
	is := func(what string, e Estimate, want float64) {
		t.Helper()
		within(t, what, e.Value, want, e.SE, 4)
		if e.Low > e.Value || e.High < e.Value {
			t.Errorf("%s: %+v", what, e)
		}
	}
	is("pages of the first", one.Pages, 2+crashes/perYear)
	is("pages of the second", two.Pages, crashes/4/perYear)
	is("pages", o.Pages, 2+crashes*1.25/perYear)
	is("false pages", o.False, 2)
	if two.False.Value != 0 {
		t.Errorf("false alarms page the second: %v", two.False.Value)
	}
	// Nobody has hours: 261 working days of nine hours are office hours.
	const off = 1 - 261*9/8760.0
	is("off hours", o.OffHours, off*(2+crashes*1.25/perYear))
	// The first diagnoses for 15 min and tries for 20; in a quarter of cases
	// stays until the second has answered, after 30 min, and fixed it.
	const first, second = 35 + 0.25*90, 60.0
	false15 := 2 * perYear * 15
	is("hours of the first", one.Hours, (crashes*first+false15)/60)
	is("hours of the second", two.Hours, crashes/4*second/60)
	is("hours", o.Hours, (crashes*first+false15+crashes/4*second)/60)
	is("cost", o.Cost, (crashes*first+false15)/60*90+crashes/4*second/60*150)
	// A Poisson number has its mean as its variance.
	sd := o.False.SE * math.Sqrt(float64(years)) * perYear
	within(t, "standard deviation of a year's false alarms", sd, math.Sqrt(2*perYear), sd/math.Sqrt(2*float64(years)), 5)
}

// TestHealedOutagesPageNobody: an outage that is over before the alarm fires
// pages nobody, one that is over before the answer takes nobody's time.
func TestHealedOutagesPageNobody(t *testing.T) {
	sets := []string{"alarm.probe.false_alarms=none"}
	before := run(t, readText(t, team, append(sets, "risk.crash.self_heal_time=30s")...), Options{Years: 200, Seed: 1})
	if o := before.OnCall; o.Pages.Value != 0 || o.Hours.Value != 0 || before.Incidents == 0 {
		t.Errorf("healed before the alarm: %v pages a week", o.Pages.Value)
	}
	after := run(t, readText(t, team, append(sets, "risk.crash.self_heal_time=5m")...), Options{Years: 200, Seed: 1})
	want := float64(after.Incidents) / 200 / weeksPerYear
	if o := after.OnCall; math.Abs(o.Pages.Value-want) > 1e-9 || o.Hours.Value != 0 || o.Responders[1].Pages.Value != 0 {
		t.Errorf("healed before the answer: %v pages a week, want %v; %v hours", o.Pages.Value, want, o.Hours.Value)
	}
	if r := run(t, twoPhase(24), Options{Years: 10}); r.OnCall != nil || r.Delivery != nil {
		t.Error("load on people where there are none")
	}
}

// TestOffHoursAreTheResponders: with hours of one's own it is off those that a
// page disturbs; in a year of 261 working days.
func TestOffHoursAreTheResponders(t *testing.T) {
	r := run(t, readText(t, office), Options{Years: enough(2000, 50_000), Seed: 4})
	n := float64(r.Incidents)
	const off = 1 - 261*8/yearHours
	within(t, "share off hours", r.OnCall.OffHours.Value/r.OnCall.Pages.Value, off, math.Sqrt(off*(1-off)/n), 4)
	const week = 1 - 40/168.0
	if math.Abs(off-week) > 0.0005 {
		t.Errorf("the year's share off hours is %v, the week's %v", off, week)
	}
}

// TestFalseAlarmsCostNoDowntime: they are drawn beside everything else, and a
// higher rate only adds to them.
func TestFalseAlarmsCostNoDowntime(t *testing.T) {
	opt := Options{Years: 300, Seed: 2}
	quiet := run(t, readText(t, team, "alarm.probe.false_alarms=none"), opt)
	loud := run(t, readText(t, team), opt)
	if !sameSample(quiet.Downtime, loud.Downtime) {
		t.Error("false alarms change the downtime")
	}
}

// TestGatesCostDelivery holds what gates cost against closed forms.
func TestGatesCostDelivery(t *testing.T) {
	const text = `
[change.deploy]
per_week = 5
[gate.review]
catches = "20%"
takes = "2h"
[gate.canary]
catches = "50%"
takes = { dist = "exponential", mean = "30m" }
false_stops = "10%"
[alarm.probe]
delay = "1m"
[recovery.rollback]
time = "5m"
[risk.bad]
on = "deploy"
chance = "10%"
gates = ["review", "canary"]
alarms = ["probe"]
recovery = ["rollback"]
[risk.worse]
on = "deploy"
chance = "2%"
gates = ["canary"]
alarms = ["probe"]
recovery = ["rollback"]
`
	r := run(t, readText(t, text), Options{Years: enough(2000, 50_000), Seed: 9})
	d := r.Delivery
	const n = 5 * model.Year / (7 * model.Day)
	const canary = 1 / 0.9 // times that a change goes through it
	within(t, "hours", d.Hours.Value, n*(2+0.5*canary), d.Hours.SE, 4)
	within(t, "false stops", d.False.Value, n*0.1*0.9*0.98, d.False.SE, 4) // of changes without a fault
	const passes = 0.9 * (1 - 0.1*0.6) * (1 - 0.02*0.5)
	within(t, "stopped", d.Stopped.Value, n*(1-passes), d.Stopped.SE, 4)
	free := run(t, readText(t, text, "gate.*.takes=none", "gate.canary.false_stops=none"), Options{Years: enough(2000, 50_000), Seed: 9})
	if free.Delivery != nil {
		t.Errorf("nothing said, but delivery is %+v", free.Delivery)
	}
	if !sameSample(free.Downtime, r.Downtime) {
		t.Error("what gates take changes the downtime")
	}
}

// TestFaultyChangesAreNeverStoppedFalsely: a change that carries a fault is
// stopped for it or by luck, but not with nothing wrong.
func TestFaultyChangesAreNeverStoppedFalsely(t *testing.T) {
	const text = `
[change.deploy]
per_week = 3
[gate.review]
catches = "50%%"
false_stops = "10%%"
[gate.canary]
catches = "20%%"
false_stops = "5%%"
[risk.bad]
on = "deploy"
chance = "%d%%"
gates = ["review", "canary"]
self_heal_time = "5m"
`
	const n = 3 * 365.0 / 7
	for _, c := range []struct {
		chance         int
		false, stopped float64
	}{{10, 20.41, n * (1 - (0.9+0.1*0.4)*0.9*0.95)}, {100, 0, n * (1 - 0.4*0.9*0.95)}, {0, n * 0.145, n * 0.145}} {
		d := run(t, readText(t, fmt.Sprintf(text, c.chance)), Options{Years: enough(6000, 50_000), Seed: 9, Method: Simulate}).Delivery
		within(t, fmt.Sprintf("%d %% faulty, stopped falsely", c.chance), d.False.Value, c.false, d.False.SE+1e-9, 4)
		within(t, fmt.Sprintf("%d %% faulty, stopped", c.chance), d.Stopped.Value, c.stopped, d.Stopped.SE, 4)
	}
}
