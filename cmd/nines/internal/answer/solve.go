package answer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/solve"
	"nines/sim/stat"
)

// A Solution is what `nines solve` found for one path.
type Solution struct {
	*solve.Solution
	Call  []string // FILE and the flags that matter, to be called again
	Asked bool     // whether --require asked for a verdict

	Verbose bool // whether the method is told of, too
}

// Page returns the solution for people.
func (s *Solution) Page() *doc.Page {
	var d doc.Section
	d.Lead(s.headline().About(s.Scenario.Service.Name))
	d.Say(s.todayLine(), s.mixedLine())
	if s.Ending == solve.Nothing && s.Effect != solve.NoEffect {
		d.Tabulate(blockerTable(s.BlockedBy, s.At))
	}
	d.Say(aloneLines(s.Rooms, s.Scenario.SLO, s.At)...)
	d.Say(s.safeLine())
	if s.Safe != nil && s.Safe.Set.String() != "" {
		d.Offer("Try it", s.tryCall())
	}
	if s.Narrowed != nil {
		d.Say(fmt.Sprintf("Looked from %s to %s: beyond, %v.", s.spell(s.From), s.spell(s.To), s.Narrowed))
	}
	d.Say(methodLine(s.Verbose, words.SimulatedAlone(s.NoLaw)), s.footLine())
	return doc.Answer(d)
}

// spell spells a value of what is varied, factors as the times that they make.
func (s *Solution) spell(v float64) string { return words.Value(s.Kind, v*s.Unit) }

// kept says that the promise is kept as often as it is asked.
func (s *Solution) kept() string { return keptAsAsked(s.Scenario.SLO, "is kept") }

// keptAsAsked says "99.9 % is kept in 9 of 10 years", of a window "in every
// month of 9 of 10 years".
func keptAsAsked(slo model.Objective, verb string) string {
	in := "in "
	if slo.Window.Kind != model.YearWindow {
		in = "in every " + words.PeriodOf(slo.Window).One + " of "
	}
	return words.Target(slo.Promise) + " " + verb + " " + in + words.Kept(stat.Certain(slo.Confidence))
}

// limit spells a bound on the loose side: "at most 2 min".
func (s *Solution) limit(v float64) string {
	if s.Effect == solve.Helps {
		return "at least " + s.spell(v)
	}
	return "at most " + s.spell(v)
}

// headline answers what was asked.
func (s *Solution) headline() Claim {
	slo := s.Scenario.SLO
	promise, met := words.Target(slo.Promise), s.At.Promised().MetAllYear
	span := fmt.Sprintf("from %s to %s", s.spell(s.From), s.spell(s.To))
	asked := fmt.Sprintf("%s; you ask for %s", words.KeptPart(met, "years"), words.Ratio(slo.Confidence))
	switch {
	case s.Effect == solve.NoEffect:
		return Claim{Says: "the answer does not depend on " + s.Path + s.why(),
			Because: []string{"whatever it is, " + promise + " is kept in " + asked}}
	case s.Ending == solve.Any:
		return Claim{Says: fmt.Sprintf("%s whatever %s is, %s", s.kept(), words.Quantity(s.Label), span)}
	case s.Ending == solve.Nothing:
		none := Claim{Says: fmt.Sprintf("nothing that %s can be, %s, is enough for %s", words.Quantity(s.Label), span, promise)}
		if at := s.At.Promised(); at.Verdict == sim.Impossible {
			none.Because = []string{whyImpossible(s.At.Arithmetic(at.Target), words.PeriodOf(slo.Window))}
		} else {
			none.Because = []string{"the best, " + s.spell(s.AtValue) + ", keeps it in " + asked}
		}
		return none
	case s.Effect == solve.Mixed:
		return Claim{Says: fmt.Sprintf("%s with %s of %s, but not with everything below or above it", s.kept(), words.Quantity(s.Label), s.spell(s.Loosest()))}
	}
	return Claim{Says: fmt.Sprintf("%s as long as %s is %s", s.kept(), words.Quantity(s.Label), s.limit(s.Loosest()))}
}

// why says why a quantity changes nothing, where the file tells: its key or its
// part is idle.
func (s *Solution) why() string {
	idle := s.Scenario.Idle[s.Path]
	if parts := strings.Split(s.Path, "."); idle == "" && len(parts) > 1 {
		idle = s.Scenario.Idle[parts[0]+"."+parts[1]]
	}
	if idle == "" {
		return ""
	}
	return ": " + idle
}

// todayLine says how far today is from what was found.
func (s *Solution) todayLine() string {
	if math.IsNaN(s.Today) || s.Effect == solve.NoEffect {
		return ""
	}
	now := fmt.Sprintf("Today it is %s, and the promise is kept in %s", s.spell(s.Today), words.KeptPart(s.TodayMet, "years"))
	if s.Ending != solve.Found || s.Effect == solve.Mixed {
		return now + "."
	}
	times := s.Room()
	switch {
	case s.KeptAt(times):
		return fmt.Sprintf("%s: there is room for %s times as much.", now, words.Multiple(times))
	case s.Effect == solve.Hurts:
		return fmt.Sprintf("%s: it has to fall to %s of that.", now, words.Share(times))
	case s.Kind == model.RatioValue:
		return now + ": it has to rise."
	}
	return fmt.Sprintf("%s: it has to rise to %s times that.", now, words.Multiple(times))
}

// mixedLine says where the promise is kept if more does not always hurt, or
// always help.
func (s *Solution) mixedLine() string {
	if s.Effect != solve.Mixed || len(s.Kept) == 0 {
		return ""
	}
	var spans []string
	for _, k := range s.Kept {
		spans = append(spans, s.spell(words.Significant(k.From, 3))+" to "+s.spell(words.Significant(k.To, 3)))
	}
	return "More of it neither always hurts nor always helps. The promise is kept from " + strings.Join(spans, ", and from ") + "."
}

// safeLine says what a value does that can be set.
func (s *Solution) safeLine() string {
	switch {
	case s.Ending != solve.Found:
		return ""
	case s.Safe == nil:
		return fmt.Sprintf("Within what %s tell, no value is safe for sure.", words.Simulated(s.Years))
	}
	return fmt.Sprintf("Set to %s, it is kept in %s: yes.", s.spell(s.Safe.Value), words.KeptPart(s.At.Promised().MetAllYear, "years"))
}

// tryCall spells the call that runs the service with the value set.
func (s *Solution) tryCall() string {
	call := append([]string{"nines", "run"}, s.Call...)
	if s.At.Method == sim.Simulate {
		call = append(call, "--years", strconv.Itoa(s.Years))
		if !slices.Contains(s.Call, "--method") {
			call = append(call, "--method", string(sim.Simulate))
		}
	}
	call = append(call, "--set", s.Safe.Set.String())
	for i, word := range call {
		call[i] = quoted(word)
	}
	return strings.Join(call, " ")
}

// footLine says what the answer rests on.
func (s *Solution) footLine() string {
	says := fmt.Sprintf("%s, seed %d", words.Simulated(s.Years), s.At.Seed)
	if s.Method == sim.Auto {
		says += ", on top of the exact law of the same outages"
	}
	return fmt.Sprintf("Looked at %d values from %s to %s. %s.", s.Tried, s.spell(s.From), s.spell(s.To), says)
}

// blockerTable is the table of what costs downtime anyway.
func blockerTable(all []solve.Blocker, r *sim.Result) *doc.Table {
	slo := r.Scenario.SLO
	budget := slo.YearlyBudget()
	t := doc.NewTable("What is spent all the same", doc.Text("what is spent all the same"), doc.Duration("a year"), doc.Percent("of the budget"))
	t.Folds = true
	for i, b := range all {
		if i == mostCauses {
			t.Add(fmt.Sprintf("%d more", len(all)-i))
			break
		}
		name := cmp.Or(b.Title, strings.SplitN(b.Part, ".", 2)[1])
		t.Add(name+": "+doing(b.Phase, r.Scenario), words.Duration(b.Downtime), words.Share(b.Downtime/budget))
	}
	return t
}
