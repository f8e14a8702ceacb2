package sim

import (
	"math"
	"testing"

	"nines/model"
)

// TestRareYearsWithAPast holds years under a bias, whose outages before the
// year are twisted with the rest, against the chance that a single outage takes
// more than x of a year T, as its rate λ goes to 0 (engine.md, section 2):
// λ·((T - x)·S(x) + ∫ₓ S(u) du), for exponential lengths.
func TestRareYearsWithAPast(t *testing.T) {
	t.Parallel()
	const rate, mean, T = 1e-4, 30 * model.Day, model.Year
	p := newPlan(readText(t, longOutages(`rate = "0.0001/year"`, `{ dist = "exponential", mean = "30d" }`)), 3)
	s := &rareSearch{plan: p, workers: 1}
	years := enough(200*rareBatch, 4000*rareBatch)
	for _, b := range []bias{
		{rates: []float64{2000}, twist: []float64{0}},
		{rates: []float64{2000}, twist: []float64{0.4}},
		{rates: []float64{2000}, twist: []float64{0.75}, one: true},
	} {
		budget := 100.0 * model.Day
		found := s.sample(t.Context(), b, budget, years, 0)
		var weight moments
		for _, w := range found.weights {
			weight.sum, weight.squares = weight.sum+w, weight.squares+w*w
		}
		e := weight.mean(float64(years))
		within(t, "mean weight", e.Value, 1, e.SE, 4)
		survival := math.Exp(-budget / mean)
		want := rate / T * ((T-budget)*survival + mean*survival)
		for _, miss := range [][]bool{found.sum, found.full} {
			e := found.missed(miss)
			within(t, "missed", e.Value, want, e.SE, 4)
		}
	}
}
