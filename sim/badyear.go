package sim

import (
	"slices"

	"nines/model"
)

// badYearPart is the part of the years that a bad year is worse than: one in
// 20 exceeds it.
const badYearPart = 0.95

// BadYear returns what a bad year costs, in Service.Currency, if a target is
// what agreements promise first: the sum of the revenue lost and of all
// agreements' credits that one year in 20 exceeds. It is a quantile of the
// years' sums and not a sum of quantiles, since the year that is bad for one
// agreement need not be bad for another. An agreement that was not priced at
// this target counts as it is signed; one that is an alternative to another is
// left out. It is false where the scenario names no such money; people's time is
// not in it.
func (r *Result) BadYear(t model.Target) (cost Estimate, ok bool) {
	if r.badYears != nil {
		return r.badYears.at(t), true
	}
	if s := r.Scenario.Service; s.RevenuePerHour > 0 {
		return r.Downtime.Quantile(badYearPart).Scaled(lostPerSecond(s)), true
	}
	for i := range r.Agreements {
		if a := &r.Agreements[i]; a.Agreement.FeePerMonth > 0 && a.Agreement.Applies() {
			return a.badYear(t), true
		}
	}
	return cost, false
}

// A BadYearWith is what a bad year costs where an agreement applies in the
// place of the one that it is an alternative to.
type BadYearWith struct {
	Agreement *model.Agreement
	Cost      Estimate // in Service.Currency
}

// badYear returns what an agreement alone pays in a bad year.
func (a *AgreementResult) badYear(t model.Target) Estimate {
	for _, p := range a.Promises {
		if p.Target.Miss() == t.Miss() {
			return p.CreditsBadYear
		}
	}
	return a.CreditsPerYear.P95
}

// lostPerSecond returns the revenue lost for good in a second of downtime.
func lostPerSecond(s model.Service) float64 { return s.RevenuePerHour * s.RevenueLost / 3600 }

// badYears are what a bad year costs in all, where more than one thing costs
// money, so that it has to be read off the years' sums.
type badYears struct {
	signed   Estimate
	promised []Estimate // in the order of usualTargets; nil where no promise changes anything
}

// at returns what a bad year costs with a target promised.
func (b *badYears) at(t model.Target) Estimate {
	for i, p := range usualTargets() {
		if b.promised != nil && p.Miss() == t.Miss() {
			return b.promised[i]
		}
	}
	return b.signed
}

// badYearsOf adds up what each year of a history costs, while the years stand
// in their order; nil where one quantile tells it all.
func badYearsOf(h *history, sc *model.Scenario, workers int) *badYears {
	perSecond := lostPerSecond(sc.Service)
	paying := paying(h, nil)
	sources := len(paying)
	if sc.Service.RevenuePerHour > 0 {
		sources++
	}
	if len(paying) == 0 || sources < 2 {
		return nil
	}
	// What no promise changes is added up once.
	fixed := make([]float64, len(h.full))
	for y, down := range h.full {
		fixed[y] = perSecond * down
	}
	var tiered []book
	for _, b := range paying {
		if len(b.agreement.Credits) > 0 {
			tiered = append(tiered, b)
		} else {
			b.addPaid(fixed, nil)
		}
	}
	cost := func(first *model.Target) Estimate {
		sums := slices.Clone(fixed)
		for _, b := range tiered {
			b.addPaid(sums, first)
		}
		return quantileOf(sums, badYearPart)
	}
	b := &badYears{signed: cost(nil)}
	if len(tiered) == 0 {
		return b
	}
	targets := usualTargets()
	b.promised = make([]Estimate, len(targets))
	var tasks []func()
	for i := range targets {
		tasks = append(tasks, func() { b.promised[i] = cost(&targets[i]) })
	}
	together(workers, tasks...)
	return b
}

// paying returns the books of the agreements that may pay: those that apply, or
// would if an alternative did in the place of another.
func paying(h *history, alternative *model.Agreement) []book {
	var out []book
	for i := range h.contracts {
		a := h.contracts[i].agreement
		applies := a.Applies() && (alternative == nil || a != alternative.AlternativeTo) || a == alternative
		if applies && a.FeePerMonth > 0 {
			out = append(out, book{&h.contracts[i], h.agreements[i], len(h.full)})
		}
	}
	return out
}

// alternativeYears returns what a bad year costs with each alternative, while
// the years of the history stand in their order.
func alternativeYears(h *history, sc *model.Scenario) []BadYearWith {
	perSecond := lostPerSecond(sc.Service)
	var out []BadYearWith
	for i := range h.contracts {
		a := h.contracts[i].agreement
		if a.Applies() || a.FeePerMonth == 0 {
			continue
		}
		sums := make([]float64, len(h.full))
		for y, down := range h.full {
			sums[y] = perSecond * down
		}
		for _, b := range paying(h, a) {
			b.addPaid(sums, nil)
		}
		out = append(out, BadYearWith{a, quantileOf(sums, badYearPart)})
	}
	return out
}
