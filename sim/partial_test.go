package sim_test

import (
	"context"
	"reflect"
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestPartialIsARun: what an interrupted run says is what a run of so few years
// says, to the last bit, though it was on its way to a million years, whose
// summary takes longer than anybody waits.
func TestPartialIsARun(t *testing.T) {
	sc := simtest.ReadText(t, `
window = "month"
[alarm.errors]
delay = "2m"
[recovery.rollback]
time = { p50 = "20m", p95 = "1h30m" }
[sla.shop]
window = "month"
fee_per_month = 20000
credits = [ { below = "99.9%", credit = "10%" }, { below = "99%", credit = "25%" } ]
[risk.crash]
rate = "20/year"
alarms = ["errors"]
recovery = ["rollback"]
impact = { dist = "uniform", min = "20%", max = "100%" }
`)
	for _, after := range []int{1, 20_000, 90_000} { // years
		ctx, cancel := context.WithCancel(t.Context())
		ended := 0.0
		opt := sim.Options{Seed: 3, Years: 1 << 20, Workers: 1, Method: sim.Auto}
		opt.Progress = func(done, total int) {
			if done >= after && ctx.Err() == nil {
				ended = cpuSeconds()
				cancel()
			}
		}
		some, err := sim.Run(ctx, sc, opt)
		took := cpuSeconds() - ended
		if err != nil {
			t.Fatalf("after %d years: %v", after, err)
		}
		if !some.Partial() || some.Years == 0 {
			t.Fatalf("after %d years: %d years of %d", after, some.Years, some.Asked)
		}
		if took > 0.25 {
			t.Errorf("interrupted after %d years, summed up %d years in another %.2f s", after, some.Years, took)
		}
		opt.Years, opt.Progress = some.Years, nil
		whole, err := sim.Run(t.Context(), sc, opt)
		if err != nil {
			t.Fatal(err)
		}
		for what, pair := range map[string][2]any{
			"targets":     {some.Targets, whole.Targets},
			"attainable":  {some.AttainableAllYear, whole.AttainableAllYear},
			"risks":       {some.Risks, whole.Risks},
			"agreements":  {some.Agreements[0].CreditsPerYear, whole.Agreements[0].CreditsPerYear},
			"incidents":   {some.Incidents, whole.Incidents},
			"median year": {some.DowntimeQuantile(0.5), whole.DowntimeQuantile(0.5)},
		} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				t.Errorf("%d years: %s %v, of a run of as many %v", some.Years, what, pair[0], pair[1])
			}
		}
	}
}
