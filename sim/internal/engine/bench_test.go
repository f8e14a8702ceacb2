package engine

import (
	"testing"

	"nines/sim/internal/simtest"
)

func BenchmarkYear(b *testing.B) {
	p := NewPlan(simtest.TwoPhase(24), 1)
	t := NewTally(p)
	y := NewYear(p, t)
	for i := range 10_000 {
		y.Simulate(uint64(i), nil, nil) // grow the buffers
	}
	t.Incidents[0] = 0
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		y.Simulate(uint64(i), nil, nil)
	}
	b.ReportMetric(float64(t.Incidents[0])/b.Elapsed().Seconds()/1e6, "Mincidents/s")
}
