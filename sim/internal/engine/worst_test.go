package engine

import (
	"math/rand/v2"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestSurfaceJudgesAsResultsDo holds the order statistics of a cell, by
// selection, against those of a sorted sample.
func TestSurfaceJudgesAsResultsDo(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	for range simtest.Enough(400, 4000) {
		n := 1 + rng.IntN(400)
		worst := make([]float64, n)
		for i := range worst {
			if worst[i] = rng.Float64() / 100; rng.IntN(3) == 0 {
				worst[i] = float64(rng.IntN(4)) / 1000
			}
		}
		sc := simtest.TwoPhase(1)
		sc.SLO.Confidence = []float64{0.05, 0.5, 0.9, 0.99, rng.Float64()}[rng.IntN(5)]
		want := stat.Availability(stat.NewSample(append([]float64(nil), worst...)).Quantile(sc.SLO.Confidence), 1)
		kept := 0
		for _, u := range worst {
			if u*model.Year <= sc.SLO.Promise.Budget(model.Year)+stat.Tie {
				kept++
			}
		}
		got, met := Judge(sc.SLO, worst)
		if got.Value != want.Value || got.Low != want.Low || got.High != want.High {
			t.Fatalf("%d values at %g: the surface says %v, the sample %v", n, sc.SLO.Confidence, got, want)
		}
		if met != stat.Wilson(float64(kept), float64(n)) {
			t.Fatalf("%d of %d: %v", kept, n, met)
		}
	}
}
