package compare

import (
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestPagesOfOptions: an alarm that cries wolf twice a week costs two pages a
// week, a recovery that runs by itself saves the page, what only takes time
// changes none, and where nobody can be paged nobody is.
func TestPagesOfOptions(t *testing.T) {
	c := compareText(t, simtest.PlainService+`
[responder.oncall]
ack = "5m"
[risk.disk]
rate = "12/year"
alarms = ["probe"]
recovery = ["clean"]
[recovery.clean]
responder = "oncall"
time = "10m"
[investment.nervous]
cost_per_year = 1
set.alarm.probe.false_alarms = "2/week"
[investment.script]
cost_per_year = 1
set.recovery.clean.responder = "none"
[investment.practice]
cost_per_year = 1
set.recovery.clean.time = "5m"
`, sim.Options{Years: 4000, Seed: 3})
	perWeek := c.Baseline.OnCall.Pages
	const weeks = 365.0 / 7 // a year
	if want := 12 / weeks; !pagedAt(perWeek, want) {
		t.Errorf("today %v pages a week, want %v", perWeek, want)
	}
	if got, want := c.option(t, "nervous").OnCall.Pages, 12/weeks+2; !pagedAt(got, want) {
		t.Errorf("with false alarms %v pages a week, want %v", got, want)
	}
	if got := c.option(t, "practice").OnCall.Pages; got != perWeek {
		t.Errorf("a faster recovery changes the pages from %v to %v", perWeek, got)
	}
	if o := c.option(t, "script").OnCall; o != nil && o.Pages.Value != 0 {
		t.Errorf("a script pages somebody %v times a week", o.Pages)
	}
	if c := compareText(t, simtest.PlainService+`
[investment.faster]
cost_per_year = 1
set.alarm.probe.delay = "1m"
`, sim.Options{Years: 200, Seed: 3}); c.Baseline.OnCall != nil || c.Options[0].OnCall != nil {
		t.Error("somebody is paged where there is nobody")
	}
}

// pagedAt reports whether an estimate is within 4 standard errors of a value.
func pagedAt(e stat.Estimate, want float64) bool {
	return e.SE > 0 && e.Value-4*e.SE <= want && want <= e.Value+4*e.SE
}
