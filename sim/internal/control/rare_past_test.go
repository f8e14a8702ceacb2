package control

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestRareYearsWithAPast holds years under a bias, whose outages before the
// year are twisted with the rest, against the chance that a single outage takes
// more than x of a year T, as its rate λ goes to 0 (engine.md, section 2):
// λ·((T - x)·S(x) + ∫ₓ S(u) du), for exponential lengths.
func TestRareYearsWithAPast(t *testing.T) {
	t.Parallel()
	const rate, mean, T = 1e-4, 30 * model.Day, model.Year
	p := engine.NewPlan(simtest.ReadText(t, simtest.LongOutages(`rate = "0.0001/year"`, `{ dist = "exponential", mean = "30d" }`)), 3)
	s := &RareSearch{Plan: p, workers: 1}
	years := simtest.Enough(200*rareBatch, 4000*rareBatch)
	for _, b := range []engine.Bias{
		{Rates: []float64{2000}, Twist: []float64{0}},
		{Rates: []float64{2000}, Twist: []float64{0.4}},
		{Rates: []float64{2000}, Twist: []float64{0.75}, One: true},
	} {
		budget := 100.0 * model.Day
		found := s.sample(t.Context(), b, budget, years, 0)
		var weight stat.Moments
		for _, w := range found.weights {
			weight.Sum, weight.Squares = weight.Sum+w, weight.Squares+w*w
		}
		e := weight.Mean(float64(years))
		simtest.Within(t, "mean weight", e.Value, 1, e.SE, 4)
		survival := math.Exp(-budget / mean)
		want := rate / T * ((T-budget)*survival + mean*survival)
		for _, miss := range [][]bool{found.sum, found.full} {
			e := found.missed(miss)
			simtest.Within(t, "missed", e.Value, want, e.SE, 4)
		}
	}
}
