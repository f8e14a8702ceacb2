package sim

import (
	"fmt"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestAlternativesAreNeverAdded: of two agreements of which one applies, a bad
// year and the mean hold what it pays alone, and the year with the
// other one in its place stands beside it. Everything is held against scenarios
// that have only the agreements that count.
func TestAlternativesAreNeverAdded(t *testing.T) {
	const text = `
[risk.x]
rate = "6/year"
self_heal_time = { p50 = "1h", p95 = "5h" }
`
	sla := func(name, credit, more string) string {
		return fmt.Sprintf("[sla.%s]\nfee_per_month = 100\ncredits = [ { below = \"99.9%%\", credit = %q } ]\n%s\n", name, credit, more)
	}
	gold, silver, other := sla("gold", "20%", ""), sla("silver", "35%", ""), sla("other", "5%", "")
	instead := sla("silver", "35%", `alternative_to = "gold"`)
	opt := Options{Years: 4000, Seed: 6, Method: Simulate}
	for why, c := range map[string]struct {
		revenue, all, applies, replaced string
	}{
		"alone":                         {"0", instead + gold, gold, silver},
		"beside a third":                {"0", gold + instead + other, gold + other, silver + other},
		"beside revenue, written first": {"50", instead + gold, gold, silver},
	} {
		read := func(agreements string) *model.Scenario {
			return simtest.ReadText(t, text+agreements, "service.revenue_per_hour="+c.revenue)
		}
		all, applies, replaced := mustRun(t, read(c.all), opt), mustRun(t, read(c.applies), opt), mustRun(t, read(c.replaced), opt)
		for _, target := range all.Targets {
			got, ok := all.BadYear(target.Target)
			want, _ := applies.BadYear(target.Target)
			if !ok || got.Value != want.Value {
				t.Errorf("%s: a bad year at %s costs %v, want %v", why, target.Target.Text(), got.Value, want.Value)
			}
		}
		if len(all.Alternatives) != 1 || all.Alternatives[0].Agreement.Name != "silver" || len(applies.Alternatives) > 0 {
			t.Fatalf("%s: %+v", why, all.Alternatives)
		}
		want := replaced.badYearSigned()
		simtest.Near(t, why+": a bad year with the other one", all.Alternatives[0].Cost.Value, want)
	}
}

// badYearSigned returns what a bad year costs with every agreement as it is
// signed.
func (r *Result) badYearSigned() float64 {
	if r.badYears != nil {
		return r.badYears.signed.Value
	}
	return r.Agreements[0].CreditsPerYear.P95.Value
}
