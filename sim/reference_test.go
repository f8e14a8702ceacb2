package sim

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// A reference is the law of a year's downtime, computed by software of others
// to 1e-7 or better (R's actuar, SciPy, mpmath, Laplace inversion).
type reference struct {
	ID        string             `json:"id"`
	Kind      string             `json:"kind"`     // "sum": outages add; "union": overlap counts once
	PerYear   float64            `json:"per_year"` // incidents in a mean year
	Mean      float64            `json:"mean_h"`
	Variance  float64            `json:"var_h2"`
	Met       map[string]float64 `json:"met"` // by target, "99" to "99.999"
	Quantiles map[string]float64 `json:"quantiles_h"`
}

// referenceYears is how many years a case is simulated for. The plain run
// asks the same questions of fewer years; its tolerance, in standard errors,
// is the same and so three to fourteen times wider.
func referenceYears(perYear float64) int {
	switch {
	case simtest.Proof():
		return 200_000
	case perYear > 1000:
		return 1_000
	case perYear > 100:
		return 5_000
	default:
		return 20_000
	}
}

// references reads all cases.
func references(t *testing.T) []reference {
	data, err := os.ReadFile("testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []reference
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

// referenceCase returns one case.
func referenceCase(t *testing.T, id string) reference {
	for _, ref := range references(t) {
		if ref.ID == id {
			return ref
		}
	}
	t.Fatalf("no reference case %s", id)
	return reference{}
}

func TestReferenceCases(t *testing.T) {
	for _, ref := range references(t) {
		t.Run(ref.ID, func(t *testing.T) {
			t.Parallel()
			sc := simtest.ReadScenario(t, filepath.Join("testdata", "reference", ref.ID+".toml"))
			r, err := Run(context.Background(), sc, Options{Years: referenceYears(ref.PerYear), Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Warnings) > 0 {
				t.Error(r.Warnings)
			}
			law := r.PlainSum
			if ref.Kind == "union" {
				law = r.Downtime
			}
			checkMet(t, ref.Kind, law, ref, 0)
			checkMean(t, law, ref)
			checkQuantiles(t, law, ref)
			if ref.Kind == "sum" && ref.PerYear <= 26 {
				// Outages that overlap count once: the full answer
				// is better, by little.
				checkMet(t, "full", r.Downtime, ref, 2e-4)
			}
		})
	}
}

// checkMet holds the probability of every target against the reference by an
// exact binomial test at four standard errors (3.2e-5 a side). slack widens it
// for a known small difference of models.
func checkMet(t *testing.T, what string, s stat.Sample, ref reference, slack float64) {
	t.Helper()
	n := float64(s.Len())
	for percent, p := range ref.Met {
		met := s.CountAtMost(simtest.Must(model.ParseTarget(percent+"%")).Budget(model.Year) + stat.Tie)
		if !simtest.Plausible(float64(met), n, p, slack) {
			t.Errorf("%s: P(%s %%): got %.6f of %g years, want %.6f", what, percent, float64(met)/n, n, p)
		}
	}
}

// checkMean holds the mean against the reference at four standard errors.
func checkMean(t *testing.T, s stat.Sample, ref reference) {
	t.Helper()
	mean := s.Mean().Value / 3600
	if se := math.Sqrt(ref.Variance / float64(s.Len())); math.Abs(mean-ref.Mean) > 4*se {
		t.Errorf("mean: got %.5f h, want %.5f ± %.5f h", mean, ref.Mean, se)
	}
}

// checkQuantiles asks how many years lie below and at the exact quantiles,
// which holds at atoms too, at four standard errors.
func checkQuantiles(t *testing.T, s stat.Sample, ref reference) {
	t.Helper()
	n := float64(s.Len())
	for name, q := range ref.Quantiles {
		var p float64
		if _, err := fmt.Sscanf(name, "p%g", &p); err != nil {
			t.Fatal(err)
		}
		p /= 100
		q *= 3600
		below := float64(s.CountAtMost(q*(1-1e-9)-stat.Tie)) / n
		atMost := float64(s.CountAtMost(q*(1+1e-9)+stat.Tie)) / n
		if tol := 4 * math.Sqrt(p*(1-p)/n); below > p+tol || atMost < p-tol {
			t.Errorf("%s: %.5f of the years lie below %.4f s and %.5f at most there", name, below, q, atMost)
		}
	}
}
