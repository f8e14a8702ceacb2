package sim

import (
	"slices"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
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
func (r *Result) BadYear(t model.Target) (cost stat.Estimate, ok bool) {
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
	Cost      stat.Estimate // in Service.Currency
}

// badYear returns what an agreement alone pays in a bad year.
func (a *AgreementResult) badYear(t model.Target) stat.Estimate {
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
	signed   stat.Estimate
	promised []stat.Estimate // in the order of usualTargets; nil where no promise changes anything
}

// at returns what a bad year costs with a target promised.
func (b *badYears) at(t model.Target) stat.Estimate {
	for i, p := range usualTargets() {
		if b.promised != nil && p.Miss() == t.Miss() {
			return b.promised[i]
		}
	}
	return b.signed
}

// badYearsOf adds up what each year of a history costs, while the years stand
// in their order; nil where one quantile tells it all.
func badYearsOf(h *engine.History, sc *model.Scenario, workers int) *badYears {
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
	fixed := make([]float64, len(h.Full))
	for y, down := range h.Full {
		fixed[y] = perSecond * down
	}
	var tiered []engine.Ledger
	for _, b := range paying {
		if len(b.Agreement.Credits) > 0 {
			tiered = append(tiered, b)
		} else {
			b.AddPaid(fixed, nil)
		}
	}
	cost := func(first *model.Target) stat.Estimate {
		sums := slices.Clone(fixed)
		for _, b := range tiered {
			b.AddPaid(sums, first)
		}
		return stat.QuantileOf(sums, badYearPart)
	}
	b := &badYears{signed: cost(nil)}
	if len(tiered) == 0 {
		return b
	}
	targets := usualTargets()
	b.promised = make([]stat.Estimate, len(targets))
	var tasks []func()
	for i := range targets {
		tasks = append(tasks, func() { b.promised[i] = cost(&targets[i]) })
	}
	engine.Together(workers, tasks...)
	return b
}

// paying returns the books of the agreements that may pay: those that apply, or
// would if an alternative did in the place of another.
func paying(h *engine.History, alternative *model.Agreement) []engine.Ledger {
	var out []engine.Ledger
	for i := range h.Contracts {
		a := h.Contracts[i].Agreement
		applies := a.Applies() && (alternative == nil || a != alternative.AlternativeTo) || a == alternative
		if applies && a.FeePerMonth > 0 {
			out = append(out, engine.Ledger{Contract: &h.Contracts[i], Kept: h.Agreements[i], Years: len(h.Full)})
		}
	}
	return out
}

// alternativeYears returns what a bad year costs with each alternative, while
// the years of the history stand in their order.
func alternativeYears(h *engine.History, sc *model.Scenario) []BadYearWith {
	perSecond := lostPerSecond(sc.Service)
	var out []BadYearWith
	for i := range h.Contracts {
		a := h.Contracts[i].Agreement
		if a.Applies() || a.FeePerMonth == 0 {
			continue
		}
		sums := make([]float64, len(h.Full))
		for y, down := range h.Full {
			sums[y] = perSecond * down
		}
		for _, b := range paying(h, a) {
			b.AddPaid(sums, nil)
		}
		out = append(out, BadYearWith{a, stat.QuantileOf(sums, badYearPart)})
	}
	return out
}
