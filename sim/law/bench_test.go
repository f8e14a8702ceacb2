package law_test

import (
	"path/filepath"
	"strings"
	"testing"

	"nines/model"
	"nines/model/file"
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
			b.Run(c.name+"/"+tol.name, func(b *testing.B) { timed(b, sc, tol.p) })
		}
	}
}

// BenchmarkShipped computes the law of a year of each scenario that comes with
// the program, at the default tolerance.
func BenchmarkShipped(b *testing.B) {
	files, err := filepath.Glob("../../scenarios/*.toml")
	if err != nil || len(files) == 0 {
		b.Fatal("no scenarios: ", err)
	}
	for _, file := range files {
		sc := scenario(b, file)
		if len(sc.Unknowns) > 0 {
			continue // no law, or that of a few things that are not known
		}
		b.Run(strings.TrimSuffix(filepath.Base(file), ".toml"), func(b *testing.B) { timed(b, sc, law.DefaultTolerance) })
	}
}

// BenchmarkPartial computes the law of incidents whose impact varies, and with
// it how soon an alarm sees them, and of known incidents beside a rare heavy
// tail.
func BenchmarkPartial(b *testing.B) {
	for _, c := range hard {
		sc, err := file.Read("hard.toml", []byte(head+c.parts))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) { timed(b, sc, law.DefaultTolerance) })
	}
}

// BenchmarkCDF reads a law: callers look for quantiles by bisection.
func BenchmarkCDF(b *testing.B) {
	for _, file := range []string{"testdata/four-risks.toml", "../../scenarios/cre-risk-catalogue.toml"} {
		l, err := law.Of(b.Context(), scenario(b, file), model.Year, law.Options{})
		if err != nil {
			b.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".toml")
		top := l.Quantile(0.999)
		b.Run(name+"/cdf", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				l.CDF(top * float64(i%1000) / 1000)
			}
		})
		b.Run(name+"/quantile", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				l.Quantile(float64(i%1000) / 1000)
			}
		})
	}
}

// timed computes the law of a year of a scenario over and over.
func timed(b *testing.B, sc *model.Scenario, tolerance float64) {
	var l *law.Law
	for b.Loop() {
		var err error
		if l, err = law.Of(b.Context(), sc, model.Year, law.Options{Tolerance: tolerance}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1e3/float64(b.N), "ms/law")
	b.ReportMetric(l.Bound(), "bound")
}
