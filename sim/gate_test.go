package sim

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// guarded is a change whose faults pass two gates that cost something.
const guarded = `
[change.deploy]
per_year = 200
[gate.tests]
catches = "30%"
exposure = { impact = "2%", time = "1h" }
[gate.canary]
catches = "60%"
exposure = { impact = { dist = "uniform", min = "0%", max = "10%" }, time = { dist = "exponential", mean = "10m" } }
[alarm.a]
delay = "1m"
[recovery.r]
time = "2m"
[risk.bad]
on = "deploy"
chance = "10%"
gates = ["tests", "canary"]
alarms = ["a"]
recovery = ["r"]
`

// TestGatesThin holds what gates let through against a binomial of
// chance·Π(1 - catches), and what the caught faults cost against the gates in
// their order: the second one sees only what the first let through.
func TestGatesThin(t *testing.T) {
	years := simtest.Enough(20_000, 500_000)
	r := mustRun(t, simtest.ReadText(t, guarded), Options{Years: years, Seed: 6})
	bad := r.Risks[0]
	n := float64(200 * years)
	through := 0.1 * 0.7 * 0.4
	if k := math.Round(bad.Incidents * float64(years)); !simtest.Plausible(k, n, through, 0) {
		t.Errorf("%g of %g deploys broke the service, want %g of them", k, n, through)
	}
	// Sums of so many events have the Poisson's variance at most: E[X²] each.
	first, second := 0.1*0.3, 0.1*0.7*0.6
	want := 200 * (first*0.02*3600 + second*0.05*600)
	se := math.Sqrt((first*math.Pow(0.02*3600, 2) + second*0.01/3*2*600*600) * 200 / float64(years))
	simtest.Within(t, "exposure a year", bad.Phases[Exposure], want, se, 4)
	simtest.Within(t, "the rest a year", bad.Phases[Detect]+bad.Phases[Recover], 200*through*180, 180*math.Sqrt(200*through/float64(years)), 4)
	if bad.Outage.P50 != 180 || bad.Outage.P99 != 180 {
		t.Errorf("an exposure counts as an outage: %+v", bad.Outage)
	}
	sum := r.PlainSum.Mean()
	simtest.Within(t, "plain sum", sum.Value, want+200*through*180, sum.SE, 4)
}

// TestGatesAtTheEnds holds gates that let all through, or nothing.
func TestGatesAtTheEnds(t *testing.T) {
	none := mustRun(t, simtest.ReadText(t, guarded, "gate.tests.catches=0%", "gate.canary.catches=0%"), Options{Years: 2000, Seed: 6})
	open := mustRun(t, simtest.ReadText(t, guarded, `risk.bad.gates=[]`), Options{Years: 2000, Seed: 6})
	if !simtest.SameSample(none.Downtime, open.Downtime) || none.Incidents != open.Incidents {
		t.Error("gates that catch nothing change something")
	}
	all := mustRun(t, simtest.ReadText(t, guarded, "gate.canary.catches=100%", "gate.canary.exposure=none"), Options{Years: 2000, Seed: 6})
	if all.Incidents != 0 {
		t.Errorf("%d faults slipped through a gate that catches all", all.Incidents)
	}
	if p := all.Risks[0].Phases; p[Exposure] == 0 || p[Detect]+p[Recover] != 0 {
		t.Errorf("where all is caught, the phases are %v", p)
	}
}

// TestAlarmThatNeverFires holds a burn-rate alarm beneath whose threshold a
// fault stays: it must change nothing at all.
func TestAlarmThatNeverFires(t *testing.T) {
	const text = `
[alarm.burn]
window = "1h"
burn_rate = 14.4
target = "99.9%"
[alarm.slow]
delay = { p50 = "1h", p95 = "5h" }
[recovery.r]
time = { p50 = "1h", p95 = "5h" }
[risk.leak]
rate = "20/year"
impact = { dist = "uniform", min = "0.1%", max = "1.4%" }
alarms = ["burn", "slow"]
recovery = ["r"]
`
	with := mustRun(t, simtest.ReadText(t, text), Options{Years: 2000, Seed: 6})
	without := mustRun(t, simtest.ReadText(t, text, `risk.leak.alarms=["slow"]`), Options{Years: 2000, Seed: 6})
	if !simtest.SameSample(with.Downtime, without.Downtime) || !simtest.SameSample(with.PlainSum, without.PlainSum) {
		t.Error("an alarm that cannot see a fault changes its outages")
	}
	seen := mustRun(t, simtest.ReadText(t, text, `risk.leak.impact={ dist = "uniform", min = "1.44%", max = "100%" }`), Options{Years: 2000, Seed: 6})
	if got := seen.Risks[0].Phases[Detect]; got == 0 || got > 20*3600 {
		t.Errorf("an alarm over an hour took %g s a year for 20 faults above its threshold", got)
	}
}

// TestCertainMiss holds several alarms that miss, each by itself: the fault is
// seen by the first that does not, 20 % · 50 % of them by the customers.
func TestCertainMiss(t *testing.T) {
	years := simtest.Enough(5000, 100_000)
	r := mustRun(t, simtest.ReadText(t, `
[alarm.fast]
delay = "1m"
miss = "20%"
[alarm.slow]
delay = "10m"
miss = "50%"
[alarm.customers]
delay = "1h"
[recovery.r]
time = "0s"
[risk.bad]
rate = "26/year"
alarms = ["customers", "slow", "fast"]
recovery = ["r"]
`), Options{Years: years, Seed: 6})
	n := float64(r.Incidents)
	want := 0.8*60 + 0.2*0.5*600 + 0.1*3600
	variance := 0.8*60*60 + 0.1*600*600 + 0.1*3600*3600 - want*want
	got := r.PlainSum.Mean().Value * float64(years) / n
	simtest.Within(t, "mean time to detect", got, want, math.Sqrt(variance/n), 4)
	if r.Downtime.Max() > model.Year {
		t.Error("a year holds more than a year")
	}
}
