package compare

import (
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestAlternativesInOptions: of two agreements of which one applies, an option
// loses what that one pays alone.
func TestAlternativesInOptions(t *testing.T) {
	const text = `
[risk.x]
rate = "6/year"
self_heal_time = { p50 = "1h", p95 = "5h" }
[change.idle]
per_year = 1
`
	gold := "[sla.gold]\nfee_per_month = 100\ncredits = [ { below = \"99.9%\", credit = \"20%\" } ]\n"
	silver := "[sla.silver]\nfee_per_month = 100\ncredits = [ { below = \"99.9%\", credit = \"35%\" } ]\nalternative_to = \"gold\"\n"
	credits := func(agreements string) float64 {
		sc := simtest.ReadText(t, text+agreements)
		options, _, err := optionsOf(t.Context(), sc, []*model.Scenario{sc}, PricedBy(sc), 6, 1000, 2, func() {})
		if err != nil {
			t.Fatal(err)
		}
		return options[0].LossesBy.Credits.Value
	}
	simtest.Near(t, "credits of an option", credits(gold+silver), credits(gold))
}
