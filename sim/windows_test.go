package sim

import (
	"math"
	"testing"

	"nines/model"
)

// TestWindowsSumToTheYear holds the windows of simulated years against the
// year: they sum to it, but for what the last, unfinished window would hold.
func TestWindowsSumToTheYear(t *testing.T) {
	for _, window := range []string{"month", "quarter", "week", "every 30d", "every 100h", "every 365d"} {
		sc := readText(t, crowd, "slo.window="+window)
		p := newPlan(sc, 3)
		y := newYear(p, newTally(p))
		year := newPlan(readText(t, crowd), 3)
		other := newYear(year, newTally(year))
		edges := p.edges
		rest := model.Year - edges[len(edges)-1]
		for i := range uint64(400) {
			windows := make([]float64, len(edges)-1)
			full, sum := y.simulate(i, windows, nil)
			alone, plain := other.simulate(i, nil, nil)
			total := 0.0
			for w, d := range windows {
				total += d
				if length := edges[w+1] - edges[w]; d < 0 || d > length*(1+1e-12) {
					t.Fatalf("%s: window %d of %g s holds %g s", window, w, length, d)
				}
			}
			if total > full+1e-5 || full-total > rest+1e-5 || rest == 0 && math.Abs(full-total) > 1e-5 {
				t.Fatalf("%s: year %d has %g s, its windows %g s", window, i, full, total)
			}
			if math.Abs(full-alone) > 1e-5 || sum != plain {
				t.Fatalf("%s: year %d has %g s and the plain sum %g s, in a year's window %g s and %g s", window, i, full, sum, alone, plain)
			}
			if full > sum+1e-6 {
				t.Fatalf("overlap made year %d longer: %g s of %g s", i, full, sum)
			}
		}
	}
}

// crowd is a service with nearly everything that a scenario can hold, and so
// much trouble that outages overlap in most years.
const crowd = `
[change.deploy]
per_week = 3
downtime = { p50 = "30s", p95 = "3m" }
[change.migration]
every = "45d"
downtime = "2h"
[gate.canary]
catches = "40%"
exposure = { impact = "5%", time = { dist = "exponential", mean = "20m" } }
[gate.tests]
catches = "30%"
[alarm.errors]
interval = "1m"
for = "2m"
miss = "20%"
[alarm.burn]
window = "1h"
burn_rate = 14.4
target = "99.9%"
[alarm.customers]
delay = { p50 = "25m", p95 = "2h" }
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[responder.expert]
ack = { p50 = "40m", p95 = "3h" }
[recovery.auto]
time = { p50 = "1m", p95 = "4m" }
success = "50%"
[recovery.rollback]
time = { p50 = "5m", p95 = "20m" }
success = "80%"
responder = "oncall"
before_diagnosis = true
[recovery.fix]
time = { p50 = "1h", p95 = "8h" }
success = "70%"
responder = "oncall"
[recovery.rebuild]
time = { p50 = "6h", p95 = "2d" }
responder = "expert"
[risk.bad-deploy]
on = "deploy"
chance = "20%"
gates = ["tests", "canary"]
impact = { dist = "uniform", min = "20%", max = "100%" }
alarms = ["errors", "burn", "customers"]
diagnose = { p50 = "10m", p95 = "1h" }
recovery = ["auto", "rollback", "fix", "rebuild"]
[risk.disk]
rate = "12/year"
impact = { dist = "beta", alpha = 2, beta = 5 }
alarms = ["customers", "burn"]
diagnose = "20m to 2h"
recovery = ["fix", "rebuild"]
[risk.net]
interarrival = { dist = "weibull", shape = 0.7, mean = "30d" }
self_heal_time = { p50 = "30m", p95 = "6h" }
alarms = ["errors"]
recovery = ["rollback"]
[risk.vendor]
mtbf = "60d"
impact = "60%"
self_heal_time = { p50 = "4h", p95 = "4d" }
[risk.leap]
on = "migration"
chance = "30%"
fresh = true
alarms = ["customers"]
recovery = ["rebuild"]
`
