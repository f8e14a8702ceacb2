package answer

import (
	"cmp"
	"fmt"
	"slices"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/stat"
)

// yearLength is a year in seconds.
const yearLength = model.Year

// An Explanation is what `nines explain` found, for people.
type Explanation struct {
	*explain.Explanation
	Inputs *explain.Sensitivity // nil where that was interrupted
	Period words.Period

	Verbose bool     // whether the method is told of, too
	Call    []string // FILE and the flags that matter, to be called again
}

// Page returns the answer: why first, then what is attained today, what would
// remain, which risk does what, which net carries what, and what would help.
func (x *Explanation) Page() *doc.Page {
	var s doc.Section
	s.Lead(x.why())
	s.Say(together(safePromise(x.Today).Sentences(), meanLine(x.Today)), x.plannedLine())
	s.Say(aloneLines(x.Rooms, x.objective(), x.Today)...)
	s.Tabulate(x.floorTable())
	s.Tabulate(x.riskTable())
	s.Tabulate(x.netTable())
	s.Tabulate(x.raiseTable())
	s.Tabulate(inputTable(x.Inputs))
	s.Say(x.endlessLine(), x.idleLine())
	s.Say(x.alarmLines()...)
	if n := len(x.Raises); n > 0 {
		s.Offer("Try it", tryCall(x.Call, []explain.Help{{Sets: x.Raises[n-1].With}}))
	}
	sayWarnings(&s, x.Today.Warnings[len(x.Today.Scenario.Warnings):], x.Verbose)
	s.Say(fmt.Sprintf("%s behind each figure, seed %d%s.", words.Simulated(x.Today.Years), x.Today.Seed, besideLaw(x.Today, x.Verbose)))
	return doc.Answer(s)
}

// plannedLine says what planned work takes of the budget; "" where there is
// none, or where the first line has said so.
func (x *Explanation) plannedLine() string {
	if x.Planned <= 0 || x.Today.Promised().Verdict == sim.Impossible && x.Planned > x.Budget {
		return ""
	}
	return fmt.Sprintf("Planned work takes %s of the budget %s: %s of %s.", words.Share(x.Planned/x.Budget), x.Period.Each,
		words.Duration(x.Planned), words.Duration(x.Budget))
}

// objective returns the SLO with the target that is explained as its promise.
func (x *Explanation) objective() model.Objective {
	slo := x.Today.Scenario.SLO
	slo.Promise = x.Target
	return slo
}

// headings are those of the two columns that every comparison has.
func (x *Explanation) headings() []string {
	kept := words.Target(x.Target) + " kept in"
	if x.Period.One != "year" {
		kept = words.Target(x.Target) + " kept all year in"
	}
	years := words.MostYears(x.Today.Scenario.SLO.Confidence)
	return []string{years + " stay above", kept}
}

// chance spells how likely a target is kept, to four nines at most: no model
// deserves more belief.
func chance(e stat.Estimate) string {
	const most = 0.9999
	if e.Low > most && e.Low < 1 {
		e.Low = most
	}
	if e.High < 1-most && e.High > 0 {
		e.High = 1 - most
	}
	return words.Chance(e)
}

// today returns the outcome of changing nothing.
func (x *Explanation) today() explain.Outcome {
	return explain.Outcome{Attainable: x.Today.AttainableAllYear, Met: x.Met, Same: true, Noise: true}
}

// floorTable returns the table of what would remain of the whole service; nil
// where nothing changes.
func (x *Explanation) floorTable() *doc.Table {
	t := x.outcomes("what would remain")
	add(t, "as it is", x.today())
	for _, f := range x.Floors {
		if f.Risk == "" && !f.Noise {
			add(t, supposed(f.If), f.Outcome)
		}
	}
	if len(t.Rows) == 1 {
		return nil
	}
	return t
}

// outcomes returns a table for outcomes.
func (x *Explanation) outcomes(heading string) *doc.Table {
	heads := x.headings()
	t := doc.NewTable(heading, doc.Text(heading), doc.Percent(heads[0]), doc.Text(heads[1]))
	t.Each = "case"
	t.Folds = true
	return t
}

// add adds an outcome: each figure with the digits that it supports, as wherever
// else it stands.
func add(t *doc.Table, name string, o explain.Outcome) {
	t.Add(name, words.Attainable(o.Attainable), chance(o.Met)+" of years")
}

// supposed says what is supposed of the whole service.
func supposed(s explain.Supposition) string {
	switch s {
	case explain.DetectionInstant:
		return "if every fault were known at once"
	case explain.PeopleInstant:
		return "if people were there and knew the cause at once"
	case explain.RecoveryInstant:
		return "if every recovery took no time"
	case explain.NoPlannedWork:
		return "if planned work took no downtime"
	}
	return string(s)
}

// riskTable returns the table of what each risk does to the target, the one
// behind most missed years first.
func (x *Explanation) riskTable() *doc.Table {
	met := map[explain.Supposition]map[string]stat.Estimate{explain.NeverHappens: {}, explain.OneMore: {}}
	for _, f := range x.Floors {
		if met[f.If] != nil {
			met[f.If][f.Risk] = f.Met
		}
	}
	order := x.ByShare()
	room := words.Target(x.Target) + " allows"
	if x.Period.One != "year" {
		room += ", " + x.Period.Each
	}
	if slices.ContainsFunc(x.Rooms, costsDiffer) {
		room += " (slow, fast: one in ten)"
	}
	t := doc.NewTable("What strikes", doc.Text("what strikes"), doc.Number("a year"), doc.Number(room), doc.Percent("kept without it"), doc.Percent("with one more"))
	t.Each, t.Columns[1].Stays = "risk", true
	t.Folds = true
	for n, i := range order {
		if n == mostCauses {
			t.Add(fmt.Sprintf("%d more", len(order)-n))
			break
		}
		room := x.Rooms[i]
		t.Add(titleOf(room), words.PerYear(room.PerYear), roomFor(room),
			chance(met[explain.NeverHappens][room.Risk]), chance(met[explain.OneMore][room.Risk]))
	}
	return t
}

// roomFor spells how many incidents fit at what one costs in the mean: "17 of 30
// min", or "22 of 12 min (12 slow, 41 fast)" where their costs differ.
func roomFor(k sim.Room) string {
	count := func(f sim.Fitting) string {
		if f.Count == sim.AnyNumber {
			return "any number"
		}
		return words.Thousands(float64(f.Count))
	}
	says := fits(k.Mean) + " of " + words.AboutDuration(k.Mean.Cost)
	if k.Mean.Most == 0 {
		says = "none of " + words.AboutDuration(k.Mean.Cost)
	}
	if !costsDiffer(k) {
		return says
	}
	slow := count(k.Slow)
	if k.Slow.Count == 0 {
		slow = "no"
	}
	return says + fmt.Sprintf(" (%s slow, %s fast)", slow, count(k.Fast))
}

// costsDiffer reports whether a slow incident costs more than a fast one, of
// which some fit.
func costsDiffer(k sim.Room) bool { return k.Fast.Cost.Value != k.Slow.Cost.Value && k.Fast.Count != 0 }

// fits spells how many incidents of a cost fit.
func fits(f sim.Fitting) string {
	if f.Count == sim.AnyNumber {
		return "any number"
	}
	return words.CountSpan(f.Least, f.Most)
}

// titleOf names a risk.
func titleOf(k sim.Room) string { return cmp.Or(k.Title, k.Risk) }

// raiseTable returns the table of what would help most.
func (x *Explanation) raiseTable() *doc.Table {
	t := doc.NewTable("Most help", doc.Text("most help: "+x.headings()[0]), doc.Percent("by itself"), doc.Percent("with those above"), doc.Percent("enough to promise"),
		doc.Text(words.Target(x.Target)+" then kept in"))
	t.Each, t.Columns[2].Stays = "step", true
	t.Folds = true
	for i, r := range x.Raises {
		together := words.Attainable(r.Together.Attainable)
		if i == 0 {
			together = ""
		}
		promise := "nothing usual"
		if target, ok := sim.Allowed(r.Together.Attainable, x.objective().Targets); ok {
			promise = words.Target(target)
		}
		t.Add(words.Measure(r.Measure), words.Attainable(r.Alone.Attainable), together, promise, chance(r.Together.Met)+" of years")
	}
	return t
}
