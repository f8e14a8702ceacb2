package answer

import (
	"fmt"
	"math"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// sayAgreements says what each agreement costs as it stands, and what other
// promises in its place would.
func sayAgreements(s *doc.Section, r *sim.Result) {
	for i := range r.Agreements {
		a := &r.Agreements[i]
		s.Say(agreementLine(a, r.Scenario.Service.Currency))
		if len(a.Promises) == 0 {
			continue
		}
		s.Tabulate(promisesTable(a, r.Scenario.Service.Currency))
		s.Say(aimLine(a, r.Scenario.SLO.Confidence))
	}
}

// agreementLine says how often an agreement is breached and what it pays.
func agreementLine(a *sim.AgreementResult, currency string) string {
	g := a.Agreement
	p := words.PeriodOf(g.Window)
	says := fmt.Sprintf("SLA %s (%s): breached in %s of %s", agreementName(g), agreed(g), words.Chance(a.Breach), p.Many)
	if a.Windows > 1 {
		says += fmt.Sprintf(", %s of years", words.Chance(a.BreachYear))
	}
	if g.Term != model.Year && !math.IsNaN(a.BreachTerm.Value) {
		says += fmt.Sprintf(", %s of terms of %s", words.Chance(a.BreachTerm), words.Term(g.Term))
	}
	says += "; " + creditsPhrase(a.CreditsPerYear, currency) + "."
	if t := g.Termination; t != nil && !math.IsNaN(a.Termination.Value) {
		says += fmt.Sprintf(" The customer may leave in %s of terms (%s breached within %s).",
			words.Chance(a.Termination), p.Count(t.Breaches), p.Count(t.Within))
	}
	return says
}

// agreementName names an agreement, and the one in whose place it would apply.
func agreementName(g *model.Agreement) string {
	if g.Applies() {
		return g.Name
	}
	return g.Name + ", in place of " + g.AlternativeTo.Name
}

// agreed says in a word what an agreement promises: "99.95 % a month".
func agreed(g *model.Agreement) string {
	each := words.PeriodOf(g.Window).Each
	if len(g.Credits) > 0 {
		return words.Target(g.Credits[0].Below) + " " + each
	}
	var limits []string
	for _, c := range g.Clauses {
		what := "one outage over "
		if c.Kind == model.TotalDowntime {
			what = "together over "
		}
		limits = append(limits, what+words.Duration(c.Over))
	}
	return strings.Join(limits, " or ") + ", " + each
}

// creditsPhrase says what a year pays: "credits USD 3,100 in a mean year,
// 16,000 in a bad one (1 in 20)".
func creditsPhrase(c sim.CreditsResult, currency string) string {
	if c.Mean.Value == 0 {
		return "no simulated year pays anything"
	}
	return fmt.Sprintf("credits %s in a mean year, %s in a bad one (1 in 20)",
		words.InCurrency(currency, words.Money(c.Mean)), words.Money(c.P95))
}

// promisesTable returns the table of what each promise would cost.
func promisesTable(a *sim.AgreementResult, currency string) *doc.Table {
	term := a.Agreement.Term != model.Year
	t := doc.NewTable("What each promise to customers would cost", doc.Text("what would it cost to promise"), doc.Text("breached in"))
	t.Each = "promise"
	if term {
		t.Columns = append(t.Columns, doc.Percent("in "+words.Term(a.Agreement.Term)))
	}
	pays := "a mean year pays"
	if currency != "" {
		pays += " " + currency
	}
	t.Columns = append(t.Columns, doc.Number(pays), doc.Number("a bad one (1 in 20) pays"), doc.Percent("aim for"))
	for _, p := range a.Promises {
		name := words.Target(p.Target)
		if p.Target.Miss() == a.Agreement.Credits[0].Below.Miss() {
			name += ", as it is"
		}
		row := []string{name, words.Chance(p.BreachYear) + " of years"}
		if term {
			row = append(row, words.Chance(p.BreachTerm))
		}
		t.Add(append(row, words.Money(p.CreditsMean), words.Money(p.CreditsBadYear), words.Aim(p.InternalSLO))...)
	}
	return t
}

// aimLine explains the last column of the table.
func aimLine(a *sim.AgreementResult, confidence float64) string {
	return fmt.Sprintf("Aim for: the mean availability with which %s keep such a promise. Today's is %s, safe for a promise of %s.",
		words.MostYears(confidence), words.Attainable(a.Availability), words.Attainable(a.Attainable))
}

// leadOf returns what the contract pays that the file's question is about; nil
// where it is about the promise.
func leadOf(r *sim.Result) *sim.AgreementResult {
	for i := range r.Agreements {
		if a := &r.Agreements[i]; a.Agreement == r.Scenario.SLO.Lead {
			return a
		}
	}
	return nil
}

// contractClaim says how likely a contract pays in a year, and how much of its
// fee.
func contractClaim(a *sim.AgreementResult, currency string) Claim {
	g, c := a.Agreement, a.CreditsPerYear
	claim := Claim{Says: fmt.Sprintf("the SLA %s (%s) pays in %s of years", agreementName(g), agreed(g), words.Chance(a.BreachYear))}
	switch fees := 12 * g.FeePerMonth; {
	case c.Mean.Value == 0:
		claim.Because = []string{"no simulated year pays anything"}
	case fees > 0:
		claim.Because = []string{fmt.Sprintf("a mean year pays %s, %s of the fee; a bad one (1 in 20) pays %s, %s",
			words.InCurrency(currency, words.Money(c.Mean)), ofFee(c.Mean.Value/fees), words.Money(c.P95), ofFee(c.P95.Value/fees))}
	default:
		claim.Because = []string{creditsPhrase(c, currency)}
	}
	return claim
}

// ofFee spells a part of a fee with two digits.
func ofFee(part float64) string {
	decimals := 0
	for x := 100 * part; x > 0 && x < 10 && decimals < 3; x *= 10 {
		decimals++
	}
	return words.Percent(part, decimals)
}
