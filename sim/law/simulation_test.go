package law_test

import (
	"context"
	"math"
	"os"
	"slices"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/law"
)

// lives are incidents whose law is hard to write down, each risk and what it
// names. The simulation lives them event by event.
var lives = []struct{ name, parts string }{
	{"three alarms, ack, diagnosis, two-step ladder", `
[alarm.probe]
interval = "30s"
for      = "1m"
delay    = { p50 = "20s", p95 = "60s" }
miss     = "30%"
[alarm.logs]
delay = { dist = "exponential", mean = "5m" }
miss  = "20%"
[alarm.customers]
delay = { p50 = "25m", p95 = "2h" }
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[recovery.rollback]
time             = "2m"
success          = "60%"
responder        = "oncall"
before_diagnosis = true
[recovery.fix]
time      = { p50 = "45m", p95 = "4h" }
responder = "oncall"
[risk.x]
rate     = "5/year"
alarms   = ["probe", "logs", "customers"]
diagnose = { p50 = "8m", p95 = "40m" }
recovery = ["rollback", "fix"]`},
	{"a restart for a known time beside a person who rolls back before the diagnosis", `
[alarm.probe]
delay = "20s"
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[recovery.restart]
time    = "5m"
success = "30%"
[recovery.rollback]
time             = { p50 = "3m", p95 = "20m" }
success          = "40%"
responder        = "oncall"
before_diagnosis = true
[recovery.script]
time    = { dist = "exponential", mean = "3m" }
success = "10%"
[recovery.fix]
time      = { dist = "gamma", shape = 0.7, mean = "15m" }
responder = "oncall"
[risk.x]
rate     = "8/year"
alarms   = ["probe"]
diagnose = { dist = "exponential", mean = "12m" }
recovery = ["restart", "rollback", "script", "fix"]`},
	{"a restart for a random time beside a person who diagnoses", `
[alarm.probe]
interval = "5m"
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[recovery.restart]
time    = { p50 = "10m", p95 = "30m" }
success = "30%"
[recovery.fix]
time      = { dist = "weibull", shape = 0.8, mean = "15m" }
success   = "80%"
responder = "oncall"
[recovery.rebuild]
time      = "2h"
responder = "oncall"
[risk.x]
rate     = "4/year"
alarms   = ["probe"]
diagnose = { dist = "uniform", min = "2m", max = "20m" }
recovery = ["restart", "fix", "rebuild"]`},
	{"a restart for a random time beside a person who rolls back before the diagnosis", `
[alarm.probe]
delay = "20s"
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[recovery.restart]
time    = { p50 = "10m", p95 = "30m" }
success = "30%"
[recovery.rollback]
time             = { p50 = "3m", p95 = "20m" }
success          = "40%"
responder        = "oncall"
before_diagnosis = true
[recovery.script]
time    = "8m"
success = "10%"
[recovery.fix]
time      = { dist = "gamma", shape = 0.7, mean = "15m" }
responder = "oncall"
[risk.x]
rate     = "4/year"
alarms   = ["probe"]
diagnose = { dist = "exponential", mean = "12m" }
recovery = ["restart", "rollback", "fix"]
[risk.y]
rate     = "4/year"
alarms   = ["probe"]
diagnose = { dist = "exponential", mean = "12m" }
recovery = ["restart", "rollback", "script", "fix"]`},
	{"somebody who answers after a known time, before or after a restart is over", `
[alarm.probe]
delay = "20s"
[responder.oncall]
ack = "4m"
[recovery.restart]
time    = "5m"
success = "30%"
[recovery.reboot]
time    = "3m"
success = "30%"
[recovery.rollback]
time             = "6m"
success          = "40%"
responder        = "oncall"
before_diagnosis = true
[recovery.script]
time    = { p50 = "5m", p95 = "20m" }
success = "10%"
[recovery.fix]
time      = "30m"
responder = "oncall"
[risk.x]
rate     = "4/year"
alarms   = ["probe"]
diagnose = { dist = "exponential", mean = "12m" }
recovery = ["restart", "rollback", "script", "fix"]
[risk.y]
rate     = "4/year"
alarms   = ["probe"]
diagnose = "12m"
recovery = ["reboot", "rollback", "script", "fix"]`},
	{"a script beside the diagnosis, after a rollback", `
[alarm.probe]
interval = "1m"
[responder.oncall]
ack = "6m"
[recovery.rollback]
time             = { p50 = "3m", p95 = "20m" }
success          = "30%"
responder        = "oncall"
before_diagnosis = true
[recovery.script]
time    = { p50 = "8m", p95 = "20m" }
success = "30%"
[recovery.fix]
time      = "10m"
responder = "oncall"
[risk.x]
rate     = "6/year"
alarms   = ["probe"]
diagnose = { p50 = "8m", p95 = "40m" }
recovery = ["rollback", "script", "fix"]`},
	{"two people: who is free diagnoses while the other acts", `
[alarm.probe]
delay = { dist = "uniform", min = "10s", max = "90s" }
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[responder.dba]
ack = { p50 = "10m", p95 = "30m" }
[recovery.rollback]
time             = "2m"
success          = "30%"
responder        = "oncall"
before_diagnosis = true
[recovery.failover]
time             = { p50 = "8m", p95 = "20m" }
success          = "40%"
responder        = "dba"
before_diagnosis = true
[recovery.fix]
time      = { dist = "exponential", mean = "20m" }
responder = "oncall"
[recovery.restore]
time      = { dist = "exponential", mean = "20m" }
responder = "dba"
[recovery.restart]
time    = "3m"
success = "20%"
[risk.x]
rate     = "3/year"
alarms   = ["probe"]
diagnose = { p50 = "8m", p95 = "40m" }
recovery = ["restart", "rollback", "failover", "rollback-again", "fix"]
[recovery.rollback-again]
time             = { p50 = "5m", p95 = "10m" }
success          = "30%"
responder        = "oncall"
before_diagnosis = true
[risk.y]
rate     = "3/year"
alarms   = ["probe"]
diagnose = { p50 = "8m", p95 = "40m" }
recovery = ["rollback", "restore"]`},
	{"an outage that may heal by itself, of a part of the users", `
[alarm.probe]
interval = "2m"
miss     = "30%"
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[recovery.fix]
time      = { p50 = "10m", p95 = "1h" }
success   = "70%"
responder = "oncall"
[risk.x]
rate           = "10/year"
impact         = { dist = "mixture", of = [{ weight = 1, dist = "constant", value = "20%" }, { weight = 2, dist = "constant", value = "100%" }] }
alarms         = ["probe"]
recovery       = ["fix"]
self_heal_time = { dist = "exponential", mean = "40m" }
[risk.y]
rate           = "2/year"
alarms         = ["probe"]
recovery       = ["fix"]
self_heal_time = "1h"`},
	{"burn-rate alarms see a greater impact sooner", `
[alarm.fast]
window    = "1h"
burn_rate = 14.4
target    = "99.9%"
[alarm.slow]
window    = "6h"
burn_rate = 6
target    = "99.9%"
[alarm.customers]
delay = { p50 = "1h", p95 = "6h" }
[recovery.fix]
time = { p50 = "20m", p95 = "1h" }
[risk.x]
rate     = "12/year"
impact   = { dist = "beta", alpha = 0.8, beta = 5 }
alarms   = ["fast", "slow", "customers"]
recovery = ["fix"]`},
	{"impacts of a continuous law on lengths with sharp ends", `
[alarm.probe]
delay = "1m"
[recovery.fix]
time = { dist = "pareto", alpha = 2.5, min = "10m" }
[recovery.rollback]
time = "12m"
[risk.x]
rate     = "4/year"
impact   = { dist = "uniform", min = "20%", max = "100%" }
alarms   = ["probe"]
recovery = ["fix"]
[risk.y]
rate     = "3/year"
impact   = { dist = "uniform", min = "20%", max = "60%" }
alarms   = ["probe"]
recovery = ["rollback"]`},
	{"changes with random downtime, gates and exposures", `
[change.deploy]
every    = "10d"
downtime = { p50 = "1m", p95 = "10m" }
[gate.tests]
catches = "30%"
[gate.canary]
catches  = "50%"
exposure = { impact = { dist = "uniform", min = "1%", max = "50%" }, time = { dist = "empirical", values = ["10m", "20m", "45m"] } }
[alarm.probe]
interval = "30s"
[recovery.fix]
time = { p50 = "20m", p95 = "1h" }
[risk.x]
on       = "deploy"
chance   = "20%"
gates    = ["tests", "canary"]
alarms   = ["probe"]
recovery = ["fix"]
[risk.y]
on       = "deploy"
chance   = "10%"
alarms   = ["probe"]
recovery = ["fix"]`},
	{"lengths of the past, and a mixture with a known one", `
[alarm.probe]
delay = "30s"
[recovery.fix]
time = { dist = "empirical", values = ["12m", "7m", "33m", "1h20m", "9m", "7m", "15m30s"] }
[recovery.failover]
time = { dist = "mixture", of = [{ weight = 3, dist = "constant", value = "2m" }, { weight = 1, p50 = "20m", p95 = "2h", at_most = "5h" }] }
[risk.x]
rate     = "5/year"
alarms   = ["probe"]
recovery = ["fix"]
[risk.y]
interarrival = { dist = "exponential", mean = "120d" }
alarms       = ["probe"]
recovery     = ["failover"]`},
}

const head = `
title = "lives"
[service]
name = "lives"
[slo]
targets = ["99.9%"]
`

// TestLivesAgainstSimulation holds the law of incidents with whole lives
// against the simulation of the same scenario, at 20 budgets and four standard
// errors.
func TestLivesAgainstSimulation(t *testing.T) {
	years, tolerance := 40_000, 1e-5
	if os.Getenv("NINES_PROOF") != "" {
		years, tolerance = 10_000_000, law.DefaultTolerance
	}
	for _, life := range slices.Concat(lives, hard) {
		t.Run(life.name, func(t *testing.T) {
			t.Parallel()
			sc := read(t, life.parts)
			l, err := law.Of(t.Context(), sc, model.Year, law.Options{Tolerance: tolerance})
			if err != nil {
				t.Fatal(err)
			}
			most := tolerance
			if len(sc.Changes) > 0 {
				most += 2e-4 // what the rhythm of their events does at the year's ends
			}
			if l.Bound() > most {
				t.Errorf("bound %.1e", l.Bound())
			}
			r, err := sim.Run(context.Background(), sc, sim.Options{Years: years, Seed: 7})
			if err != nil {
				t.Fatal(err)
			}
			n := float64(r.PlainSum.Len())
			if se := math.Sqrt(l.Variance() / n); math.Abs(r.PlainSum.Mean().Value-l.Mean()) > 4*se {
				t.Errorf("mean: law %.4f s, simulated %.4f ± %.4f s", l.Mean(), r.PlainSum.Mean().Value, se)
			}
			for i := range 20 {
				x := l.Quantile((float64(i) + 0.5) / 20)
				if i == 19 {
					x = l.Quantile(0.995)
				}
				p := l.CDF(x)
				got := float64(r.PlainSum.CountAtMost(x+1e-6)) / n
				if se := math.Sqrt(p*(1-p)/n) + tolerance; math.Abs(got-p) > 4*se {
					t.Errorf("P(downtime <= %.2f s): law %.6f, simulated %.6f ± %.6f", x, p, got, se)
				}
			}
		})
	}
}
