package compare

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// TestDailyChangesAlike: six a day on weekdays are 1,566 in every simulated
// year; alone, beside others in one ensemble, and in the law's mean.
func TestDailyChangesAlike(t *testing.T) {
	const text = `
[change.deploy]
per_day = 6
days = "mon-fri"
downtime = "1s"
[risk.bad]
on = "deploy"
chance = "2%"
self_heal_time = "10m"
`
	sc := simtest.ReadText(t, text)
	r := mustRun(t, sc, sim.Options{Years: 600, Seed: 3, Method: sim.Auto})
	if got := r.Changes[0].Events; got != 1566 {
		t.Errorf("%v deploys a year, want 1,566", got)
	}
	want := 1566 * (1 + 0.02*600.0)
	m := r.PlainSum.Mean()
	simtest.Within(t, "mean downtime", m.Value, want, m.SE, 4)
	if l := simtest.Must(law.Of(t.Context(), sc, model.Year, law.Options{})); math.Abs(l.Mean()-want) > 1e-6*want {
		t.Errorf("the law's mean is %v, want %v", l.Mean(), want)
	}
	same := mustRun(t, sc, sim.Options{Years: 600, Seed: 3, Method: sim.Simulate})
	options, _, err := optionsOf(t.Context(), sc, []*model.Scenario{simtest.ReadText(t, text, "risk.bad.chance=1%")}, PricedBy(sc), 3, 600, 2, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := options[0].Downtime.Value, same.Downtime.Mean().Value; math.Abs(got-want) > 1e-9*want {
		t.Errorf("beside others %v s of downtime a year, alone %v", got, want)
	}
}
