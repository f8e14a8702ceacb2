package control

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/law"
	"nines/sim/stat"
)

// controlled are models and budgets for which others measured how far the law
// as control brings the variance of P(met) down (r_fft_control_variate of the
// reference cases), with the gain that is asked of this engine.
var controlled = []struct {
	what     string
	rate     float64
	time     string
	budget   float64 // hours
	met      float64 // with overlap, as measured there
	metError float64 // its standard error
	gain     float64
}{
	{"4 a year of half an hour", 4, `{ dist = "lognormal", p50 = "20m", p95 = "103.606m" }`, 4.38, 0.8965673, 8.4e-6, 100},
	{"26 a year of half an hour", 26, `{ dist = "exponential", mean = "30m" }`, 8.76, 0.1125538, 3e-5, 100},
	{"26 a year of three hours", 26, `{ dist = "lognormal", p50 = "3h", p95 = "932.454m" }`, 87.6, 0.1533258, 9.5e-5, 25},
	{"200 a year of half an hour", 200, `{ dist = "exponential", mean = "30m" }`, 87.6, 0.1135571, 3.8e-4, 8},
}

// gain estimates P(met) again and again, by counting and with the law, and
// returns by how much the variance falls, and how far the law's errors are
// from what they claim to be.
func gain(t testing.TB, i, replications, years int) (ratio, claimed float64) {
	c := controlled[i]
	sc := simtest.ReadText(t, fmt.Sprintf("[alarm.a]\n[recovery.fix]\ntime = %s\n[risk.x]\nrate = \"%g/year\"\nalarms = [\"a\"]\nrecovery = [\"fix\"]\n", c.time, c.rate))
	u := c.budget * 3600 / model.Year
	l, _, err := NewLaw(t.Context(), engine.NewPlan(sc, 1), false, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var counted, sharp stat.Moments
	squaredErrors := 0.0
	for seed := range replications {
		p := engine.NewPlan(sc, uint64(seed+1))
		h := engine.NewHistory(p, l != nil)
		h.Grow(years)
		p.Simulate(t.Context(), h, 0, 2, nil)
		w := NewCounter(p, h, l)
		plain, _ := w.count([]float64{u * model.Year})
		met, _ := w.byLaw(u)
		if !(met.SE > 0 && met.Low < met.High) {
			t.Errorf("%s: an answer without error: %+v", c.what, met)
		}
		for m, v := range map[*stat.Moments]float64{&counted: plain.Value, &sharp: met.Value} {
			m.Sum += v
			m.Squares += v * v
		}
		squaredErrors += met.SE * met.SE
	}
	n := float64(replications)
	variance := func(m stat.Moments) float64 { return (m.Squares - m.Sum*m.Sum/n) / (n - 1) }
	simtest.Within(t, c.what, sharp.Sum/n, c.met, math.Hypot(c.metError, math.Sqrt(variance(sharp)/n)), 4)
	return variance(counted) / variance(sharp), math.Sqrt(squaredErrors / n / variance(sharp))
}

// TestControlVariateGains holds how much the law brings the variance down, and
// that the errors claimed are those that replications show.
func TestControlVariateGains(t *testing.T) {
	replications := simtest.Enough(30, 400)
	for i, c := range controlled {
		years := 2000 // at few incidents a year, fewer show no overlap that matters
		if c.rate >= 200 {
			years = simtest.Enough(800, 2000)
		}
		ratio, claimed := gain(t, i, replications, years)
		t.Logf("%s: the variance falls %.0f times; errors are claimed %.2f times as large as they are", c.what, ratio, claimed)
		// One standard error of a ratio of two variances is 37 % with 30
		// replications, 10 % with 400.
		if least := c.gain * (1 - 2*math.Sqrt(4/float64(replications-1))); ratio < math.Max(least, c.gain/3) {
			t.Errorf("%s: the variance falls %.0f times, want %.0f", c.what, ratio, c.gain)
		}
		if claimed < 0.7 {
			t.Errorf("%s: errors are %.1f times what is claimed", c.what, 1/claimed)
		}
	}
}

// BenchmarkControlVariate prints the gains; those of few replications are off
// by a third.
func BenchmarkControlVariate(b *testing.B) {
	for i, c := range controlled {
		b.Run(c.what, func(b *testing.B) {
			var ratio float64
			for range b.N {
				ratio, _ = gain(b, i, simtest.Enough(30, 100), 2000)
			}
			b.ReportMetric(ratio, "times-less-variance")
		})
	}
}
