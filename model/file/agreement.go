package file

import (
	"fmt"
	"math"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// breachTerms is the group of the keys that say what breaks an agreement.
const breachTerms = "what breaks it"

// longestTerm bounds how many years of windows one term takes, in seconds.
const longestTerm = 100 * model.Year

// agreement reads one [sla.X].
func (r *reader) agreement(c cursor, name, title string) {
	a := &model.Agreement{Name: name, Title: title, Claimed: 1, CreditCap: math.Inf(1), Term: model.Year}
	r.out.Agreements = append(r.out.Agreements, a)
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
	a.FeePerMonth = c.number("fee_per_month", "an amount of money above 0, as a plain number")
	if n := c.n.Child("fee_per_month"); n != nil && a.FeePerMonth == 0 && r.found == before {
		r.bad(n, c.key("fee_per_month"), "an amount of money above 0, as a plain number")
	}
	switch c.only(breachTerms, "what breaks it: credits or clauses") {
	case "credits":
		r.credits(c, a)
	case "clauses":
		r.clauses(c, a, windowed)
	}
	r.pays(c, a)
	a.Claimed = c.ratio("claimed", 1)
	a.MinOutage, a.WholeMinutes = c.duration("min_outage"), c.flag("whole_minutes")
	if n := c.n.Child("credit_cap"); n != nil {
		before := r.found
		if a.CreditCap = c.ratio("credit_cap", 1); a.CreditCap == 0 && r.found == before {
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
		a.Term = model.Year
		return
	}
	before := r.found
	a.Term = c.duration("term")
	if r.found == before && (a.Window.Fit(a.Term) < 1 || a.Term > longestTerm) {
		r.bad(n, c.key("term"), fmt.Sprintf("from one window, which is %s, to %s", model.FormatDuration(a.Window.Nominal()), model.FormatDuration(longestTerm)))
	}
}

// credits reads the tiers of an agreement: each for a lower availability and
// more than the one before, so that one alone is owed.
func (r *reader) credits(c cursor, a *model.Agreement) {
	const want = `a list such as [ { below = "99.95%", credit = "10%" }, { below = "99%", credit = "25%" } ]`
	key := c.key("credits")
	for _, e := range c.tables("credits", want, []keySpec{{name: "below", kind: targetKey}, {name: "credit", kind: ratioKey}}) {
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
	for _, e := range c.tables("clauses", want, []keySpec{{name: "any_outage_over", kind: durationKey}, {name: "total_over", kind: durationKey}}) {
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
	sec := &section{keys: []keySpec{{name: "fee_for_downtime", kind: numberKey}, {name: "fee", kind: ratioKey}, {name: "sum", kind: numberKey}}}
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
	e := cursor{r, n, key, &section{keys: []keySpec{{name: "breaches", kind: numberKey}, {name: "within", kind: durationKey}}}}
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

// tables returns a cursor over each table of a list, which may not be empty.
func (c cursor) tables(name, want string, keys []keySpec) []cursor {
	n := c.n.Child(name)
	if n.Kind != tomltree.List || len(n.Children) == 0 {
		c.r.bad(n, c.key(name), want)
		return nil
	}
	sec := &section{keys: keys}
	var out []cursor
	for _, element := range n.Children {
		if element.Kind != tomltree.Table {
			c.r.bad(element, c.key(name), want)
			continue
		}
		e := cursor{c.r, element, c.key(name), sec}
		e.checkKeys()
		out = append(out, e)
	}
	return out
}

// one returns the only key that the table has of those it may have; nil where
// it has none or more than one, which it records.
func (c cursor) one(want string) *tomltree.Node {
	var found *tomltree.Node
	for _, child := range c.n.Children {
		switch {
		case c.sec.key(child.Key) == nil: // recorded already
		case found != nil:
			c.r.bad(c.n, c.path, "one of "+want)
			return nil
		default:
			found = child
		}
	}
	if found == nil && !c.misspelt() {
		c.r.bad(c.n, c.path, "one of "+want)
	}
	return found
}

// misspelt reports whether the table has a key that is unknown, which has
// been recorded.
func (c cursor) misspelt() bool {
	for _, child := range c.n.Children {
		if c.sec.key(child.Key) == nil {
			return true
		}
	}
	return false
}

// missingIn records the keys that a table in a list lacks.
func (r *reader) missingIn(e cursor, keys []string, want string) {
	if e.misspelt() {
		return
	}
	for _, key := range keys {
		if !e.has(key) {
			r.fail(e.n.At, e.n.Patch, e.key(key), "nothing", want, "is missing, want "+want)
		}
	}
}
