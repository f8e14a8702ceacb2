package law_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"nines/model"
	"nines/model/dist"
	"nines/model/file"
	"nines/sim/law"
)

// A reference is a law computed by software of others (R's actuar, SciPy,
// mpmath, Laplace inversion).
type reference struct {
	ID        string             `json:"id"`
	Kind      string             `json:"kind"`
	Mean      float64            `json:"mean_h"`
	Variance  float64            `json:"var_h2"`
	Met       map[string]float64 `json:"met"` // by target, "99" to "99.999"
	Quantiles map[string]float64 `json:"quantiles_h"`

	// Without a scenario:
	Poisson     float64                       // a year
	Alternating float64                       // a year of working time
	NegBin      struct{ Mean, Shape float64 } `json:"negative_binomial"`
	Severity    severity
	Error       float64 // of the reference
}

// A severity is a law of durations in seconds.
type severity struct {
	Law                                                  string
	Mean, Median, Sigma, Shape, Scale, Alpha, Min, Value float64
}

func (s severity) distribution(t testing.TB) dist.Distribution {
	t.Helper()
	var d dist.Distribution
	var err error
	switch s.Law {
	case "exponential":
		d, err = dist.NewExponential(s.Mean)
	case "lognormal":
		d, err = dist.NewLogNormal(math.Log(s.Median), s.Sigma)
	case "weibull":
		d, err = dist.NewWeibull(s.Shape, s.Scale)
	case "gamma":
		d, err = dist.NewGamma(s.Shape, s.Scale)
	case "lomax":
		d, err = dist.NewLomax(s.Alpha, s.Scale)
	case "pareto":
		d, err = dist.NewPareto(s.Alpha, s.Min)
	case "constant":
		d, err = dist.NewConstant(s.Value)
	default:
		err = fmt.Errorf("no law %q", s.Law)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func references(t testing.TB, path string) []reference {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []reference
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

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

func budget(t testing.TB, percent string) float64 {
	t.Helper()
	target, err := model.ParseTarget(percent + "%")
	if err != nil {
		t.Fatal(err)
	}
	return target.Budget(model.Year)
}

// check holds probabilities against a reference, to 1e-6 and to the bound that
// is claimed, and quantiles to a relative 1e-5.
func check(t *testing.T, ref reference, slack float64, cdf func(x float64) (p, bound float64), quantile func(p float64) float64) {
	t.Helper()
	for percent, want := range ref.Met {
		p, bound := cdf(budget(t, percent))
		off := math.Abs(p - want)
		if off > 1e-6 {
			t.Errorf("P(%s %%): got %.10f, want %.10f", percent, p, want)
		}
		if off > bound+slack {
			t.Errorf("P(%s %%): off by %.1e, which exceeds the bound %.1e", percent, off, bound)
		}
		if bound > law.DefaultTolerance {
			t.Errorf("P(%s %%): bound %.1e exceeds the tolerance", percent, bound)
		}
	}
	for name, want := range ref.Quantiles {
		var p float64
		if _, err := fmt.Sscanf(name, "p%g", &p); err != nil {
			t.Fatal(err)
		}
		if got := quantile(p/100) / 3600; math.Abs(got-want) > 1e-5*want {
			t.Errorf("%s: got %.9f h, want %.9f h", name, got, want)
		}
	}
}

// TestSumCases holds the law of a scenario against every reference in which
// incidents add.
func TestSumCases(t *testing.T) {
	for _, ref := range references(t, "../testdata/reference.json") {
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
			check(t, ref, 1.1e-8, func(x float64) (float64, float64) { return l.CDF(x), l.Bound() }, l.Quantile)
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
	for _, ref := range references(t, "../testdata/reference.json") {
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
			if got := l.CDF(budget(t, percent)); math.Abs(got-want) > 1e-12 {
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

// TestCompoundCases holds counts and severities without a scenario against
// references: Poisson with ten shapes of one mean, negative binomial counts,
// and a unit that cannot fail while it is down.
func TestCompoundCases(t *testing.T) {
	for _, ref := range references(t, "testdata/compound.json") {
		t.Run(ref.ID, func(t *testing.T) {
			t.Parallel()
			severity := ref.Severity.distribution(t)
			if ref.Alternating > 0 {
				a := law.Alternate(ref.Alternating/model.Year, severity, model.Year, law.Options{})
				check(t, ref, ref.Error, a.CDF, a.Quantile)
				return
			}
			var count law.Frequency = law.Poisson{Mean: ref.Poisson}
			if ref.Poisson == 0 {
				count = law.NegativeBinomial{Mean: ref.NegBin.Mean, Shape: ref.NegBin.Shape}
			}
			l := law.Compound(count, severity, law.Options{})
			check(t, ref, ref.Error, func(x float64) (float64, float64) { return l.CDF(x), l.Bound() }, l.Quantile)
		})
	}
}
