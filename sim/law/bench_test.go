package law_test

import (
	"testing"

	"nines/model"
	"nines/sim/law"
)

// BenchmarkFourRisks computes the law of a year of four risks: incidents of
// one phase, and whole lives with several alarms, people and ladders.
func BenchmarkFourRisks(b *testing.B) {
	for _, c := range []struct{ name, file string }{
		{"phases=1", "../testdata/reference/d_multi_4class.toml"},
		{"phases=all", "testdata/four-risks.toml"},
	} {
		sc := scenario(b, c.file)
		for _, tol := range []struct {
			name string
			p    float64
		}{{"1e-5", 1e-5}, {"1e-6", 1e-6}} {
			b.Run(c.name+"/"+tol.name, func(b *testing.B) {
				var l *law.Law
				for b.Loop() {
					var err error
					if l, err = law.Of(sc, model.Year, law.Options{Tolerance: tol.p}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/1e3/float64(b.N), "ms/law")
				b.ReportMetric(l.Bound(), "bound")
			})
		}
	}
}
