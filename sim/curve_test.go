package sim

import (
	"math"
	"testing"

	"nines/sim/internal/simtest"
)

// TestExceedanceIsOneCurve follows the chance of a year's downtime through the
// end of the sample: it falls without a jump, as the law does, and the chances
// that 60 times as many years count lie in its intervals.
func TestExceedanceIsOneCurve(t *testing.T) {
	const often = `
[recovery.wait]
time = { dist = "lognormal", p50 = "20h", sigma = 1.2 }
success = "100%"
[alarm.now]
delay = "0s"
[risk.crash]
rate = "30/year"
impact = "60%"
alarms = ["now"]
recovery = ["wait"]
`
	sc := simtest.ReadText(t, often)
	few := mustRun(t, sc, Options{Years: 2_000, Seed: 5, Method: Auto})
	if few.Method != Auto {
		t.Fatal("there is no law")
	}
	last := few.Downtime.Max()
	var xs []float64
	for x := 0.2 * last; x < 1.5*last; x *= 1.0005 {
		xs = append(xs, x)
	}
	var ratio float64
	for i, e := range few.Exceedance(xs) {
		p, _ := few.sharp.Within(xs[i])
		if i > 0 && xs[i] > 0.7*last && math.Abs(e.Value/(1-p)/ratio-1) > 0.01 {
			t.Errorf("at %.4f of the worst year the curve jumps by %.1f %%", xs[i]/last, 100*(e.Value/(1-p)/ratio-1))
		}
		if ratio = e.Value / (1 - p); !(e.Low <= e.Value && e.Value <= e.High) {
			t.Errorf("at %.4f of the worst year: %v", xs[i]/last, e)
		}
	}
	many := mustRun(t, sc, Options{Years: 120_000, Seed: 6, Method: Simulate})
	for _, p := range []float64{0.05, 0.01, 1e-3, 3e-4} {
		x := many.Downtime.Quantile(1 - p).Value
		e := few.Exceedance([]float64{x})[0]
		if se := math.Sqrt(p / 120_000); p+4*se < e.Low || p-4*se > e.High || math.Abs(e.Value-p) > 4*se+0.1*p {
			t.Errorf("1 in %.0f years: got %.3g (%.3g to %.3g)", 1/p, e.Value, e.Low, e.High)
		}
	}
}
