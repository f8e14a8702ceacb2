package compare

import (
	"math"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// guessed is a service whose only risk nobody knows the rate of, with three options:
// one that halves its outages at a price that pays from so many incidents a year on,
// one that changes nothing and costs nothing, and one that costs and changes nothing.
const guessed = `title = "T"
[service]
name = "shop"
currency = "EUR"
revenue_per_hour = 1000
[slo]
targets = ["99.9%"]
[alarm.a]
[recovery.r]
time = "2h"
[risk.k]
rate = "1/year to 9/year"
alarms = ["a"]
recovery = ["r"]
[investment.faster]
cost_per_year = 3000
set.recovery.r.time.times = 0.5
[investment.nothing]
set.risk.k.rate.times = 1.0
[investment.waste]
cost_per_year = 100
set.risk.k.rate.times = 1.0
`

// All options meet the same worlds: what changes nothing is exactly zero. The cheaper
// half is the best in the worlds of more than 3 incidents a year, of which 1 h costs
// 1,000, and knowing the rate is worth what it saves in the others.
func TestBestOverWorlds(t *testing.T) {
	sc, err := file.Read("t.toml", []byte(guessed))
	if err != nil {
		t.Fatal(err)
	}
	years := simtest.Enough(20_000, 200_000)
	c := simtest.Must(Run(t.Context(), sc, sim.Options{Years: years, Seed: 1}))
	byName := map[string]*Option{"": &c.Baseline}
	for i := range c.Options {
		if o := &c.Options[i]; len(o.Names) == 1 {
			byName[o.Names[0]] = o
		}
	}
	if o := byName["nothing"]; !o.Identical || o.Saved.Value != 0 || o.Saved.SE != 0 || o.MetChange.Value != 0 || o.Best != 0 {
		t.Errorf("an investment that changes nothing: %+v", o)
	}
	if o := byName["waste"]; o.Net.Value != -100 || o.Best != 0 {
		t.Errorf("one that costs and changes nothing has the net %v and is the best in %v", o.Net, o.Best)
	}
	// The rate is lognormal with the median 3: as often above 3 as below.
	faster, today := byName["faster"].Best, c.Baseline.Best
	if math.Abs(faster-0.5) > 0.05 || math.Abs(faster+today-1) > 1e-9 {
		t.Errorf("best in %g of worlds, and today in %g", faster, today)
	}
	// E[max(0, 1000 (λ - 3))] - max(0, 1000 (E[λ] - 3)).
	const sigma = 0.6679 // ln 3 over the normal quantile at 95 %
	mean := 3 * math.Exp(sigma*sigma/2)
	phi := func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
	want := 1000 * (mean*phi(sigma) - 3*phi(0) - (mean - 3))
	l := c.Information[0]
	simtest.Within(t, "worth of the rate", l.Worth.Value, want, l.Worth.SE+0.03*want, 3)
	if !l.Tells() {
		t.Errorf("nothing: %+v", l)
	}
}

// What was seen behind a gate was seen behind the old one: a later file with a better
// gate and the same evidence lets less through, as it does when only the gate is
// patched.
func TestSeenBehindTheOldGate(t *testing.T) {
	text := func(catches string) []byte {
		return []byte(`title = "T"
[service]
name = "shop"
[slo]
targets = ["99.9%"]
[change.deploy]
per_year = 100
[gate.g]
catches = "` + catches + `"
[alarm.a]
[recovery.r]
time = "2h"
[risk.k]
on = "deploy"
chance = { failures = 3, trials = 104, seen = "after-gates" }
gates = ["g"]
alarms = ["a"]
recovery = ["r"]
`)
	}
	old := simtest.Must(file.Read("old.toml", text("50%")))
	better := simtest.Must(file.Read("new.toml", text("75%")))
	c := simtest.Must(Files(t.Context(), old, []*model.Scenario{better}, sim.Options{Years: 5000, Seed: 1}))
	together, alone := c.Revisions[0].Together, c.Revisions[0].Changes[0].Alone
	if together.Downtime.Value != alone.Downtime.Value || !(together.DowntimeSaved.Low > 0) {
		t.Errorf("the later file is down for %v, the old one with its gate for %v", together.Downtime, alone.Downtime)
	}
	simtest.Within(t, "half of the downtime", together.Downtime.Value/c.Baseline.Downtime.Value, 0.5, 0.03, 4)
}
