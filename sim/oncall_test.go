package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestLoad holds the load on two people against what pencil and paper say.
func TestLoad(t *testing.T) {
	years := simtest.Enough(4000, 100_000)
	r := mustRun(t, simtest.ReadText(t, simtest.Team), Options{Years: years, Seed: 6})
	o := r.OnCall
	if o == nil || len(o.Responders) != 2 {
		t.Fatalf("on call: %+v", o)
	}
	const crashes, perYear = 40.0, 365.0 / 7
	one, two := o.Responders[0], o.Responders[1]
	if one.Name != "first" || two.Name != "second" {
		t.Fatalf("responders %q and %q", one.Name, two.Name)
	}
	is := func(what string, e stat.Estimate, want float64) {
		t.Helper()
		simtest.Within(t, what, e.Value, want, e.SE, 4)
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
	simtest.Within(t, "standard deviation of a year's false alarms", sd, math.Sqrt(2*perYear), sd/math.Sqrt(2*float64(years)), 5)
}

// TestHealedOutagesPageNobody: an outage that is over before the alarm fires
// pages nobody, one that is over before the answer takes nobody's time.
func TestHealedOutagesPageNobody(t *testing.T) {
	sets := []string{"alarm.probe.false_alarms=none"}
	before := mustRun(t, simtest.ReadText(t, simtest.Team, append(sets, "risk.crash.self_heal_time=30s")...), Options{Years: 200, Seed: 1})
	if o := before.OnCall; o.Pages.Value != 0 || o.Hours.Value != 0 || before.Incidents == 0 {
		t.Errorf("healed before the alarm: %v pages a week", o.Pages.Value)
	}
	after := mustRun(t, simtest.ReadText(t, simtest.Team, append(sets, "risk.crash.self_heal_time=5m")...), Options{Years: 200, Seed: 1})
	want := float64(after.Incidents) / 200 / weeksPerYear
	if o := after.OnCall; math.Abs(o.Pages.Value-want) > 1e-9 || o.Hours.Value != 0 || o.Responders[1].Pages.Value != 0 {
		t.Errorf("healed before the answer: %v pages a week, want %v; %v hours", o.Pages.Value, want, o.Hours.Value)
	}
	if r := mustRun(t, simtest.TwoPhase(24), Options{Years: 10}); r.OnCall != nil || r.Delivery != nil {
		t.Error("load on people where there are none")
	}
}

// TestOffHoursAreTheResponders: with hours of one's own it is off those that a
// page disturbs; in a year of 261 working days.
func TestOffHoursAreTheResponders(t *testing.T) {
	r := mustRun(t, simtest.ReadText(t, simtest.Office), Options{Years: simtest.Enough(2000, 50_000), Seed: 4})
	n := float64(r.Incidents)
	const off = 1 - 261*8/simtest.YearHours
	simtest.Within(t, "share off hours", r.OnCall.OffHours.Value/r.OnCall.Pages.Value, off, math.Sqrt(off*(1-off)/n), 4)
	const week = 1 - 40/168.0
	if math.Abs(off-week) > 0.0005 {
		t.Errorf("the year's share off hours is %v, the week's %v", off, week)
	}
}

// TestFalseAlarmsCostNoDowntime: they are drawn beside everything else, and a
// higher rate only adds to them.
func TestFalseAlarmsCostNoDowntime(t *testing.T) {
	opt := Options{Years: 300, Seed: 2}
	quiet := mustRun(t, simtest.ReadText(t, simtest.Team, "alarm.probe.false_alarms=none"), opt)
	loud := mustRun(t, simtest.ReadText(t, simtest.Team), opt)
	if !simtest.SameSample(quiet.Downtime, loud.Downtime) {
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
	r := mustRun(t, simtest.ReadText(t, text), Options{Years: simtest.Enough(2000, 50_000), Seed: 9})
	d := r.Delivery
	const n = 5 * model.Year / (7 * model.Day)
	const canary = 1 / 0.9 // times that a change goes through it
	simtest.Within(t, "hours", d.Hours.Value, n*(2+0.5*canary), d.Hours.SE, 4)
	simtest.Within(t, "false stops", d.False.Value, n*0.1*0.9*0.98, d.False.SE, 4) // of changes without a fault
	const passes = 0.9 * (1 - 0.1*0.6) * (1 - 0.02*0.5)
	simtest.Within(t, "stopped", d.Stopped.Value, n*(1-passes), d.Stopped.SE, 4)
	free := mustRun(t, simtest.ReadText(t, text, "gate.*.takes=none", "gate.canary.false_stops=none"), Options{Years: simtest.Enough(2000, 50_000), Seed: 9})
	if free.Delivery != nil {
		t.Errorf("nothing said, but delivery is %+v", free.Delivery)
	}
	if !simtest.SameSample(free.Downtime, r.Downtime) {
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
		d := mustRun(t, simtest.ReadText(t, fmt.Sprintf(text, c.chance)), Options{Years: simtest.Enough(6000, 50_000), Seed: 9, Method: Simulate}).Delivery
		simtest.Within(t, fmt.Sprintf("%d %% faulty, stopped falsely", c.chance), d.False.Value, c.false, d.False.SE+1e-9, 4)
		simtest.Within(t, fmt.Sprintf("%d %% faulty, stopped", c.chance), d.Stopped.Value, c.stopped, d.Stopped.SE, 4)
	}
}
