package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"nines/model"
	"nines/plots"
	"nines/sim"
)

// writeAgreements says what each agreement costs as it stands, and what other
// promises in its place would.
func writeAgreements(w io.Writer, r *sim.Result) {
	for i := range r.Agreements {
		a := &r.Agreements[i]
		fmt.Fprintln(w, wrap(agreementLine(a, r.Scenario.Service.Currency), lineWidth))
		if len(a.Promises) == 0 {
			continue
		}
		fmt.Fprintln(w)
		writeTable(w, promiseRows(a, r.Scenario.Service.Currency))
		fmt.Fprintln(w)
		fmt.Fprintln(w, wrap(aimLine(a, r.Scenario.SLO.Confidence), lineWidth))
	}
}

// agreementLine says how often an agreement is breached and what it pays.
func agreementLine(a *sim.AgreementResult, currency string) string {
	g := a.Agreement
	p := periodOf(g.Window)
	says := fmt.Sprintf("SLA %s (%s): breached in %s of %s", agreementName(g), agreed(g), plots.Chance(a.Breach), p.many)
	if a.Windows > 1 {
		says += fmt.Sprintf(", %s of years", plots.Chance(a.BreachYear))
	}
	if term := termOf(g); term != "" && !math.IsNaN(a.BreachTerm.Value) {
		says += fmt.Sprintf(", %s of terms of %s", plots.Chance(a.BreachTerm), term)
	}
	says += "; " + creditsPhrase(a.CreditsPerYear, currency) + "."
	if t := g.Termination; t != nil && !math.IsNaN(a.Termination.Value) {
		says += fmt.Sprintf(" The customer may leave in %s of terms (%s breached within %s).",
			plots.Chance(a.Termination), ofWindows(t.Breaches, p), ofWindows(t.Within, p))
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
	each := periodOf(g.Window).each
	if len(g.Credits) > 0 {
		return percent(g.Credits[0].Below) + " " + each
	}
	var limits []string
	for _, c := range g.Clauses {
		what := "one outage over "
		if c.Kind == model.TotalDowntime {
			what = "together over "
		}
		limits = append(limits, what+plots.Duration(c.Over))
	}
	return strings.Join(limits, " or ") + ", " + each
}

// ofWindows spells a number of windows: "1 month", "3 months".
func ofWindows(n int, p period) string {
	if n == 1 {
		return "1 " + p.one
	}
	return plots.Thousands(float64(n)) + " " + p.many
}

// termOf spells the term of an agreement; "" where it is a year.
func termOf(g *model.Agreement) string {
	const hair = 1e-9
	years := g.Term / model.Year
	months := math.Round(12 * years)
	switch {
	case years == 1:
		return ""
	case years == math.Trunc(years):
		return strconv.FormatFloat(years, 'f', 0, 64) + " years"
	case months >= 1 && math.Abs(12*years-months) < hair*months:
		return countOf(int(months), "month", "months")
	}
	return plots.Duration(g.Term)
}

// creditsPhrase says what a year pays: "credits USD 3,100 in a mean year,
// 16,000 in a bad one (1 in 20)".
func creditsPhrase(c sim.CreditsResult, currency string) string {
	if c.Mean.Value == 0 {
		return "no simulated year pays anything"
	}
	return fmt.Sprintf("credits %s in a mean year, %s in a bad one (1 in 20)",
		strings.TrimSpace(currency+" "+plots.Money(c.Mean)), plots.Money(c.P95))
}

// promiseRows returns the table of what each promise would cost.
func promiseRows(a *sim.AgreementResult, currency string) [][]string {
	term := termOf(a.Agreement)
	rows := [][]string{{"what would it cost to promise", "breached in"}}
	if term != "" {
		rows[0] = append(rows[0], "in "+term)
	}
	rows[0] = append(rows[0], strings.TrimSpace("a mean year pays "+currency), "a bad year (1 in 20)", "aim for")
	for _, p := range a.Promises {
		name := percent(p.Target)
		if p.Target.Miss() == a.Agreement.Credits[0].Below.Miss() {
			name += ", as it is"
		}
		row := []string{name, plots.Chance(p.BreachYear) + " of years"}
		if term != "" {
			row = append(row, plots.Chance(p.BreachTerm))
		}
		rows = append(rows, append(row, plots.Money(p.CreditsMean), plots.Money(p.CreditsBadYear), aim(p.InternalSLO)))
	}
	return rows
}

// aimLine explains the last column of the table.
func aimLine(a *sim.AgreementResult, confidence float64) string {
	return fmt.Sprintf("Aim for: the mean availability with which %s keep such a promise. Today's is %s, safe for a promise of %s.",
		strings.ToLower(plots.MostYears(confidence)), plots.Attainable(a.Availability), plots.Attainable(a.Attainable))
}

// aim spells an internal SLO with two digits of what is missing, rounded
// upwards: it never promises more distance than there is.
func aim(e sim.Estimate) string {
	missing := 100 * (1 - e.Value)
	if math.IsNaN(missing) || missing <= 0 {
		return "unknown"
	}
	decimals := max(0, 1-int(math.Floor(math.Log10(missing)+1e-9)))
	unit := math.Pow10(decimals)
	return trimmed(math.Min(100, math.Ceil(100*e.Value*unit-1e-6)/unit), decimals) + " %"
}

// creditsPerYear adds up what all agreements that apply pay in a mean year; NaN
// where there are none.
func creditsPerYear(r *sim.Result) float64 {
	sum := math.NaN()
	for i, a := range r.Agreements {
		if i == 0 {
			sum = 0
		}
		if a.Agreement.Applies() {
			sum += a.CreditsPerYear.Mean.Value
		}
	}
	return sum
}

// perYearKept returns how many numbers a run keeps of each year.
func perYearKept(sc *model.Scenario) int {
	n := len(sc.SLO.Window.Edges())
	for _, a := range sc.Agreements {
		n += len(a.Window.Edges()) - 1
	}
	return n
}
