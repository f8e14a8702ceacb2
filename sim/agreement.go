package sim

import "nines/model"

// An AgreementResult is what an agreement costs. Credits are what is paid,
// after the cap and for those who ask. It is counted in the simulated years,
// in the full model.
type AgreementResult struct {
	Agreement *model.Agreement
	Windows   int // a year

	Breach          Estimate // probability that one window is breached
	BreachYear      Estimate // that any window of a year is
	BreachTerm      Estimate // that any window of the term is; NaN where no whole term was simulated
	BreachesPerYear Estimate // windows breached in a mean year

	// Termination is the probability that within the term so many windows
	// are breached that the customer may leave; NaN where the agreement
	// says nothing of it.
	Termination Estimate

	// CreditMean and CreditP95 are what one window pays, in the mean and in
	// the worst of 20, as a part of its fee; NaN where there is no fee.
	CreditMean, CreditP95 Estimate

	CreditsPerYear CreditsResult

	// Availability is the mean of the windows as the agreement counts it,
	// and Attainable the highest first threshold that every window of a
	// year keeps at the SLO's confidence. Both are NaN for clauses.
	Availability, Attainable Estimate

	Promises []PromiseResult // what else could be promised; none for clauses
}

// CreditsResult is what an agreement pays in a year, in Service.Currency.
// P95 is a bad year, one in 20.
type CreditsResult struct{ Mean, P50, P95, P99 Estimate }

// summariseAgreements returns what each agreement costs, at the confidence
// that the SLO asks for. It reorders what the history holds of them.
func summariseAgreements(h *history, confidence float64) []AgreementResult {
	var out []AgreementResult
	for i := range h.contracts {
		b := book{&h.contracts[i], h.agreements[i], len(h.full)}
		out = append(out, newAgreementResult(&b, confidence))
	}
	return out
}

// newAgreementResult returns what the agreement of a book costs. It reorders what
// the book keeps.
func newAgreementResult(b *book, confidence float64) AgreementResult {
	r := AgreementResult{
		Agreement: b.agreement, Windows: b.windows(),
		Availability: unknown(), Attainable: unknown(), CreditMean: unknown(), CreditP95: unknown(),
	}
	own := b.tiersOf(nil)
	s := b.settleAll(own)
	r.Breach, r.BreachYear, r.BreachesPerYear = s.breach, s.breachYear, s.breachesPerYear
	r.BreachTerm, r.Termination = b.terms(own)
	r.CreditsPerYear = CreditsResult{Mean: s.paid.Mean(), P50: s.paid.payment(0.5), P95: s.paid.payment(0.95), P99: s.paid.payment(0.99)}
	if len(own.above) > 0 {
		r.Availability, r.Attainable = b.level(confidence)
		r.Promises = promises(b, r.Availability, r.Attainable)
	}
	if b.agreement.FeePerMonth > 0 {
		r.CreditMean = r.CreditsPerYear.Mean.Scaled(1 / (b.fee * float64(b.windows())))
		r.CreditP95 = b.quantile(0.95, own) // comes last: it takes the order away
	}
	return r
}
