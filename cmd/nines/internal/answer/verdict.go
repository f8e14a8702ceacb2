package answer

import (
	"fmt"
	"math"
	"slices"

	"nines/cmd/nines/internal/doc"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// Headline answers the question that was asked: the promise or, where the file's
// question is a contract, what that pays, and then the promise.
func Headline(r *sim.Result) string {
	if lead := leadOf(r); lead != nil {
		return contractClaim(lead, r.Scenario.Service.Currency).About(r.Scenario.Service.Name) + " " + verdict(r).Sentences()
	}
	return verdict(r).About(r.Scenario.Service.Name)
}

// verdict says whether the promise can be made, and why.
func verdict(r *sim.Result) Claim {
	t := r.Promised()
	slo := r.Scenario.SLO
	p := words.PeriodOf(slo.Window)
	which := words.Target(t.Target)
	if slo.Window.Kind != model.YearWindow {
		which += " " + p.Each
	}
	kept := func(exact bool) string { return keptClaim("it", t, slo, exact).Clause() }
	switch t.Verdict {
	case sim.Impossible:
		return Claim{Subject: which, Says: "is impossible", Because: []string{whyImpossible(r.Arithmetic(t.Target), p)}}
	case sim.TooClose:
		return Claim{Subject: which, Says: "is " + words.TooClose, Because: []string{kept(true), settle(t)}}
	case sim.Yes:
		return Claim{Says: "yes, you can promise " + which, Because: []string{kept(false)}}
	}
	return Claim{Says: "no, you cannot promise " + which, Because: []string{kept(false)}}
}

// whyImpossible says what leaves no room for a target.
func whyImpossible(a sim.Arithmetic, p words.Period) string {
	if a.Planned <= a.Budget {
		// The mean window has room, a shorter one (February) has none.
		return fmt.Sprintf("in some %s planned work alone takes more than it allows", p.Many)
	}
	return fmt.Sprintf("planned work takes %s %s; %s allows %s",
		words.Duration(a.Planned), p.Each, words.Target(a.Target), words.Duration(a.Budget))
}

// keptClaim says how often a target is kept and how often it should be: in
// counts that people use or, where those would blur the difference, exactly.
func keptClaim(subject string, t sim.TargetResult, slo model.Objective, exact bool) Claim {
	all, p := t.MetAllYear, words.PeriodOf(slo.Window)
	in := func(e stat.Estimate, one, many string) string { return "in " + words.KeptOf(e, one, many) }
	asked := words.Kept(stat.Certain(slo.Confidence))
	if exact || math.Abs(all.Value-slo.Confidence) < 0.02 {
		in = func(e stat.Estimate, _, many string) string { return "in " + words.KeptPart(e, many) }
		asked = words.Ratio(slo.Confidence)
	}
	says := "is kept " + in(all, "year", "years")
	switch {
	case slo.Window.Kind == model.YearWindow:
	case math.IsNaN(t.Met.Value): // of a target that nobody asked for
		says = fmt.Sprintf("is kept in every %s of the year %s", p.One, in(all, "year", "years"))
	default:
		but := "and"
		if t.Met.Value >= 0.5 && t.Verdict != sim.Yes {
			but = "but" // what most windows keep, few years do
		}
		says = fmt.Sprintf("is kept %s, %s every %s of the year %s", in(t.Met, p.One, p.Many), but, p.One, in(all, "year", "years"))
	}
	return Claim{Subject: subject, Says: says, Ask: "you ask for " + asked}
}

// settle says how many years would decide a verdict that is too close to call.
func settle(t sim.TargetResult) string {
	const most = 50_000_000 // more is an answer for nobody
	met := t.MetAllYear.Value
	switch years := t.YearsToSettle; {
	case years > most:
		return fmt.Sprintf("it would take at least about %s to settle it", words.Simulated(years))
	case years > 0:
		return fmt.Sprintf("it takes at least about %s to settle it (--years %d)", words.Simulated(years), years)
	case met <= 0 || met >= 1:
		return "so few years cannot settle it; --years takes more"
	}
	return "no number of simulated years is likely to settle it"
}

// safePromise says what can be promised instead, or too, and what the service
// attains.
func safePromise(r *sim.Result) Claim {
	best, ok := r.CanPromise()
	promise := r.Scenario.SLO.Promise.Miss()
	says := ""
	switch {
	case r.AlwaysDown():
	case !ok && slices.ContainsFunc(r.Targets, func(t sim.TargetResult) bool { return t.Verdict == sim.TooClose }):
		says = "none of these can be promised for sure"
	case !ok:
		says = "nothing that is usually promised, from " + words.Target(sim.Ladder()[0]) + " up, is safe"
	case best.OnLadder:
		says = "you can promise " + words.Target(best.Target) + ", the highest of the usual targets that is safe"
	case best.Target.Miss() > promise:
		says = "you can promise " + words.Target(best.Target)
	case best.Target.Miss() < promise:
		says = "you can even promise " + words.Target(best.Target)
	}
	if says == "" {
		return Claim{Says: attains(r)}
	}
	return Claim{Says: says, Because: []string{attains(r)}}
}

// attains says what the asked part of the years stays above.
func attains(r *sim.Result) string {
	w := r.Scenario.SLO.Window
	a, years := r.AttainableAllYear, words.MostYears(r.Scenario.SLO.Confidence)
	if !a.Bracketed() {
		return fmt.Sprintf("%s %s too few to tell what %s stay above", words.Simulated(r.Years), words.Plural(r.Years, "is", "are"), years)
	}
	in := ""
	if w.Kind != model.YearWindow {
		in = " in every " + words.PeriodOf(w).One
	}
	if r.AlwaysDown() {
		return "the service is always down"
	}
	if a.Value >= 1 {
		return years + " have no downtime at all"
	}
	return fmt.Sprintf("%s stay above %s%s (%s)", years, words.Attainable(a), in, words.AboutDuration(a.Complement().Scaled(w.Length)))
}

// besideLaw says how well the simulated years and the exact law agree, verbosely by
// how much they differ; "" without the law.
func besideLaw(r *sim.Result, verbose bool) string {
	switch {
	case r.Method == sim.Exact && len(r.Agreements) > 0:
		return "; every probability of the SLO is by the exact law alone, as if outages never overlapped, those of the SLA are counted"
	case r.Method == sim.Exact:
		return "; every probability is by the exact law alone, as if outages never overlapped"
	case r.Method == sim.Auto && (!verbose || r.Check.Differ < 0.05):
		return "; the exact law of the same outages agrees"
	case r.Method == sim.Auto:
		return fmt.Sprintf("; the exact law of the same outages agrees (%s standard errors apart)", words.Fixed(r.Check.Differ, 1))
	}
	return ""
}

// meanLine says what the availability is in the long run, which half of all
// questions mean, and what that hides; "" where there is no such mean, or too
// few years tell it.
func meanLine(r *sim.Result) string {
	mean := r.MeanDowntime().Scaled(1 / model.Year).Complement()
	if !(mean.Value > 0 && mean.Value < 1) || !r.AttainableAllYear.Bracketed() {
		return ""
	}
	w := r.Scenario.SLO.Window
	reach := r.Attainment([]float64{mean.Value})[0]
	says := "The long-run mean is " + words.Attainable(mean)
	if w.Kind == model.YearWindow {
		if years := r.Downtime.Sorted(); years[len(years)-1]-years[0] <= stat.Tie {
			return says + ", and all years are alike."
		}
		return fmt.Sprintf("%s; %s of years reach it, the others are worse.", says, words.Chance(reach))
	}
	one := words.PeriodOf(w).One
	return fmt.Sprintf("%s; in %s of years every %s reaches it, in the others some %s is worse.", says, words.Chance(reach), one, one)
}

// sayWarnings says what a reader has to know of a result and, verbosely, how its
// figures were found. A disagreement has been told at once.
func sayWarnings(s *doc.Section, all []sim.Warning, verbose bool) {
	for _, w := range all {
		switch {
		case w.IsDisagreement():
		case !w.IsMethod():
			s.Say("Warning: " + words.Warning(w) + ".")
		default:
			s.Say(methodLine(verbose, words.Warning(w)))
		}
	}
}

// methodLine says how figures were found, for those who want to know: they are no
// weaker for it. It is "" where the method is the usual one.
func methodLine(verbose bool, note string) string {
	if !verbose || note == "" {
		return ""
	}
	return "Method: " + note + "."
}
