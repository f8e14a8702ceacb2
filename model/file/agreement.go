package file

import (
	"fmt"
	"math"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// breachTerms is the group of the keys that say what breaks an agreement.
const breachTerms = "what breaks it"

// maxTerm bounds how many years of windows one term takes, in seconds.
const maxTerm = 100 * model.Year

func agreementSection() section {
	type A = model.Agreement
	return partSection("sla", "an SLA", func(s *model.Scenario) *[]*A { return &s.Agreements },
		func(name string) *A { return &A{Name: name, CreditCap: math.Inf(1), Claimed: 1, Term: model.Year} },
		func(a *A) string { return a.Name },
		readAgreement,
		textKey("title", func(a *A) *string { return &a.Title }).asLabel().jointly(),
		formKey("preset", textForm),
		partKey("alternative_to", "sla"),
		formKey("window", windowForm),
		numberKey("fee_per_month", wantSomeCost, func(a *A) *float64 { return &a.FeePerMonth }).jointly(),
		formKey("credits", listForm).among(breachTerms).ending("pays"),
		formKey("clauses", listForm).among(breachTerms),
		formKey("pays", tableForm),
		durationKey("term", func(a *A) *float64 { return &a.Term }).jointly(),
		valued(ratioKey("credit_cap", 1, func(a *A) *float64 { return &a.CreditCap }).jointly(),
			func(a *A) (float64, bool) { return a.CreditCap, !math.IsInf(a.CreditCap, 1) }),
		ratioKey("claimed", 1, func(a *A) *float64 { return &a.Claimed }),
		durationKey("min_outage", func(a *A) *float64 { return &a.MinOutage }),
		flagKey("whole_minutes", func(a *A) *bool { return &a.WholeMinutes }),
		formKey("terminate_after", tableForm),
		formKey("exclude", listForm),
	)
}

// readAgreement reads one [sla.X]. Its other keys are laid over those of its
// preset before they are read.
func readAgreement(c cursor, a *model.Agreement) {
	r := c.r
	c.take("title", a)
	if n := c.n.Child("preset"); n != nil {
		merged, ok := r.overPreset(c, n, a)
		if !ok {
			return
		}
		c = merged
	}
	before := r.found
	r.terms(c, a)
	if r.found > before {
		return
	}
	r.needsFee(c, a)
	if (a.FeePerMonth > 0 || a.Pays.Kind == model.FixedSum) && !r.root.Child("service").Has("currency") {
		r.warn(c.path + " names an amount of money, and service.currency is missing")
	}
}

// terms reads what an agreement promises, counts and pays.
func (r *reader) terms(c cursor, a *model.Agreement) {
	before := r.found
	a.Window = r.windowOf(model.MonthWindow, 0)
	if n := c.n.Child("window"); n != nil {
		a.Window = r.window(n, c.key("window"))
	}
	windowed := r.found == before
	if ok := c.take("fee_per_month", a); ok && windowed && c.has("fee_per_month") && a.FeePerMonth == 0 {
		r.bad(c.n.Child("fee_per_month"), c.key("fee_per_month"), wantSomeCost)
	}
	switch c.only(breachTerms, "what breaks it: credits or clauses") {
	case "credits":
		r.credits(c, a)
	case "clauses":
		r.clauses(c, a, windowed)
	}
	r.pays(c, a)
	c.fill(a)
	if n := c.n.Child("credit_cap"); n != nil {
		if ok := c.take("credit_cap", a); ok && a.CreditCap == 0 {
			r.bad(n, c.key("credit_cap"), `a part of the window's fee above 0% such as "50%"`)
		}
	}
	if windowed {
		r.term(c, a)
		r.termination(c, a)
	}
	if n := c.n.Child("exclude"); n != nil {
		a.Exclusions = r.exclusions(n, c.key("exclude"))
	}
}

// term reads how long an agreement runs.
func (r *reader) term(c cursor, a *model.Agreement) {
	n := c.n.Child("term")
	if n == nil {
		return
	}
	if ok := c.take("term", a); ok && (a.Window.Fit(a.Term) < 1 || a.Term > maxTerm) {
		r.bad(n, c.key("term"), fmt.Sprintf("from one window, which is %s, to %s", model.FormatDuration(a.Window.Nominal()), model.FormatDuration(maxTerm)))
	}
}

// credits reads the tiers of an agreement: each for a lower availability and
// more than the one before, so that one alone is owed.
func (r *reader) credits(c cursor, a *model.Agreement) {
	const want = `a list such as [ { below = "99.95%", credit = "10%" }, { below = "99%", credit = "25%" } ]`
	key := c.key("credits")
	for _, e := range c.tables("credits", want, formKey("below", targetForm), formKey("credit", ratioForm)) {
		below, credit := e.n.Child("below"), e.n.Child("credit")
		if below == nil || credit == nil {
			r.missingIn(e, []string{"below", "credit"}, `both below and credit as in { below = "99.95%", credit = "10%" }`)
			continue
		}
		t, ok := r.target(below, key+".below")
		share, known := r.ratio(credit, key+".credit")
		if !ok || !known {
			continue
		}
		if n := len(a.Credits); n > 0 {
			last := a.Credits[n-1]
			if t.Compare(last.Below) >= 0 {
				r.bad(below, key+".below", "less than the one before, which is "+last.Below.Text()+": from the highest to the lowest")
			} else if share <= last.Share {
				r.bad(credit, key+".credit", "more than the one before, which is "+model.FormatRatio(last.Share))
			}
		}
		a.Credits = append(a.Credits, model.Credit{Below: t, Share: share})
	}
}

// clauses reads what breaks an agreement that has no tiers.
func (r *reader) clauses(c cursor, a *model.Agreement, windowed bool) {
	const want = `a list such as [ { any_outage_over = "3h" }, { total_over = "6h" } ]`
	kinds := map[string]model.ClauseKind{"any_outage_over": model.AnyOutage, "total_over": model.TotalDowntime}
	seen := map[string]bool{}
	for _, e := range c.tables("clauses", want, formKey("any_outage_over", durationForm), formKey("total_over", durationForm)) {
		n := e.one("any_outage_over or total_over")
		if n == nil {
			continue
		}
		path := e.key(n.Key)
		limit, ok := r.duration(n, path)
		switch kind := kinds[n.Key]; {
		case !ok:
		case seen[n.Key]:
			r.bad(n, path, "each kind of clause once")
		case windowed && kind == model.TotalDowntime && limit >= a.Window.Length:
			r.bad(n, path, "less than a window, which is "+model.FormatDuration(a.Window.Length))
		default:
			a.Clauses = append(a.Clauses, model.Clause{Kind: kind, Over: limit})
		}
		seen[n.Key] = true
	}
}

// pays reads what a breach of clauses costs.
func (r *reader) pays(c cursor, a *model.Agreement) {
	const want = `a table such as { fee_for_downtime = 6 }, { fee = "100%" } or { sum = 5_000 }`
	n, key := c.n.Child("pays"), c.key("pays")
	switch {
	case n == nil && c.has("clauses"):
		r.missing(c.n, key, "what a breach of the clauses costs: "+want)
		return
	case n == nil:
		return
	case !c.has("clauses"):
		r.fail(n.KeyAt, n.PatchedBy(), key, "pays without clauses", "clauses beside it", "stands without clauses, want clauses beside it; credits say themselves what they pay")
		return
	case n.Kind != tomltree.Table:
		r.bad(n, key, want)
		return
	}
	sec := sectionOf(formKey("fee_for_downtime", numberForm), formKey("fee", ratioForm), formKey("sum", numberForm))
	e := cursor{r, n, key, sec}
	e.checkKeys()
	value := e.one("fee_for_downtime, fee or sum")
	if value == nil {
		return
	}
	before := r.found
	path := e.key(value.Key)
	switch value.Key {
	case "fee":
		a.Pays.Kind = model.FeeShare
		a.Pays.Amount, _ = r.ratio(value, path)
	case "fee_for_downtime":
		a.Pays.Kind = model.FeeForDowntime
		a.Pays.Amount, _ = r.number(value, path, "a multiple above 0 of the fee for the time down such as 6")
	case "sum":
		a.Pays.Kind = model.FixedSum
		a.Pays.Amount, _ = r.number(value, path, "an amount of money above 0, as a plain number")
	}
	if a.Pays.Amount == 0 && r.found == before {
		r.bad(value, path, "more than 0")
	}
}

// termination reads after how many breaches the customer may leave.
func (r *reader) termination(c cursor, a *model.Agreement) {
	const want = `a table such as { breaches = 3, within = "12mo" }`
	n, key := c.n.Child("terminate_after"), c.key("terminate_after")
	if n == nil {
		return
	}
	if n.Kind != tomltree.Table {
		r.bad(n, key, want)
		return
	}
	e := cursor{r, n, key, sectionOf(formKey("breaches", numberForm), formKey("within", durationForm))}
	e.checkKeys()
	breaches, within := n.Child("breaches"), n.Child("within")
	if breaches == nil || within == nil {
		r.missingIn(e, []string{"breaches", "within"}, "both breaches and within as in "+want)
		return
	}
	const count = "a whole number of breached windows from 1 on such as 3"
	times, ok := r.number(breaches, e.key("breaches"), count)
	if ok && (times < 1 || times != math.Trunc(times) || times > 1e6) {
		r.bad(breaches, e.key("breaches"), count)
		ok = false
	}
	span, known := r.duration(within, e.key("within"))
	if !ok || !known {
		return
	}
	t := &model.Termination{Breaches: int(times), Within: min(a.Window.Fit(span), 1e6)}
	if t.Within < t.Breaches {
		r.bad(within, e.key("within"), fmt.Sprintf("room for %d windows, each of %s", t.Breaches, model.FormatDuration(a.Window.Nominal())))
		return
	}
	a.Termination = t
}

// needsFee records an agreement that pays parts of a fee that it does not
// name.
func (r *reader) needsFee(c cursor, a *model.Agreement) {
	if a.FeePerMonth > 0 {
		return
	}
	for _, pays := range []struct{ key, need string }{{"credits", "credits need"}, {"credit_cap", "credit_cap needs"}, {"pays", "pays needs"}} {
		if c.has(pays.key) && (pays.key != "pays" || a.Pays.Kind != model.FixedSum) {
			r.missing(c.n, c.key("fee_per_month"), "the fee of a month in service.currency, which "+pays.need+", such as 40_000")
			return
		}
	}
}
