package law_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

func scenario(t testing.TB, path string) *model.Scenario {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := file.Read(path, data)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// TestSumCases holds the law of a scenario against every reference in which
// incidents add.
func TestSumCases(t *testing.T) {
	for _, ref := range simtest.References(t, "../testdata/reference.json") {
		if ref.Kind != "sum" {
			continue
		}
		t.Run(ref.ID, func(t *testing.T) {
			sc := scenario(t, filepath.Join("..", "testdata", "reference", ref.ID+".toml"))
			l, err := law.Of(t.Context(), sc, model.Year, law.Options{Whole: true})
			var no *law.Unsupported
			if errors.As(err, &no) && ref.ID[:9] == "i_renewal" {
				return // gaps that are not exponential
			}
			if err != nil {
				t.Fatal(err)
			}
			ref.Check(t, 1.1e-8, func(x float64) (float64, float64) { return l.CDF(x), l.Bound() }, l.Quantile)
			if got := l.Mean() / 3600; math.Abs(got-ref.Mean) > 1e-9*ref.Mean {
				t.Errorf("mean: got %.12f h, want %.12f h", got, ref.Mean)
			}
			if got := l.Variance() / 3600 / 3600; math.Abs(got-ref.Variance) > 1e-9*ref.Variance {
				t.Errorf("variance: got %.12f h², want %.12f h²", got, ref.Variance)
			}
		})
	}
}

// TestBinomialIsExact holds deploys of known cost against exact arithmetic.
func TestBinomialIsExact(t *testing.T) {
	for _, ref := range simtest.References(t, "../testdata/reference.json") {
		if ref.ID[0] != 'b' {
			continue
		}
		l, err := law.Of(t.Context(), scenario(t, filepath.Join("..", "testdata", "reference", ref.ID+".toml")), model.Year, law.Options{Whole: true})
		if err != nil {
			t.Fatal(err)
		}
		if l.Bound() > 1e-12 {
			t.Errorf("%s: bound %.1e", ref.ID, l.Bound())
		}
		for percent, want := range ref.Met {
			if got := l.CDF(simtest.Budget(t, percent)); math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: P(%s %%): got %.15f, want %.15f", ref.ID, percent, got, want)
			}
		}
		for name, want := range ref.Quantiles {
			var p float64
			if _, err := fmt.Sscanf(name, "p%g", &p); err != nil {
				t.Fatal(err)
			}
			if got := l.Quantile(p / 100); math.Abs(got-3600*want) > 1e-9 {
				t.Errorf("%s: %s: got %v s, want %v s", ref.ID, name, got, 3600*want)
			}
		}
	}
}
