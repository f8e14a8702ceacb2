package plots

import (
	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// inEvery says in what a year must keep a target for the year to count:
// " in every month"; "" where that is the year itself.
func inEvery(w model.Window) string {
	if w.Kind == model.YearWindow {
		return ""
	}
	return " in every " + words.PeriodOf(w).One
}

// keptIn says in how many years a target is kept: "in 9 of 10 years", "in
// every month of 9 of 10 years".
func keptIn(w model.Window, years sim.Estimate) string {
	if w.Kind == model.YearWindow {
		return "in " + words.Kept(years)
	}
	return "in every " + words.PeriodOf(w).One + " of " + words.Kept(years)
}

// mostKeep says what the attainable SLO is: "highest SLO that nine years in
// ten keep in every month".
func mostKeep(slo model.Objective) string {
	return "highest SLO that " + words.MostYears(slo.Confidence) + " keep" + inEvery(slo.Window)
}

// attainableTerms gives the attainable SLO its technical name: "10th
// percentile of yearly availability". A year counts by its worst window: a
// promise for each of them holds only if it holds for that one.
func attainableTerms(slo model.Objective) string {
	p := words.Percentile(slo.Confidence) + " of "
	if slo.Window.Kind == model.YearWindow {
		return p + "yearly availability"
	}
	return p + "the availability of each year’s worst " + words.PeriodOf(slo.Window).One
}
