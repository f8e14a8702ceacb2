package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	out := []doc.Ask{sign(), f.fundAsk()}
	if f.Watch != nil {
		out = append(out, doc.Ask{Label: "Look again", Title: f.Watch.title(), Text: f.Watch.sentences()})
	}
	return out
}

// signAsk says which promise to sign.
func (f *Report) signAsk() doc.Ask {
	r := f.Result
	t, slo := r.Promised(), r.Scenario.SLO
	name, each := words.Target(t.Target), words.PeriodOf(slo.Window).Each
	best, ok := r.Safest()
	a := doc.Ask{Label: "Sign"}
	switch t.Verdict {
	case sim.Yes:
		a.Title, a.Text = "Sign "+name+" "+each, keptSentence(t, slo, false)
		if ok && best.Target.Miss() < t.Target.Miss() {
			a.Text += " Even " + words.Target(best.Target) + " would be safe."
		}
		return a
	case sim.TooClose:
		a.Title, a.Text = "Do not sign "+name+" yet", "It is too close to call: "+name+strings.TrimPrefix(keptSentence(t, slo, true), "It")+" "+settle(t)
	case sim.Impossible:
		a.Title, a.Text = "Do not sign "+name, whyImpossible(r.Arithmetic(t.Target), words.PeriodOf(slo.Window))
	default:
		a.Title, a.Text = "Do not sign "+name, name+strings.TrimPrefix(keptSentence(t, slo, false), "It")
	}
	if ok {
		a.Title += "; sign " + words.Target(best.Target) + " " + each
		kept, _, _ := strings.Cut(strings.TrimPrefix(keptSentence(best, slo, false), "It"), ";")
		a.Text += " " + words.Target(best.Target) + kept + "."
	}
	return a
}

// fundAsk says what to pay for or, where nobody has named prices, for what to
// find one out.
func (f *Report) fundAsk() doc.Ask {
	r := f.Result
	if c := f.Compare; c != nil {
		says := strings.TrimPrefix(c.headline(), c.Scenario.Service.Name+": ")
		title, text, _ := strings.Cut(says, ". ")
		return doc.Ask{Label: "Fund", Title: upper(strings.TrimSuffix(title, ".")), Text: strings.TrimSpace(text + " " + c.promiseLine())}
	}
	const unpriced = "The file names no investments, so what that costs is not known here."
	help := helpLine(f.Helps, words.PeriodOf(r.Scenario.SLO.Window), r.Scenario.SLO.Confidence)
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
	r := f.Result
	first := strings.TrimPrefix(Headline(r), r.Scenario.Service.Name+": ")
	if t := r.Promised(); t.Verdict == sim.TooClose {
		first = strings.TrimSuffix(first, " "+settle(t))
	}
	return []string{upper(oneSentence(first)), upper(oneSentence(safePromise(r)))}
}

// oneSentence makes one of two.
func oneSentence(text string) string {
	first, second, two := strings.Cut(text, ". ")
	if !two {
		return text
	}
	return first + ": " + lowered(second)
}

// lowered and upper spell a sentence's beginning as within one, or as at its
// start.
func lowered(s string) string { return first(unicode.ToLower, s) }
func upper(s string) string   { return first(unicode.ToUpper, s) }

func first(spelled func(rune) rune, s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(spelled(r)) + s[size:]
}
