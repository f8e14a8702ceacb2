package plots

import (
	"nines/model"
	"nines/sim"
)

// windowName names the stretch over which the targets are measured: "year",
// "block of 30 d".
func windowName(w model.Window) string {
	switch w.Kind {
	case model.YearWindow:
		return "year"
	case model.QuarterWindow:
		return "quarter"
	case model.MonthWindow:
		return "month"
	case model.WeekWindow:
		return "week"
	}
	return "block of " + Duration(w.Length)
}

// allows says over what a target's budget counts: "a year", "every 30 d".
func allows(w model.Window) string {
	if w.Kind == model.EveryWindow {
		return "every " + Duration(w.Length)
	}
	return "a " + windowName(w)
}

// inEvery says in what a year must keep a target for the year to count:
// " in every month"; "" where that is the year itself.
func inEvery(w model.Window) string {
	if w.Kind == model.YearWindow {
		return ""
	}
	return " in every " + windowName(w)
}

// keptIn says in how many years a target is kept: "in 9 of 10 years", "in
// every month of 9 of 10 years".
func keptIn(w model.Window, years sim.Estimate) string {
	if w.Kind == model.YearWindow {
		return "in " + Kept(years)
	}
	return "in every " + windowName(w) + " of " + Kept(years)
}

// mostKeep says what the attainable SLO is: "Highest SLO that nine years in
// ten keep in every month".
func mostKeep(slo model.Objective) string {
	return "Highest SLO that " + lower(MostYears(slo.Confidence)) + " keep" + inEvery(slo.Window)
}

// attainableTerms gives the attainable SLO its technical name: "10th
// percentile of yearly availability". A year counts by its worst window: a
// promise for each of them holds only if it holds for that one.
func attainableTerms(slo model.Objective) string {
	p := percentile(slo.Confidence) + " of "
	if slo.Window.Kind == model.YearWindow {
		return p + "yearly availability"
	}
	return p + "the availability of each year’s worst " + windowName(slo.Window)
}
