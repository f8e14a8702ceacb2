package plots

import (
	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// promiseFinding says which target is safe and what is wrong with the promise
// in question or, where that is safe, with the next stricter target.
func promiseFinding(r *sim.Result) string {
	targets := r.Targets
	if len(targets) == 0 {
		return "No target was asked for"
	}
	safe, ok := r.CanPromise()
	if !ok {
		if len(targets) == 1 {
			return verdictClause(r, targets[0])
		}
		return "No target is safe: even " + verdictClause(r, targets[0])
	}
	if safe.OnLadder {
		return words.Target(safe.Target) + " is safe; " + verdictClause(r, targets[0])
	}
	worry := -1
	for i, t := range targets {
		if t.Verdict == sim.Yes {
			continue
		}
		if worry < 0 && t.Target.Miss() < safe.Target.Miss() || r.IsPromise(t) {
			worry = i
			if r.IsPromise(t) {
				break
			}
		}
	}
	name := words.Target(safe.Target)
	switch {
	case worry >= 0:
		return name + " is safe; " + verdictClause(r, targets[worry])
	case len(targets) > 1:
		return "Every target is safe, even " + name
	}
	return name + " is safe: kept in " + words.Kept(safe.MetAllYear)
}

// verdictClause says why a target cannot be promised.
func verdictClause(r *sim.Result, t sim.TargetResult) string {
	name := words.Target(t.Target)
	kept := t.MetAllYear
	switch {
	case t.Verdict == sim.Impossible && r.PlannedCertain > 0:
		clause := name + " is impossible: planned work alone takes " + words.Duration(r.PlannedCertain)
		if r.Scenario.SLO.Window.Kind != model.YearWindow {
			clause += " a year"
		}
		return clause
	case t.Verdict == sim.Impossible:
		return name + " is impossible"
	case t.Verdict == sim.TooClose:
		return name + " is " + words.TooClose
	case kept.Value <= 0:
		return name + " is missed in every simulated year"
	case kept.Value < 1e-9, words.IsBound(kept):
		return name + " is kept in " + words.Kept(kept)
	case kept.Value < 0.985:
		return name + " is kept in only " + words.Kept(kept)
	}
	return name + " is kept in " + words.Kept(kept) + ", which is not enough"
}

// subtitle puts the service's name before a quantity.
func subtitle(sc *model.Scenario, quantity string) string {
	if sc.Service.Name == "" {
		return words.Sentence(quantity)
	}
	return sc.Service.Name + ": " + quantity
}

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
func keptIn(w model.Window, years stat.Estimate) string {
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
