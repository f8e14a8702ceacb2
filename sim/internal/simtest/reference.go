package simtest

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"nines/model"
	"nines/model/dist"
)

// A Reference is a law computed by software of others (R's actuar, SciPy,
// mpmath, Laplace inversion).
type Reference struct {
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
	Severity    Severity
	Error       float64 // of the reference
}

// A Severity is a law of durations in seconds.
type Severity struct {
	Law                                                  string
	Mean, Median, Sigma, Shape, Scale, Alpha, Min, Value float64
}

// Distribution returns the law.
func (s Severity) Distribution(t testing.TB) dist.Distribution {
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

// References returns the references in a file.
func References(t testing.TB, path string) []Reference {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []Reference
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// Budget returns the downtime (seconds) that a target in percent leaves a year.
func Budget(t testing.TB, percent string) float64 {
	t.Helper()
	target, err := model.ParseTarget(percent + "%")
	if err != nil {
		t.Fatal(err)
	}
	return target.Budget(model.Year)
}

// Check holds probabilities against a reference, to 1e-6 and to the bound that
// is claimed, and quantiles to a relative 1e-5.
func (ref Reference) Check(t *testing.T, slack float64, cdf func(x float64) (p, bound float64), quantile func(p float64) float64) {
	t.Helper()
	for percent, want := range ref.Met {
		p, bound := cdf(Budget(t, percent))
		off := math.Abs(p - want)
		if off > 1e-6 {
			t.Errorf("P(%s %%): got %.10f, want %.10f", percent, p, want)
		}
		if off > bound+slack {
			t.Errorf("P(%s %%): off by %.1e, which exceeds the bound %.1e", percent, off, bound)
		}
		if bound > 1e-6 {
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
