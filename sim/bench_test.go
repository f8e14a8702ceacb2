package sim

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"nines/sim/internal/simtest"
)

// The speed claim: incidents a second on one core for a lognormal detection
// and a lognormal recovery at 24 incidents a year, beside a loop written by
// hand that does nothing but draw and add.

func BenchmarkHandWritten(b *testing.B) {
	const rate, muD, sigmaD, muR, sigmaR = 24, 5.7, 0.84, 7.09, 0.91
	var total float64
	incidents := 0
	for i := range b.N {
		rng := rand.New(rand.NewPCG(1, uint64(i)))
		for level := rng.ExpFloat64(); level <= rate; level += rng.ExpFloat64() {
			total += math.Exp(muD+sigmaD*rng.NormFloat64()) + math.Exp(muR+sigmaR*rng.NormFloat64())
			incidents++
		}
	}
	if total < 0 {
		b.Fatal("downtime cannot be negative")
	}
	b.ReportMetric(float64(incidents)/b.Elapsed().Seconds()/1e6, "Mincidents/s")
}

func BenchmarkRun(b *testing.B) {
	for _, workers := range []int{1, 2} {
		if workers > runtime.NumCPU() {
			continue
		}
		b.Run(map[int]string{1: "one", 2: "two"}[workers], func(b *testing.B) {
			incidents := int64(0)
			for range b.N {
				r, err := Run(context.Background(), simtest.TwoPhase(24), Options{Years: 100_000, Seed: 1, Workers: workers})
				if err != nil {
					b.Fatal(err)
				}
				incidents += r.Incidents
			}
			b.ReportMetric(float64(incidents)/b.Elapsed().Seconds()/1e6, "Mincidents/s")
		})
	}
}
