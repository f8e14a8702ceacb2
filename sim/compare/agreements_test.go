package compare

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// Credits of agreements are money that an investment saves, and what the SLO
// leaves out is left out of comparisons: both as a run of the same years says.
func TestOutcomesKnowAgreementsAndExclusions(t *testing.T) {
	const text = `
[change.maintenance]
per_month = 1
downtime = "30m"
[alarm.probe]
delay = "2m"
[recovery.fix]
time = { p50 = "30m", p95 = "3h" }
[risk.x]
rate = "12/year"
alarms = ["probe"]
recovery = ["fix"]
[sla.gold]
fee_per_month = 1000
credits = [ { below = "99.9%", credit = "10%" }, { below = "99%", credit = "50%" } ]
exclude = ["change.maintenance"]
`
	sets := []string{"service.currency=EUR", "slo.window=month", `slo.exclude=["change.maintenance"]`}
	base := simtest.ReadText(t, text, sets...)
	better := simtest.ReadText(t, text, append(sets, "recovery.fix.time={ times = 0.5 }")...)
	const years, seed = 2000, 7
	options, _, err := optionsOf(t.Context(), base, []*model.Scenario{better}, PricedBy(base), seed, years, 2, func() {})
	if err != nil {
		t.Fatal(err)
	}
	opt := sim.Options{Years: years, Seed: seed}
	was, is := mustRun(t, base, opt), mustRun(t, better, opt)
	want := was.Agreements[0].CreditsPerYear.Mean.Value - is.Agreements[0].CreditsPerYear.Mean.Value
	if got := options[1].Saved.Value; math.Abs(got-want) > 1e-9*want || want <= 0 {
		t.Errorf("saves %g a year, the credits of two runs differ by %g", got, want)
	}
	for i, r := range []*sim.Result{was, is} {
		if got, want := options[i].Attainable.Value, r.AttainableAllYear.Value; math.Abs(got-want) > 1e-12 {
			t.Errorf("option %d: attainable %.9f, a run says %.9f", i, got, want)
		}
	}
}
