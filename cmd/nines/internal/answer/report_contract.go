package answer

import (
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// contractAsk says which agreements with customers to sign: that is what lies
// on the table. The SLO is answered for above it.
func (f *Report) contractAsk() doc.Ask {
	r := f.Result
	var safe, unsafe []*model.Agreement
	var text []string
	for i := range r.Agreements {
		a := &r.Agreements[i]
		says := agreementLine(a, r.Scenario.Service.Currency)
		if a.Safe(r.Scenario.SLO.Confidence) {
			safe = append(safe, a.Agreement)
		} else {
			unsafe = append(unsafe, a.Agreement)
			says += f.saferContract(a)
		}
		text = append(text, says)
	}
	title := "Do not sign " + contracts(unsafe) + " as " + map[bool]string{true: "it is", false: "they are"}[len(unsafe) == 1]
	switch {
	case len(unsafe) == 0:
		title = "Sign " + contracts(safe)
	case len(safe) > 0:
		title += "; sign " + contracts(safe)
	}
	return doc.Ask{Label: "Sign", Title: title, Text: strings.Join(text, " ")}
}

// saferContract names the strictest promise that would be safe in place of an
// agreement's own; "" where an agreement counts by clauses.
func (f *Report) saferContract(a *sim.AgreementResult) string {
	if len(a.Promises) == 0 {
		return ""
	}
	slo := f.Result.Scenario.SLO
	often := "in " + words.Kept(stat.Certain(slo.Confidence))
	best, ok := a.SafestPromise(slo.Confidence)
	if !ok {
		return " Not even " + words.Target(sim.Ladder()[0]) + " in its place is safe."
	}
	return " " + words.Target(best) + " in its place is kept " + often + "."
}

// contracts names agreements: "the SLA enterprise", "the SLAs gold and silver";
// of alternatives only one can be signed: "the SLA today or until-2022".
func contracts(agreements []*model.Agreement) string {
	var names []string
	at := map[*model.Agreement]int{} // where alternatives to one stand, and it
	for _, a := range agreements {
		one := a
		if !a.Applies() {
			one = a.AlternativeTo
		}
		if i, ok := at[one]; ok {
			names[i] += " or " + a.Name
			continue
		}
		at[one] = len(names)
		names = append(names, a.Name)
	}
	if len(names) == 1 {
		return "the SLA " + names[0]
	}
	return "the SLAs " + words.List(names, "and")
}
