package compare

import (
	"context"
	"math"
	"testing"

	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestCounts holds the variance of a year's number of incidents against that
// of simulated years.
func TestCounts(t *testing.T) {
	sc := simtest.ReadText(t, `
[change.deploy]
per_year = 20.5
[gate.canary]
catches = "30%"
[alarm.probe]
delay = "5m"
[recovery.restart]
time = "25m"
[risk.often]
on = "deploy"
chance = "90%"
alarms = ["probe"]
recovery = ["restart"]
[risk.gated]
on = "deploy"
chance = "80%"
gates = ["canary"]
alarms = ["probe"]
recovery = ["restart"]
[risk.disk]
rate = "3/year"
alarms = ["probe"]
recovery = ["restart"]
[risk.leak]
interarrival = { dist = "weibull", shape = 3, mean = "30d" }
alarms = ["probe"]
recovery = ["restart"]
`)
	const years = 20_000
	l := logOutages(context.Background(), engine.NewPlan(sc, 1), years)
	yearly := make([]float64, years)
	for i := range l.risks {
		for _, o := range l.risks[i].outages {
			yearly[o.year]++
		}
	}
	s := stat.NewSample(yearly)
	mean, _ := compareLogs(l, l).rates()
	if want := 20.5*0.9 + 20.5*0.8*0.7 + 3 + 365./30; math.Abs(mean-want) > 1e-9 {
		t.Errorf("%g incidents a year, want %g", mean, want)
	}
	simtest.Within(t, "mean", s.Mean().Value, mean, s.SD()/math.Sqrt(years), 4)
	simtest.Within(t, "variance", s.SD()*s.SD(), l.counts(mean).Variance, s.SD()*s.SD()*math.Sqrt(2./years), 4)
}
