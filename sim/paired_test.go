package sim

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nines/model"
	"nines/model/file"
)

// commonGain repeats the comparison of an alarm after 10 min with one after 5,
// at 12 incidents a year that take a lognormal time to recover from (median
// 20 min, sigma 1), and returns by how much common random numbers lower the
// variance of the change of a year's 95th percentile and mean, and how the
// reported standard errors of the two changes compare with their real ones.
func commonGain(t testing.TB, replications, years int) (p95, mean, ratio95, ratioMean float64) {
	before := readText(t, "[alarm.probe]\ndelay = \"10m\"\n[recovery.fix]\ntime = { p50 = \"20m\", sigma = 1 }\n"+
		"[risk.crash]\nrate = \"12/year\"\nalarms = [\"probe\"]\nrecovery = [\"fix\"]\n", "slo.confidence=95%")
	after, err := file.With(before, patches([]string{"alarm.probe.delay=5m"})...)
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
	sd := func(v []float64) float64 { return NewSample(slices.Clone(v)).SD() }
	gain := func(v [3][]float64) float64 {
		return (math.Pow(sd(v[0]), 2) + math.Pow(sd(v[1]), 2)) / math.Pow(sd(v[2]), 2)
	}
	return gain(q), gain(m), se95 / sd(q[2]), seMean / sd(m[2])
}

// TestCommonRandomNumbers holds the gain of common random numbers, which the
// benchmark measures, to what a few replications show for sure, and the
// reported errors against the real ones.
func TestCommonRandomNumbers(t *testing.T) {
	p95, mean, ratio95, ratioMean := commonGain(t, enough(150, 1000), enough(1000, 5000))
	least95, leastMean := 11.0, 150.0
	if proof() {
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
		p95, mean, _, _ := commonGain(b, enough(100, 1000), 5000)
		b.ReportMetric(p95, "p95-gain")
		b.ReportMetric(mean, "mean-gain")
	}
}

// TestPairingCoverage counts how often the interval of a paired difference
// holds the truth. Score intervals do in about 95 % of samples, and none of
// them is empty.
func TestPairingCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, c := range []struct{ both, before, after float64 }{
		{0.90, 0, 0.02}, {0.6, 0.05, 0.05}, {0.5, 0, 0.3}, {0.985, 0.002, 0.01}, {0.3, 0.2, 0.25},
	} {
		const samples, years = 3000, 400
		held := 0
		for range samples {
			var p pairing
			for range years {
				switch u := rng.Float64(); {
				case u < c.both:
					p.both++
				case u < c.both+c.before:
					p.before++
				case u < c.both+c.before+c.after:
					p.after++
				default:
					p.neither++
				}
			}
			e := p.change()
			if d := c.after - c.before; e.Low <= d && d <= e.High {
				held++
			}
			if !(e.Low < e.Value && e.Value < e.High) {
				t.Fatalf("%+v: empty interval %+v", p, e)
			}
		}
		if part := float64(held) / samples; part < 0.935 {
			t.Errorf("%+v: the interval holds the truth in %.3f of samples", c, part)
		}
	}
}

// TestPairingWithoutDifferences: where no year differs, the interval is that of
// a few years of 100,000, and not nothing.
func TestPairingWithoutDifferences(t *testing.T) {
	for _, p := range []pairing{{both: 1e5}, {neither: 1e5}, {both: 9e4, neither: 1e4}} {
		e := p.change()
		if e.Value != 0 || e.High <= 1e-6 || e.High > 1e-4 || e.Low >= -1e-6 || e.Low < -1e-4 {
			t.Errorf("%+v: %+v", p, e)
		}
	}
	// McNemar's standard error, to a year: √(b + c - (b-c)²/n) / n.
	p := pairing{both: 90_000, before: 100, after: 2000, neither: 7900}
	if e, want := p.change(), math.Sqrt(2100-1900.*1900/1e5)/1e5; math.Abs(e.SE/want-1) > 0.01 {
		t.Errorf("standard error %v, McNemar's is %v", e.SE, want)
	}
}
