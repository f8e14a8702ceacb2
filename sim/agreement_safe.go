package sim

import "nines/model"

// Safe reports whether a year is free of breaches at a confidence.
func (a *AgreementResult) Safe(confidence float64) bool {
	return a.BreachYear.High <= 1-confidence
}

// SafestPromise returns the strictest promise in place of the agreement's own
// that is free of breaches at the SLO's confidence: one that was priced, or else
// one of the usual ladder. It is false where none is, and for clauses.
func (a *AgreementResult) SafestPromise(confidence float64) (best model.Target, ok bool) {
	for i := range a.Promises {
		p := &a.Promises[i]
		if p.BreachYear.High <= 1-confidence && (!ok || p.Target.Miss() < best.Miss()) {
			best, ok = p.Target, true
		}
	}
	if ok || len(a.Promises) == 0 {
		return best, ok
	}
	for _, t := range Ladder() {
		if t.Miss() > a.Promises[0].Target.Miss() && t.Ratio() < a.Attainable.Low {
			best, ok = t, true
		}
	}
	return best, ok
}
