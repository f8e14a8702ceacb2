package sim

import (
	"context"
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/law"
	"nines/sim/stat"
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
		sc := simtest.ReadText(t, fmt.Sprintf(`
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
		const years = 20_000
		r := mustRun(t, sc, Options{Years: years, Seed: 3})
		b, err := Burn(context.Background(), r, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Dates) != 53 || b.Dates[0].Left.P50 != b.Budget || b.Dates[0].Exhausted.Value != 0 {
			t.Fatalf("the year begins with %v of %v", b.Dates[0].Left.P50, b.Budget)
		}
		for day, want := range tt.want {
			// The date before a day, which in half a day grows by less than 1/200.
			var got stat.Estimate
			for _, d := range b.Dates {
				if d.At <= (float64(day)+0.5)*model.Day+stat.Tie {
					got = d.Exhausted
				}
			}
			if se := math.Sqrt(want * (1 - want) / years); math.Abs(got.Value-want) > 4*se+0.006*want {
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

// TestBurnDownEndsInTheAnswer counts the missed windows that the dates rest on:
// they are those of the run, window by window, whatever the window is and
// whatever the SLO leaves out; and the last date is the answer's figure, by the
// law too.
func TestBurnDownEndsInTheAnswer(t *testing.T) {
	const service = `
[change.work]
per_month = 1
downtime = "10m to 40m"
[recovery.wait]
time = { dist = "lognormal", p50 = "20m", sigma = 1.0 }
success = "100%"
[alarm.now]
delay = "0s"
[risk.crash]
rate = "20/year"
alarms = ["now"]
recovery = ["wait"]
`
	for _, sets := range [][]string{
		{`slo.promise="99.9%"`, `slo.targets=["99.9%"]`},
		{`slo.promise="99.8%"`, `slo.targets=["99.8%"]`, `slo.window="month"`},
		{`slo.promise="99.8%"`, `slo.targets=["99.8%"]`, `slo.window="every 10d"`},
		{`slo.promise="99.8%"`, `slo.targets=["99.8%"]`, `slo.window="quarter"`, `slo.exclude=["change.work"]`},
		{`slo.promise="99.9%"`, `slo.targets=["99.9%"]`, `slo.exclude=[{ part = "risk.crash", at_most = "20m" }]`},
		{`slo.promise="99.9%"`, `slo.targets=["99.9%"]`, `risk.crash.rate="2/year to 40/year"`}, // years that are worlds
		{`slo.promise="99.8%"`, `slo.targets=["99.8%"]`, `slo.window="month"`, `slo.exclude=["change.work"]`, `risk.crash.rate="2/year to 40/year"`},
	} {
		sc := simtest.ReadText(t, service, sets...)
		const years = 1000
		for _, method := range []Method{Simulate, Auto} {
			r := mustRun(t, sc, Options{Years: years, Seed: 3, Method: method})
			b, err := Burn(context.Background(), r, Options{})
			if err != nil {
				t.Fatal(err)
			}
			met, last := r.Targets[0].Met, b.Dates[len(b.Dates)-1]
			if b.Years != years || last.Exhausted.Value != 1-met.Value || last.Exhausted.High != 1-met.Low || b.MetAllYear != r.Targets[0].MetAllYear {
				t.Errorf("%v: the last date says %v, the answer that %v meet it", sets, last.Exhausted, met)
			}
			for i := 1; i < len(b.Dates); i++ {
				was, is := b.Dates[i-1], b.Dates[i]
				if is.Exhausted.Value < was.Exhausted.Value || !(is.Exhausted.Low <= is.Exhausted.Value && is.Exhausted.Value <= is.Exhausted.High) {
					t.Errorf("%v: date %d: %v after %v", sets, i, is.Exhausted, was.Exhausted)
				}
				if is.Worst > is.Left.P50 || is.Left.P50 > was.Left.P50 {
					t.Errorf("%v: date %d: %v left in the worst window, %v in the middle one", sets, i, is.Worst, is.Left.P50)
				}
			}
		}
		r := mustRun(t, sc, Options{Years: years, Seed: 3})
		b := newBurner(sc, 3, years)
		engine.Each(context.Background(), len(b.missed), 2, func() func(int) { return b.worker(context.Background()) })
		missed := 0.0
		for _, chunk := range b.missed {
			missed += chunk[b.parts].N
		}
		if got, want := missed/float64(years*r.Windows), 1-r.Targets[0].Met.Value; math.Abs(got-want) > 1e-12 || missed == 0 {
			t.Errorf("%v: %v of the windows miss the promise, in the run %v", sets, got, want)
		}
	}
}

// TestBurnDownCovers repeats few years with seed after seed and counts how often
// the interval at mid-year holds what the law of half a year says.
func TestBurnDownCovers(t *testing.T) {
	t.Parallel()
	sc := simtest.ReadText(t, `
[recovery.wait]
time = { dist = "lognormal", p50 = "20m", sigma = 1.0 }
success = "100%"
[alarm.now]
delay = "0s"
[risk.crash]
rate = "4/year"
fresh = true
alarms = ["now"]
recovery = ["wait"]
`, `slo.promise="99.99%"`, `slo.targets=["99.99%"]`)
	half, err := law.Of(context.Background(), sc, model.Year/2, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	truth := 1 - half.CDF(sc.SLO.Promise.Budget(model.Year))
	hits, runs := 0, simtest.Enough(120, 4_000)
	for seed := range runs {
		r := mustRun(t, sc, Options{Years: 600, Seed: uint64(seed), Workers: 1, Method: Auto})
		b, err := Burn(context.Background(), r, Options{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		hits += simtest.Holds(b.Dates[26].Exhausted, truth)
	}
	simtest.Covers(t, "a burn-down at mid-year", hits, runs)
}
