package sim

import (
	"testing"

	"nines/sim/internal/simtest"
)

// TestMetNeverRises asks few years of much overlap for many targets, where the
// joint estimator of each by itself crosses its neighbours, and for quantiles
// beyond what the years have seen.
func TestMetNeverRises(t *testing.T) {
	sc := simtest.ReadText(t, simtest.Probe+simtest.RareCases["both"], "risk.x.rate=100/year", `slo.targets=["98%", "98.5%", "98.6%", "98.7%", "98.8%", "98.9%", "99%", "99.1%", "99.2%", "99.9%"]`)
	for seed := range uint64(3) {
		r := mustRun(t, sc, Options{Years: 200, Seed: seed, Method: Auto})
		targets := make([]float64, 200)
		for i := range targets {
			targets[i] = 0.98 + 0.02*float64(i)/200
		}
		curve := r.Attainment(targets)
		for i := 1; i < len(curve); i++ {
			a, b := curve[i-1], curve[i]
			if b.Value > a.Value || b.Low > a.Low || b.High > a.High || !(b.Low <= b.Value && b.Value <= b.High) {
				t.Fatalf("seed %d: %.4f is met with %+v, %.4f with %+v", seed, targets[i-1], a, targets[i], b)
			}
		}
		for i := 1; i < len(r.Targets); i++ {
			if a, b := r.Targets[i-1], r.Targets[i]; b.Met.Value > a.Met.Value || b.MetAllYear.High > a.MetAllYear.High {
				t.Errorf("seed %d: %s is met with %+v, %s with %+v", seed, a.Target.Text(), a.Met, b.Target.Text(), b.Met)
			}
		}
		ps := []float64{0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999}
		q := r.DowntimeQuantiles(ps...)
		for i := 1; i < len(q); i++ {
			if q[i].Value < q[i-1].Value {
				t.Errorf("seed %d: the quantile at %g is %g, that at %g %g", seed, ps[i-1], q[i-1].Value, ps[i], q[i].Value)
			}
		}
	}
}
