package compare

import (
	"context"
	"math"
	"testing"

	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// lognormal is a service whose outages have lengths of mu 4.25 and sigma 1.25
// in minutes.
const lognormal = `
[alarm.probe]
delay = "0s"
[recovery.restart]
time = { dist = "lognormal", p50 = "70.1054m", sigma = 1.25 }
[risk.crash]
rate = "12/year"
alarms = ["probe"]
recovery = ["restart"]
`

// TestNoticeShorter: what makes all outages a tenth shorter, and nothing else,
// is noticed by their lengths as the t-test says, and never by their number.
func TestNoticeShorter(t *testing.T) {
	for seed := range uint64(20) {
		n := compareText(t, simtest.Head+lognormal+`
[investment.tool]
set.recovery.restart.time = { times = 0.9 }
`, sim.Options{Years: 200, Seed: seed}).Options[0].Notice
		if math.Abs(n.Shorter.Value-0.1) > 1e-9 || n.Shorter.High-n.Shorter.Low > 1e-9 {
			t.Errorf("seed %d: %+v shorter, want 0.1", seed, n.Shorter)
		}
		// The log's standard deviation is known to 1/√20,000 of it.
		if math.Abs(n.Incidents/2960-1) > 4*2/math.Sqrt(20_000) {
			t.Errorf("seed %d: %g incidents show it, want 2,960", seed, n.Incidents)
		}
		if n.IncidentYears != n.Incidents/12 {
			t.Errorf("seed %d: %g incidents take %g years at 12 a year", seed, n.Incidents, n.IncidentYears)
		}
		if n.Fewer != 0 || !math.IsInf(n.CountYears, 1) {
			t.Errorf("seed %d: as many outages are %g fewer, which shows after %g years", seed, n.Fewer, n.CountYears)
		}
	}
}

// TestNoticeFewer: what only lowers how often something happens leaves lengths
// as they are, whatever the seed.
func TestNoticeFewer(t *testing.T) {
	const more = `
[change.deploy]
per_week = 2
[gate.canary]
catches = "50%"
[recovery.rebuild]
time = { p50 = "3h", p95 = "9h" }
[risk.bad]
on = "deploy"
chance = "10%"
alarms = ["probe"]
recovery = ["rebuild"]
`
	// (1.960 + 1.2816)²/2 / (√12 - √6)² years are 5.10; the 3/8 add a percent.
	for _, c := range []struct {
		why, text    string
		fewer, years float64
	}{
		{"a rate", lognormal + "[investment.x]\nset.risk.crash.rate = { times = 0.5 }\n", 0.5, 5.10},
		{"a chance and a rate", lognormal + more + "[investment.x]\nset.risk.crash.rate = { times = 0.5 }\nset.risk.bad.chance = \"5%\"\n", 0.5, 0},
		{"a gate and a rate", lognormal + more + "[investment.x]\nset.risk.crash.rate = { times = 0.5 }\nset.risk.bad.gates = [\"canary\"]\n", 0.5, 0},
	} {
		for seed := range uint64(20) {
			n := compareText(t, simtest.Head+c.text, sim.Options{Years: 200, Seed: seed}).Options[0].Notice
			if (n.Shorter != stat.Estimate{}) || !math.IsInf(n.Incidents, 1) || !math.IsInf(n.IncidentYears, 1) {
				t.Errorf("%s, seed %d: lengths change: %+v", c.why, seed, n)
			}
			if math.Abs(n.Fewer-c.fewer) > 1e-9 || c.years > 0 && math.Abs(n.CountYears-c.years) > 0.1 {
				t.Errorf("%s, seed %d: %g fewer, which shows after %g years", c.why, seed, n.Fewer, n.CountYears)
			}
		}
	}
}

// logsOfTwo logs two risks with lengths of their own, of which the first becomes
// rarer.
func logsOfTwo(t *testing.T, seed uint64, one, other string) *pairedLogs {
	text := func(rate string) string {
		return lognormal + `
[recovery.one]
time = ` + one + `
[recovery.other]
time = ` + other + `
[risk.one]
rate = "` + rate + `"
alarms = ["probe"]
recovery = ["one"]
[risk.other]
rate = "6/year"
alarms = ["probe"]
recovery = ["other"]
`
	}
	drop := []string{`risk.crash.rate="0/year"`}
	was := engine.NewPlan(simtest.ReadText(t, text("6/year"), drop...), seed)
	is := engine.NewPlan(simtest.ReadText(t, text("3/year"), drop...), seed)
	b := logOutages(context.Background(), was, 0)
	return compareLogs(b, logOutages(context.Background(), is, b.years))
}

// TestNoticeMixture: where the short outages become rarer, the typical one gets
// longer, by as much as their rates say.
func TestNoticeMixture(t *testing.T) {
	l := logsOfTwo(t, 1, `"10m"`, `"100m"`)
	want := math.Log(10) * (6./9 - 1./2)
	if d := l.longer(); math.Abs(d.Value-want) > 1e-9 || d.High-d.Low > 1e-9 || maybeZero(d) {
		t.Errorf("%+v longer, want %g", d, want)
	}
	if got := l.fewer(); math.Abs(got-0.25) > 1e-12 {
		t.Errorf("%g fewer, want 0.25", got)
	}
}

// TestNoticeError: two risks whose outages are alike are as long whichever
// becomes rarer, and what a log shows beyond that is as large as its standard
// error says.
func TestNoticeError(t *testing.T) {
	const seeds, alike = 60, `{ p50 = "20m", p95 = "2h" }`
	var squares, outside float64
	for seed := range uint64(seeds) {
		d := logsOfTwo(t, seed, alike, alike).longer()
		squares += d.Value * d.Value / (d.SE * d.SE)
		if !maybeZero(d) {
			outside++
		}
	}
	// A mean of 60 squares has a standard error of √(2/60).
	if mean := squares / seeds; math.Abs(mean-1) > 3.5*math.Sqrt(2./seeds) {
		t.Errorf("differences are %.2f standard errors", math.Sqrt(mean))
	}
	if outside > 8 { // of 3 expected, with a standard deviation of 1.7
		t.Errorf("%g of %d intervals show what is none", outside, seeds)
	}
}
