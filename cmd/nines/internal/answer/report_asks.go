package answer

import (
	"nines/cmd/nines/internal/doc"
	"nines/plots/words"
	"nines/sim"
)

// asks returns what the reader is to decide: what to sign, what to fund, when
// to look again.
func (f *Report) asks() []doc.Ask {
	sign := f.signAsk
	if len(f.Result.Agreements) > 0 {
		sign = f.contractAsk
	}
	var out []doc.Ask
	if f.Partial() {
		out = append(out, f.partialAsk())
	}
	out = append(out, sign())
	if f.funds() {
		out = append(out, f.fundAsk())
	}
	if f.Watch != nil {
		out = append(out, doc.Ask{Label: "Look again", Title: watch{f.Watch}.title(), Text: watch{f.Watch}.sentences()})
	}
	return out
}

// signAsk says which promise to sign.
func (f *Report) signAsk() doc.Ask {
	r := f.Result
	t, slo := r.Promised(), r.Scenario.SLO
	name, each := words.Target(t.Target), words.PeriodOf(slo.Window).Each
	best, ok := r.CanPromise()
	a := doc.Ask{Label: "Sign"}
	p := words.PeriodOf(slo.Window)
	switch t.Verdict {
	case sim.Yes:
		a.Title, a.Text = "Sign "+name+" "+each, keptClaim("it", t, slo, false).Sentences()
		if ok && best.Target.Miss() < t.Target.Miss() {
			a.Text += " Even " + words.Target(best.Target) + " would be safe."
		}
		return a
	case sim.TooClose:
		a.Title, a.Text = "Do not sign "+name+" yet", sentences("it is "+words.TooClose+": "+keptClaim(name, t, slo, true).Clause(), settle(t))
	case sim.Impossible:
		a.Title, a.Text = "Do not sign "+name, sentences(whyImpossible(r.Arithmetic(t.Target), p))
	default:
		a.Title, a.Text = "Do not sign "+name, keptClaim(name, t, slo, false).Sentences()
	}
	if ok {
		a.Title += "; sign " + words.Target(best.Target) + " " + each
		a.Text += " " + keptClaim("", best.TargetResult, slo, false).Of(words.Target(best.Target)).Sentences()
	}
	return a
}

// fundAsk says what to pay for or, where the file has no prices, whose price to
// find out.
func (f *Report) fundAsk() doc.Ask {
	r := f.Result
	if c := f.Compare; c != nil {
		says := c.headline()
		return doc.Ask{
			Label: "Fund", Title: words.Sentence(says.Clause()),
			Text: sentences(append(says.Because, c.promiseLine())...),
		}
	}
	const unpriced = "The file names no investments, so what that costs is not known here."
	help := helpLine(f.Helps, r.Scenario.SLO, r.AttainableAllYear)
	switch {
	case r.Promised().Verdict == sim.Yes && help == "":
		return doc.Ask{Label: "Fund", Title: "Fund nothing for the promise", Text: words.Target(r.Scenario.SLO.Promise) + " is safe as it is."}
	case r.Promised().Verdict == sim.Yes:
		return doc.Ask{Label: "Fund", Title: "Fund nothing for the promise", Text: words.Target(r.Scenario.SLO.Promise) + " is safe as it is. " + help + " " + unpriced}
	case help == "":
		return doc.Ask{Label: "Fund", Title: "Nothing known to fund", Text: "No single change that was tried brings the promise nearer. The file names no investments."}
	}
	return doc.Ask{Label: "Fund", Title: "Find out what the first step costs", Text: help + " " + unpriced}
}

// answer returns the answer in two sentences: whether the promise can be kept,
// and what the service attains.
func (f *Report) answer() []string {
	if lead := leadOf(f.Result); lead != nil {
		return []string{contractClaim(lead, f.Result.Scenario.Service.Currency).OneSentence(), verdict(f.Result).OneSentence(), safePromise(f.Result).OneSentence()}
	}
	return []string{verdict(f.Result).OneSentence(), safePromise(f.Result).OneSentence()}
}
