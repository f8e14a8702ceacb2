package sim

import (
	"cmp"
	"context"
	"math"
	"slices"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A PromiseResult is what an agreement would cost if its first threshold were
// another one. The credits stay, and those of lower thresholds that are not
// below the new one fall away.
type PromiseResult struct {
	Target          model.Target
	BreachYear      stat.Estimate // probability
	BreachTerm      stat.Estimate
	CreditsMean     stat.Estimate // of a year, in Service.Currency
	CreditsBadYear  stat.Estimate // what one year in 20 exceeds
	BreachesPerYear stat.Estimate

	// InternalSLO is the mean availability, as the agreement counts it, to
	// aim for so that a year keeps the promise with the SLO's confidence;
	// NaN where so many years have no downtime at all that no such level
	// can be told, or too few years were simulated.
	InternalSLO stat.Estimate
}

// usualTargets returns the thresholds that people promise, the loosest first.
func usualTargets() []model.Target {
	var out []model.Target
	for _, text := range []string{"99%", "99.5%", "99.9%", "99.95%", "99.99%"} {
		if t, err := model.ParseTarget(text); err == nil {
			out = append(out, t)
		}
	}
	return out
}

// promisedTargets returns the thresholds that are tried: the usual ones, and
// the agreement's own, the loosest first.
func promisedTargets(own model.Target) []model.Target {
	out := usualTargets()
	if !slices.ContainsFunc(out, func(t model.Target) bool { return t.Miss() == own.Miss() }) {
		out = append(out, own)
	}
	slices.SortFunc(out, func(a, b model.Target) int { return cmp.Compare(b.Miss(), a.Miss()) })
	return out
}

// promises returns what each promise would cost, from the mean availability
// and the threshold that is attained today.
func promises(b *engine.Ledger, mean, attainable stat.Estimate, workers int) []PromiseResult {
	targets := promisedTargets(b.Agreement.Credits[0].Below)
	out := make([]PromiseResult, len(targets))
	engine.Each(context.Background(), len(targets), workers, func() func(int) {
		return func(i int) {
			t := targets[i]
			tiers := b.TiersOf(&t)
			s := b.SettleAll(tiers)
			term, _ := b.Terms(tiers)
			out[i] = PromiseResult{
				Target: t, BreachYear: s.BreachYear, BreachTerm: term, BreachesPerYear: s.BreachesPerYear,
				CreditsMean: s.Paid.Mean(), CreditsBadYear: s.Paid.Payment(0.95),
				InternalSLO: internalSLO(t, mean, attainable),
			}
		}
	})
	return out
}

// internalSLO returns the mean availability at which a promise is kept just
// as safely as the attainable threshold is today:
//
//	1 - (1 - promise) · (1 - mean) / (1 - attainable)
//
// Where every outage becomes k times as long, so do the mean and every
// quantile of a window's downtime; k = (1 - promise) / (1 - attainable) brings
// the quantile that the confidence asks for to the promise. A team that
// spends its whole error budget on average is down for 1 - SLO in the mean,
// so that this level is the SLO to give it. It is exact where outages do not
// overlap, windows cut few of them, and none is left out for its length; it
// is never looser than the promise.
func internalSLO(t model.Target, mean, attainable stat.Estimate) stat.Estimate {
	of := func(mean, attainable float64) float64 {
		if !(attainable < 1) {
			return math.NaN()
		}
		return 1 - t.Miss()*math.Min(1, (1-mean)/(1-attainable))
	}
	return stat.WithInterval(of(mean.Value, attainable.Value), of(mean.Low, attainable.High), of(mean.High, attainable.Low))
}
