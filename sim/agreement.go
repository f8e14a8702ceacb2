package sim

import (
	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// An AgreementResult is what an agreement costs. Credits are what is paid,
// after the cap and for those who ask. It is counted in the simulated years,
// in the full model.
type AgreementResult struct {
	Agreement *model.Agreement
	Windows   int // a year

	Breach          stat.Estimate // probability that one window is breached
	BreachYear      stat.Estimate // that any window of a year is
	BreachTerm      stat.Estimate // that any window of the term is; NaN where no whole term was simulated
	BreachesPerYear stat.Estimate // windows breached in a mean year

	// Termination is the probability that within the term so many windows
	// are breached that the customer may leave; NaN where the agreement
	// says nothing of it.
	Termination stat.Estimate

	// CreditMean and CreditP95 are what one window pays, in the mean and in
	// the worst of 20, as a part of its fee; NaN where there is no fee.
	CreditMean, CreditP95 stat.Estimate

	CreditsPerYear CreditsResult

	// Availability is the mean of the windows as the agreement counts it,
	// and Attainable the highest first threshold that every window of a
	// year keeps at the SLO's confidence. Both are NaN for clauses.
	Availability, Attainable stat.Estimate

	Promises []PromiseResult // what else could be promised; none for clauses
}

// CreditsResult is what an agreement pays in a year, in Service.Currency.
// P95 is a bad year, one in 20.
type CreditsResult struct{ Mean, P50, P95, P99 stat.Estimate }

// summariseAgreements returns what each agreement costs, at the confidence
// that the SLO asks for. It reorders what the history holds of them.
func summariseAgreements(h *engine.History, confidence float64, workers int) []AgreementResult {
	var out []AgreementResult
	for i := range h.Contracts {
		b := engine.Ledger{Contract: &h.Contracts[i], Kept: h.Agreements[i], Years: len(h.Full)}
		out = append(out, newAgreementResult(&b, confidence, workers))
	}
	return out
}

// newAgreementResult returns what the agreement of a book costs. It reorders what
// the book keeps.
func newAgreementResult(b *engine.Ledger, confidence float64, workers int) AgreementResult {
	r := AgreementResult{
		Agreement: b.Agreement, Windows: b.Windows(),
		Availability: stat.Unknown(), Attainable: stat.Unknown(), CreditMean: stat.Unknown(), CreditP95: stat.Unknown(),
	}
	own := b.TiersOf(nil)
	s := b.SettleAll(own)
	r.Breach, r.BreachYear, r.BreachesPerYear = s.Breach, s.BreachYear, s.BreachesPerYear
	r.BreachTerm, r.Termination = b.Terms(own)
	r.CreditsPerYear = CreditsResult{Mean: s.Paid.Mean(), P50: s.Paid.Payment(0.5), P95: s.Paid.Payment(0.95), P99: s.Paid.Payment(0.99)}
	if len(own.Above) > 0 {
		r.Availability, r.Attainable = b.Level(confidence)
		r.Promises = promises(b, r.Availability, r.Attainable, workers)
	}
	if b.Agreement.FeePerMonth > 0 {
		r.CreditMean = r.CreditsPerYear.Mean.Scaled(1 / (b.Fee * float64(b.Windows())))
		r.CreditP95 = b.Quantile(0.95, own) // comes last: it takes the order away
	}
	return r
}
