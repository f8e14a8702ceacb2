package plots

import (
	"math"
	"slices"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// Promise draws what may be signed: a row for each target with what it
// allows, in how many of ten years it is kept, the verdict in words and, where
// the scenario tells, what a bad year costs.
func Promise(r *sim.Result) *Chart {
	foot, rows := "", promiseRows(r, "")
	if rows.priced() {
		foot = "; " + badYearTerms(r)
	}
	says := "how often each promise is kept" + inEvery(r.Scenario.SLO.Window)
	if cost, same := rows.commonCost(); same {
		says += "; a bad year costs " + cost
		rows = rows.withoutCosts()
	}
	return &Chart{
		name:     "promise",
		title:    promiseFinding(r),
		subtitle: subtitle(r.Scenario, says),
		foot:     footnote(r, safeTerms(r)+foot),
		body:     func(p *page) { p.promiseTable(rows, words.PeriodOf(r.Scenario.SLO.Window).Each) },
	}
}

// PromiseWith draws what may be signed today and with investments of these
// names, side by side.
func PromiseWith(today, then *sim.Result, names []string) *Chart {
	var rows promiseTable
	before, after := promiseRows(today, "today"), promiseRows(then, "then")
	for i := range before {
		rows = append(rows, before[i], after[i])
	}
	foot := safeTerms(today)
	if rows.priced() {
		foot += "; " + badYearTerms(today)
	}
	says := "how often each promise is kept" + inEvery(today.Scenario.SLO.Window) + ", today and then: with " + words.List(names, "and")
	was, same := before.commonCost()
	if is, sameThen := after.commonCost(); same && sameThen {
		says += "; a bad year costs " + was + " today, " + is + " then"
		rows = rows.withoutCosts()
	}
	return &Chart{
		name:     "promise",
		title:    promiseChange(today, then, names),
		subtitle: subtitle(today.Scenario, says),
		foot:     footnote(today, foot),
		body:     func(p *page) { p.promiseTable(rows, words.PeriodOf(today.Scenario.SLO.Window).Each) },
	}
}

// promiseChange says which target becomes safe, or what becomes of the
// promise.
func promiseChange(today, then *sim.Result, names []string) string {
	was, safeNow := today.CanPromise()
	is, safeThen := then.CanPromise()
	with := "With " + words.List(names, "and") + " "
	if safeThen && (!safeNow || is.Target.Miss() < was.Target.Miss()) {
		return with + words.Target(is.Target) + " becomes safe"
	}
	for i, t := range then.Targets {
		if then.IsPromise(t) && i < len(today.Targets) {
			return with + words.Target(t.Target) + " is kept in " + words.Kept(t.MetAllYear) + ", today in " + words.Kept(today.Targets[i].MetAllYear)
		}
	}
	return promiseFinding(then)
}

// safeTerms says when a promise counts as safe.
func safeTerms(r *sim.Result) string {
	return "a promise is safe when the 95 % interval of its probability lies above the " +
		words.Trimmed(100*r.Scenario.SLO.Confidence, 4) + " % asked for"
}

// promiseRows returns a row for each target.
func promiseRows(r *sim.Result, when string) promiseTable {
	var rows promiseTable
	for _, t := range r.Targets {
		row := promiseRow{
			target:  words.Target(t.Target),
			allows:  words.Duration(t.Budget),
			kept:    words.Kept(t.MetAllYear),
			verdict: string(t.Verdict),
			part:    t.MetAllYear.Value,
			asked:   r.IsPromise(t),
			shade:   vermillion,
			when:    when,
			costs:   badYear(r, t.Target),
		}
		switch t.Verdict {
		case sim.Yes:
			row.shade = blue
		case sim.TooClose:
			row.shade = ink
		case sim.Impossible:
			row.kept = "no year"
		}
		rows = append(rows, row)
	}
	return rows
}

// badYear spells what a bad year costs with a target promised; "" where the
// scenario names no money.
func badYear(r *sim.Result, t model.Target) string {
	cost, ok := r.BadYear(t)
	if !ok || math.IsNaN(cost.Value) {
		return ""
	}
	return words.BeforeCurrency(words.Money(cost), r.Scenario.Service.Currency)
}

// badYearTerms says what a bad year is.
func badYearTerms(r *sim.Result) string {
	what := "lost revenue"
	if len(r.Agreements) > 0 {
		what = "credits"
		if r.Scenario.Service.RevenuePerHour > 0 {
			what = "lost revenue and credits"
		}
	}
	says := "a bad year: " + what + " that one year in 20 exceeds"
	if slices.ContainsFunc(r.Agreements, func(a sim.AgreementResult) bool { return len(a.Promises) > 0 }) {
		says += ", had the contract the row’s promise"
	}
	for _, a := range r.Alternatives {
		cost := words.BeforeCurrency(words.Money(a.Cost), r.Scenario.Service.Currency)
		says += "; " + cost + " with the SLA " + a.Agreement.Name + " in place of " + a.Agreement.AlternativeTo.Name
	}
	return says
}
