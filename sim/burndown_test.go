package sim

import (
	"context"
	"fmt"
	"math"
	"testing"

	"nines/model"
)

// TestBurnDown holds the probability that the budget is spent by a date
// against the exact law of a compound Poisson sum (lognormal outages of 20
// minutes in the median, sigma 1), reckoned elsewhere to 1e-9.
func TestBurnDown(t *testing.T) {
	for _, tt := range []struct {
		rate   float64
		target string
		want   map[int]float64 // by day
	}{
		{4, "99.95%", map[int]float64{182: 0.025876389603918803, 365: 0.10349965077191559}},
		{26, "99.9%", map[int]float64{182: 0.2598098421417544, 365: 0.9086833822130034}},
		{4, "99.99%", map[int]float64{7: 0.01317256406498124, 182: 0.4389601163207624, 365: 0.771641858242579}},
	} {
		sc := readText(t, fmt.Sprintf(`
[recovery.wait]
time = { dist = "lognormal", p50 = "20m", sigma = 1.0 }
success = "100%%"
[alarm.now]
delay = "0s"
[risk.crash]
rate = "%v/year"
fresh = true
alarms = ["now"]
recovery = ["wait"]
`, tt.rate), `slo.promise="`+tt.target+`"`, `slo.targets=["`+tt.target+`"]`)
		r := run(t, sc, Options{Years: 512, Seed: 3})
		const years = 20_000
		b, err := Burn(context.Background(), r, Options{Years: years, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Dates) != 53 || b.Dates[0].Left.P50 != b.Budget || b.Dates[0].Exhausted.Value != 0 {
			t.Fatalf("the year begins with %v of %v", b.Dates[0].Left.P50, b.Budget)
		}
		for day, want := range tt.want {
			// Half a year is 26 weeks and half a day: both dates beside it bound it.
			var got Estimate
			for _, d := range b.Dates {
				if d.At <= float64(day)*model.Day+tie {
					got = d.Exhausted
				}
			}
			// In half a day the probability grows by less than 1/300.
			if se := math.Sqrt(want * (1 - want) / years); math.Abs(got.Value-want) > 4*se+0.004*want {
				t.Errorf("%v a year, %s, day %d: %.5f, want %.5f ± %.5f", tt.rate, tt.target, day, got.Value, want, se)
			}
		}
		for i := 1; i < len(b.Dates); i++ {
			was, is := b.Dates[i-1], b.Dates[i]
			if is.Exhausted.Value < was.Exhausted.Value || is.Left.P50 > was.Left.P50 {
				t.Errorf("week %d gives budget back", i)
			}
			if l := is.Left; !(l.P2 <= l.P10 && l.P10 <= l.P25 && l.P25 <= l.P50 && l.P50 <= l.P75 && l.P75 <= l.P90 && l.P90 <= l.P97) {
				t.Errorf("the bands of week %d are out of order: %+v", i, l)
			}
		}
	}
}
