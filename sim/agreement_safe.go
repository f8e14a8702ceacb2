package sim

// Safe reports whether a year is free of breaches at a confidence.
func (a *AgreementResult) Safe(confidence float64) bool {
	return a.BreachYear.High <= 1-confidence
}

// SafestPromise returns the strictest promise in place of the agreement's own
// that is free of breaches at a confidence; nil where none is.
func (a *AgreementResult) SafestPromise(confidence float64) *PromiseResult {
	var best *PromiseResult
	for i := range a.Promises {
		p := &a.Promises[i]
		if p.BreachYear.High <= 1-confidence && (best == nil || p.Target.Miss() < best.Target.Miss()) {
			best = p
		}
	}
	return best
}
