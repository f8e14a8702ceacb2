package sim

import (
	"math"
	"testing"

	"nines/sim/internal/simtest"
)

// TestPlannedCertain holds the planned downtime that no year is without
// against years in which two changes happen to coincide.
func TestPlannedCertain(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      float64
	}{
		{"one change", "[change.a]\nper_year = 52\ndowntime = \"10s\"\n", 520},
		{"every seven days, 52 times at least", "[change.a]\nevery = \"7d\"\ndowntime = \"10s\"\n", 520},
		{"a change that may take no time", "[change.a]\nper_year = 52\ndowntime = { p50 = \"10s\", p95 = \"20s\" }\n", 0},
		{"and at least 5 s", "[change.a]\nper_year = 52\ndowntime = { p50 = \"10s\", p95 = \"20s\", at_least = \"5s\" }\n", 260},
		{"less than once a year", "[change.a]\nper_year = 0.5\ndowntime = \"10s\"\n", 0},
		{"longer than its period", "[change.a]\nper_year = 4\ndowntime = \"1y\"\n", 365 * 86400},
	} {
		r := mustRun(t, simtest.ReadText(t, c.text), Options{Years: 500, Seed: 1})
		if r.PlannedCertain != c.want {
			t.Errorf("%s: %g s, want %g", c.why, r.PlannedCertain, c.want)
		}
		if r.Downtime.Min() < r.PlannedCertain-1e-6 {
			t.Errorf("%s: a year has %g s, less than the certain %g", c.why, r.Downtime.Min(), r.PlannedCertain)
		}
	}
}

// TestHeavyTailBehindAnAlarmThatMisses holds a risk whose only alarm that is
// certain has no finite variance: one outage in ten lasts as long as that.
func TestHeavyTailBehindAnAlarmThatMisses(t *testing.T) {
	r := mustRun(t, simtest.ReadText(t, `
[alarm.fast]
delay = "1m"
miss = "10%"
[alarm.customers]
delay = { dist = "lomax", alpha = 1.5, scale = "1h" }
[recovery.r]
time = "1m"
[risk.fault]
rate = "12/year"
alarms = ["fast", "customers"]
recovery = ["r"]
`), Options{Years: 2000, Seed: 1})
	if !math.IsNaN(r.PlainSum.SD()) {
		t.Errorf("the standard deviation does not exist, and is said to be %g s", r.PlainSum.SD())
	}
}

// TestPlannedWorkMayCoincide holds two changes that take a third of the time
// each: in some years one hides behind the other.
func TestPlannedWorkMayCoincide(t *testing.T) {
	r := mustRun(t, simtest.ReadText(t, "[change.a]\nper_year = 1\ndowntime = \"100d\"\n[change.b]\nper_year = 1\ndowntime = \"90d\"\n"), Options{Years: 2000, Seed: 1})
	if r.Downtime.Min() < r.PlannedCertain-1e-6 {
		t.Errorf("no year is without %g days of planned work, it says, and one has %g", r.PlannedCertain/86400, r.Downtime.Min()/86400)
	}
}
