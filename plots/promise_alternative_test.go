package plots

import (
	"strings"
	"testing"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// TestAlternativesStandBeside: the footnote says what a bad year costs with an
// agreement in the place of another.
func TestAlternativesStandBeside(t *testing.T) {
	gold := &model.Agreement{Name: "gold", FeePerMonth: 1}
	silver := &model.Agreement{Name: "silver", FeePerMonth: 1, AlternativeTo: gold}
	r := &sim.Result{
		Scenario:     &model.Scenario{Service: model.Service{Currency: "EUR"}},
		Agreements:   []sim.AgreementResult{{Agreement: gold}, {Agreement: silver}},
		Alternatives: []sim.BadYearWith{{Agreement: silver, Cost: stat.Estimate{Value: 5000, SE: 1, Low: 4998, High: 5002}}},
	}
	if says := words.Plain(badYearTerms(r)); !strings.HasSuffix(says, "; 5,000 EUR with the SLA silver in place of gold") {
		t.Errorf("got %q", says)
	}
}
