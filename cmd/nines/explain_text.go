package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// yearLength is a year in seconds.
const yearLength = model.Year

// An explanation is what `nines explain` found, for people.
type explanation struct {
	*sim.Explanation
	period words.Period
	call   []string // FILE and the flags that matter, to be called again
}

// writeText writes the answer for people: why first, then what is attained
// today, what would remain, which risk does what, which net carries what, and
// what would help.
func (x *explanation) writeText(w io.Writer) {
	say := func(text string) {
		if text != "" {
			fmt.Fprintln(w, wrap(text, lineWidth))
		}
	}
	table := func(rows [][]string) {
		if len(rows) > 1 {
			fmt.Fprintln(w)
			writeTable(w, fitted(rows))
		}
	}
	say(x.why())
	say(attains(x.Today))
	say(x.plannedLine())
	for _, line := range aloneLines(x.Rooms, x.objective(), x.Today) {
		say(line)
	}
	table(x.floorRows())
	table(x.riskRows())
	table(x.netRows())
	table(x.raiseRows())
	fmt.Fprintln(w)
	say(x.endlessLine())
	say(x.idleLine())
	for _, line := range x.alarmLines() {
		say(line)
	}
	if n := len(x.Raises); n > 0 {
		fmt.Fprintln(w, tryLine(x.call, []sim.Help{{Sets: x.Raises[n-1].With}}))
	}
	for _, warning := range x.Today.Warnings[len(x.Today.Scenario.Warnings):] {
		say("Warning: " + warning + ".")
	}
	say(fmt.Sprintf("%s behind each figure, seed %d%s.", words.Simulated(x.Today.Years), x.Today.Seed, besideLaw(x.Today)))
}

// plannedLine says what planned work takes of the budget; "" where there is
// none, or where the first line has said so.
func (x *explanation) plannedLine() string {
	if x.Planned <= 0 || x.Today.Promised().Verdict == sim.Impossible && x.Planned > x.Budget {
		return ""
	}
	return fmt.Sprintf("Planned work takes %s of the budget %s: %s of %s.", words.Share(x.Planned/x.Budget), x.period.Each,
		words.Duration(x.Planned), words.Duration(x.Budget))
}

// objective returns the SLO with the target that is explained as its promise.
func (x *explanation) objective() model.Objective {
	slo := x.Today.Scenario.SLO
	slo.Promise = x.Target
	return slo
}

// headings are those of the two columns that every comparison has.
func (x *explanation) headings() []string {
	kept := words.Target(x.Target) + " kept in"
	if x.period.One != "year" {
		kept = words.Target(x.Target) + " kept all year in"
	}
	years := words.MostYears(x.Today.Scenario.SLO.Confidence)
	return []string{years + " stay above", kept}
}

// columns spells outcomes: each figure with the digits that it supports, as
// wherever else it stands.
func columns(outcomes []sim.Outcome) [][]string {
	rows := make([][]string, len(outcomes))
	for i, o := range outcomes {
		rows[i] = []string{words.Attainable(o.Attainable), chance(o.Met) + " of years"}
	}
	return rows
}

// chance spells how likely a target is kept. What the law tells beyond four
// nines is more than anybody should believe of a model.
func chance(e sim.Estimate) string {
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
func (x *explanation) today() sim.Outcome {
	return sim.Outcome{Attainable: x.Today.AttainableAllYear, Met: x.Met, Same: true, Noise: true}
}

// floorRows returns the table of what would remain of the whole service.
func (x *explanation) floorRows() [][]string {
	names, outcomes := []string{"as it is"}, []sim.Outcome{x.today()}
	for _, f := range x.Floors {
		if f.Risk == "" && !f.Noise {
			names, outcomes = append(names, supposed(f.If)), append(outcomes, f.Outcome)
		}
	}
	if len(names) == 1 {
		return nil
	}
	return x.compared("what would remain", names, outcomes)
}

// compared returns a table of outcomes.
func (x *explanation) compared(heading string, names []string, outcomes []sim.Outcome) [][]string {
	rows := [][]string{append([]string{heading}, x.headings()...)}
	for i, spelled := range columns(outcomes) {
		rows = append(rows, append([]string{names[i]}, spelled...))
	}
	return rows
}

// supposed says what is supposed of the whole service.
func supposed(s sim.Supposition) string {
	switch s {
	case sim.DetectionInstant:
		return "if every fault were known at once"
	case sim.PeopleInstant:
		return "if people were there and knew the cause at once"
	case sim.RecoveryInstant:
		return "if every recovery took no time"
	case sim.NoPlannedWork:
		return "if planned work took no downtime"
	}
	return string(s)
}

// riskRows returns the table of what each risk does to the target, the one
// behind most missed years first.
func (x *explanation) riskRows() [][]string {
	met := map[sim.Supposition]map[string]sim.Estimate{sim.NeverHappens: {}, sim.OneMore: {}}
	for _, f := range x.Floors {
		if met[f.If] != nil {
			met[f.If][f.Risk] = f.Met
		}
	}
	order := make([]int, len(x.Rooms))
	for i := range order {
		order[i] = i
	}
	// Where no year misses, or all do, what it costs in a year decides.
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(-cmp.Compare(x.Worths[i].Share.Value, x.Worths[j].Share.Value),
			-cmp.Compare(x.Today.Risks[i].Downtime.Value, x.Today.Risks[j].Downtime.Value))
	})
	room := words.Target(x.Target) + " has room for"
	if x.period.One != "year" {
		room += ", " + x.period.Each
	}
	if slices.ContainsFunc(x.Rooms, costsDiffer) {
		room += " (slow, fast: one in ten)"
	}
	rows := [][]string{{"what strikes", "a year", room, "kept without it", "with one more"}}
	for n, i := range order {
		if n == mostCauses {
			rows = append(rows, []string{fmt.Sprintf("%d more", len(order)-n)})
			break
		}
		room := x.Rooms[i]
		rows = append(rows, []string{titleOf(room), words.PerYear(room.PerYear), roomFor(room),
			chance(met[sim.NeverHappens][room.Risk]), chance(met[sim.OneMore][room.Risk])})
	}
	return rows
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

// raiseRows returns the table of what would help most.
func (x *explanation) raiseRows() [][]string {
	if len(x.Raises) == 0 {
		return nil
	}
	var outcomes []sim.Outcome
	for _, r := range x.Raises {
		outcomes = append(outcomes, r.Alone, r.Together)
	}
	spelled := columns(outcomes)
	heads := x.headings()
	rows := [][]string{{"most help: " + heads[0], "by itself", "with those above", words.Target(x.Target) + " then kept in"}}
	for i, r := range x.Raises {
		alone, together := spelled[2*i], spelled[2*i+1]
		if i == 0 {
			together[0] = ""
		}
		rows = append(rows, []string{words.Measure(r.Measure), alone[0], together[0], together[1]})
	}
	return rows
}
