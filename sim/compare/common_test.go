package compare

import (
	"math"
	"slices"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// commonGain repeats the comparison of an alarm after 10 min with one after 5,
// at 12 incidents a year that take a lognormal time to recover from (median
// 20 min, sigma 1), and returns by how much common random numbers lower the
// variance of the change of a year's 95th percentile and mean, and how the
// reported standard errors of the two changes compare with their real ones.
func commonGain(t testing.TB, replications, years int) (p95, mean, ratio95, ratioMean float64) {
	before := simtest.ReadText(t, "[alarm.probe]\ndelay = \"10m\"\n[recovery.fix]\ntime = { p50 = \"20m\", sigma = 1 }\n"+
		"[risk.crash]\nrate = \"12/year\"\nalarms = [\"probe\"]\nrecovery = [\"fix\"]\n", "slo.confidence=95%")
	after, err := file.With(before, simtest.Patches([]string{"alarm.probe.delay=5m"})...)
	if err != nil {
		t.Fatal(err)
	}
	var q, m [3][]float64 // before, after, change
	var se95, seMean float64
	for seed := range uint64(replications) {
		o, _, err := optionsOf(t.Context(), before, []*model.Scenario{after}, PricedBy(before), seed, years, 2, func() {})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 2 {
			q[i], m[i] = append(q[i], o[i].Attainable.Value), append(m[i], o[i].Downtime.Value)
		}
		q[2], m[2] = append(q[2], o[1].AttainableChange.Value), append(m[2], o[1].DowntimeSaved.Value)
		se95 += o[1].AttainableChange.SE / float64(replications)
		seMean += o[1].DowntimeSaved.SE / float64(replications)
	}
	sd := func(v []float64) float64 { return stat.NewSample(slices.Clone(v)).SD() }
	gain := func(v [3][]float64) float64 {
		return (math.Pow(sd(v[0]), 2) + math.Pow(sd(v[1]), 2)) / math.Pow(sd(v[2]), 2)
	}
	return gain(q), gain(m), se95 / sd(q[2]), seMean / sd(m[2])
}

// TestCommonRandomNumbers holds the gain of common random numbers, which the
// benchmark measures, to what a few replications show for sure, and the
// reported errors against the real ones.
func TestCommonRandomNumbers(t *testing.T) {
	p95, mean, ratio95, ratioMean := commonGain(t, simtest.Enough(150, 1000), simtest.Enough(1000, 5000))
	least95, leastMean := 11.0, 150.0
	if simtest.Proof() {
		least95, leastMean = 15, 200
	}
	if p95 < least95 || mean < leastMean {
		t.Errorf("the variance falls %.1f times for the 95th percentile, %.0f times for the mean", p95, mean)
	}
	// The quantile's error is rounded outwards, to whole ranks and one year
	// more that differs: up to a third too wide on a thousand years.
	if ratio95 < 0.9 || ratio95 > 1.5 || ratioMean < 0.8 || ratioMean > 1.2 {
		t.Errorf("reported errors are %.2f and %.2f times the real ones", ratio95, ratioMean)
	}
}

// BenchmarkCommonRandomNumbers measures the gain over 1,000 replications, or
// to a fifth over 100.
func BenchmarkCommonRandomNumbers(b *testing.B) {
	for b.Loop() {
		p95, mean, _, _ := commonGain(b, simtest.Enough(100, 1000), 5000)
		b.ReportMetric(p95, "p95-gain")
		b.ReportMetric(mean, "mean-gain")
	}
}
