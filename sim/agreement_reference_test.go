package sim

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"nines/sim/internal/simtest"
)

// outages is a scenario of one risk that heals by itself, without overlap
// worth the name, under an agreement.
func outages(rate, length, agreement string) string {
	return fmt.Sprintf("[risk.x]\nrate = %q\nself_heal_time = %s\n[sla.x]\n%s\n", rate, length, agreement)
}

// TestPublishedCredits holds published terms against figures of their breach
// and mean credit in a month of 30 days: Poisson outages, exponential lengths.
func TestPublishedCredits(t *testing.T) {
	const seldom, often = `{ dist = "exponential", mean = "30m" }`, `{ dist = "exponential", mean = "120m" }`
	for _, c := range []struct {
		rate, length, preset, more string
		breach, credit             float64 // 0 where none is known
	}{
		{"1/30d", seldom, "aws-ec2-region", "", 0.5812, 0},
		{"1/30d", seldom, "aws-s3-standard", "", 0.2621, 0},
		{"1/30d", seldom, "aws-rds-multi-az", "", 0.4112, 0},
		{"1/10d", often, "aws-ec2-region", "", 0.9453, 0.16065},
		{"1/10d", often, "google-alloydb", "whole_minutes = false", 0, 0.14410},
	} {
		text := outages(c.rate, c.length, fmt.Sprintf("preset = %q\nwindow = \"every 30d\"\nfee_per_month = 100\n%s", c.preset, c.more))
		a := mustRun(t, simtest.ReadText(t, text), Options{Years: simtest.Enough(15_000, 1_000_000), Seed: 1, Method: Simulate}).Agreements[0]
		// The figures are rounded to half of their last digit.
		if c.breach > 0 {
			simtest.Within(t, c.preset+": breach", a.Breach.Value, c.breach, math.Hypot(a.Breach.SE, 0.00003), 4)
			tight(t, c.preset+": breach", a.Breach.Value, c.breach, 0.0005)
		}
		if c.credit > 0 {
			simtest.Within(t, c.preset+": mean credit", a.CreditMean.Value, c.credit, math.Hypot(a.CreditMean.SE, 0.000003), 4)
			tight(t, c.preset+": mean credit", a.CreditMean.Value, c.credit, 0.0005)
		}
	}
}

// tight reports an estimate that lies farther off than a tolerance, where
// enough years are behind it.
func tight(t *testing.T, what string, got, want, most float64) {
	t.Helper()
	t.Logf("%s: %.5f, asked for %.5f", what, got, want)
	if simtest.Proof() && math.Abs(got-want) > most {
		t.Errorf("%s: got %.5f, want %.5f ± %.4f", what, got, want, most)
	}
}

// TestCarrierClause holds a carrier's clause against its law.
func TestCarrierClause(t *testing.T) {
	data, err := os.ReadFile("testdata/agreement/carrier.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Title      string  `json:"title"`
		Rate       float64 `json:"rate_per_year"`
		Outage     string  `json:"outage"`
		Breach     float64 `json:"breach"`
		AnyOver    float64 `json:"any_over"`
		TotalOver  float64 `json:"total_over"`
		BreachYear float64 `json:"breach_year"`
	}
	if err := json.Unmarshal(data, &cases); err != nil || len(cases) != 4 {
		t.Fatal(len(cases), err)
	}
	for _, c := range cases {
		for clauses, want := range map[string]float64{
			`{ any_outage_over = "3h" }, { total_over = "6h" }`: c.Breach,
			`{ any_outage_over = "3h" }`:                        c.AnyOver,
			`{ total_over = "6h" }`:                             c.TotalOver,
		} {
			text := outages(fmt.Sprintf("%g/year", c.Rate), c.Outage,
				"window = \"every 730h\"\nclauses = ["+clauses+"]\npays = { sum = 1 }\n")
			a := mustRun(t, simtest.ReadText(t, text), Options{Years: simtest.Enough(4000, 100_000), Seed: 1, Method: Simulate}).Agreements[0]
			// The law counts overlapping outages twice and cuts none at a
			// month's end, which at 48 a year moves a total's probability
			// by 0.0007.
			simtest.Within(t, c.Title+": "+clauses, a.Breach.Value, want, math.Hypot(a.Breach.SE, 0.0002), 4)
			if want == c.Breach {
				simtest.Within(t, c.Title+": "+clauses, a.Breach.Value, want, a.Breach.SE, 4)
				simtest.Within(t, c.Title+": a year", a.BreachYear.Value, c.BreachYear, a.BreachYear.SE, 4)
			}
			t.Logf("%s: %s: %.5f, law %.5f, %.1f standard errors", c.Title, clauses, a.Breach.Value, want, (a.Breach.Value-want)/a.Breach.SE)
		}
	}
	for clauses, want := range map[string]float64{
		`{ any_outage_over = "3h" }`:                        0.2998,
		`{ any_outage_over = "2h" }, { total_over = "6h" }`: 0.4469,
	} {
		text := outages("1/10d", fmt.Sprintf(`{ dist = "lognormal", mean = "90m", cv = %.9f }`, math.Sqrt(math.Expm1(1.25*1.25))),
			"window = \"every 30d\"\nclauses = ["+clauses+"]\npays = { sum = 1 }\n")
		sc := simtest.ReadText(t, text)
		a := mustRun(t, sc, Options{Years: simtest.Enough(8000, 400_000), Seed: 1, Method: Simulate}).Agreements[0]
		simtest.Within(t, clauses, a.Breach.Value, want, math.Hypot(a.Breach.SE, 0.0004), 4)
		t.Logf("%s: %.5f, asked for %.4f", clauses, a.Breach.Value, want)
		if simtest.Proof() && math.Abs(a.Breach.Value-want) > 0.0015 {
			t.Errorf("%s: got %.5f, want %.4f ± 0.0015", clauses, a.Breach.Value, want)
		}
	}
}
