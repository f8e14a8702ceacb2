package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// An answer is what `nines run` found, for people or for programs.
type answer struct {
	*sim.Result
	help   []sim.Help
	blame  *sim.Blame // nil where nobody asks, or the run was interrupted
	call   []string   // FILE and the flags that matter, to be called again
	why    []string   // the same for explain
	asked  bool       // whether --require asked for a verdict
	charts []string   // files that were drawn, as the user would name them

	partial bool // whether something is missing, since the work was interrupted
}

// page returns the answer: the question's answer first, then the promises, then
// where the downtime goes, then what would help.
func (a *answer) page() *doc.Page {
	var s doc.Section
	r := a.Result
	p := words.PeriodOf(r.Scenario.SLO.Window)
	s.Say(headline(r))
	if r.Partial() {
		s.Say(fmt.Sprintf("Interrupted after %s of %s years: a partial answer.",
			words.Thousands(float64(r.Years)), words.Thousands(float64(r.Asked))))
	}
	if r.Check != nil && r.Check.Disagreement != "" {
		s.Say("WARNING: " + r.Check.Disagreement + ".")
	}
	s.Tabulate(promiseTable(r))
	s.Say(safePromise(r), downtimeLine(r))
	t, ok := r.Budgeted()
	if !ok {
		t = r.Promised()
	}
	arithmetic := r.Arithmetic(t.Target)
	s.Tabulate(causeTable(r, arithmetic, ok))
	if ok {
		s.Say(budgetLine(arithmetic, p))
	}
	s.Say(helpLine(a.help, p, r.Scenario.SLO.Confidence))
	s.Offer("Try it", tryCall(a.call, a.help))
	s.Say(costLine(r))
	sayAgreements(&s, r)
	s.Say(onCallLine(r), deliveryLine(r), assumedLine(r.Scenario.Assumed))
	for _, warning := range r.Warnings {
		if r.Check != nil && warning == r.Check.Disagreement {
			continue // said at once
		}
		s.Say("Warning: " + warning + ".")
	}
	if r.Precision > 0 {
		s.Say(fmt.Sprintf("It took %s years to know the probability of the promise to %s.", words.Thousands(float64(r.Years)), words.Ratio(r.Precision)))
	}
	s.Say(chartsLine(a.charts))
	rests := doc.Block{Text: fmt.Sprintf("%s, seed %d%s.", words.Simulated(a.Years), a.Seed, besideLaw(a.Result))}
	if len(a.why) > 0 {
		rests.Label, rests.Command = "Why", spelledCall("explain", a.why)
	}
	s.Put(rests)
	return doc.Answer(s)
}

// chartsLine says which charts were drawn into which folder.
func chartsLine(files []string) string {
	if len(files) == 0 {
		return ""
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = filepath.Base(f)
	}
	return fmt.Sprintf("Charts in %s: %s.", filepath.Dir(files[0]), strings.Join(names, ", "))
}

// promiseTable returns the table of promises with their verdicts.
func promiseTable(r *sim.Result) *doc.Table {
	p := words.PeriodOf(r.Scenario.SLO.Window)
	whole := r.Scenario.SLO.Window.Kind == model.YearWindow
	t := doc.NewTable("Promises", doc.Percent("promise"), doc.Duration("allows "+p.Each), doc.Text("kept in"))
	if !whole {
		t.Columns = append(t.Columns, doc.Text("every "+p.One+" of the year in"))
	}
	t.Columns = append(t.Columns, doc.Text("verdict"))
	for i, x := range r.Targets {
		row := []string{words.Target(x.Target), words.Duration(x.Budget)}
		if !whole {
			row = append(row, words.KeptPart(x.Met, p.Many))
		}
		if x.Verdict == sim.Impossible {
			row = append(row, words.Percent(0, 0)+" of years")
		} else {
			row = append(row, words.KeptPart(x.MetAllYear, "years"))
		}
		t.Add(append(row, string(x.Verdict))...)
		if r.IsPromise(x) {
			t.Strong = i + 1
		}
	}
	return t
}

// The causes of downtime are told by name until most of it is told.
const (
	mostCauses = 8
	enoughTold = 0.9
)

// A cause is a risk or a change in the table of causes.
type cause struct {
	name, often, each, fits string
	downtime                float64 // seconds a year
}

// causeTable returns the table of where the downtime comes from, how often, and
// how many such incidents the budget has room for, where it has any.
func causeTable(r *sim.Result, a sim.Arithmetic, hasRoom bool) *doc.Table {
	causes := causesOf(r, a)
	if len(causes) == 0 {
		return nil
	}
	sum := 0.0
	for _, c := range causes {
		sum += c.downtime
	}
	part := func(x float64) string {
		if sum == 0 {
			return "none"
		}
		return words.Share(x / sum)
	}
	told, rest := toldCauses(causes, sum)
	hasRoom = hasRoom && slices.ContainsFunc(told, func(c cause) bool { return c.fits != "" })
	t := doc.NewTable("Causes of downtime", doc.Text("where downtime comes from"), doc.Percent("share"), doc.Number("a year"), doc.Duration("one costs"))
	t.Folds = true
	if hasRoom {
		t.Columns = append(t.Columns, doc.Number(words.Target(a.Target)+" has room for"))
	}
	for _, c := range told {
		row := []string{c.name, part(c.downtime), c.often, c.each}
		if hasRoom {
			row = append(row, c.fits)
		}
		t.Add(row...)
	}
	if hidden := len(causes) - len(told); hidden > 0 {
		t.Add(fmt.Sprintf("%d more", hidden), part(rest))
	}
	return t
}

// toldCauses returns the causes that are told by name and the downtime of the
// others.
func toldCauses(causes []cause, sum float64) (told []cause, rest float64) {
	n, so := 0, 0.0
	for n < len(causes) && n < mostCauses && (so < enoughTold*sum || n == 0) {
		so += causes[n].downtime
		n++
	}
	if len(causes) == n+1 && n < mostCauses { // a line that says "1 more" might as well name it
		n++
	}
	for _, c := range causes[n:] {
		rest += c.downtime
	}
	return causes[:n], rest
}

// causesOf returns the risks and the planned work, the costliest first.
func causesOf(r *sim.Result, a sim.Arithmetic) []cause {
	each := words.PeriodOf(r.Scenario.SLO.Window).Each
	var causes []cause
	for i, k := range r.Risks {
		c := cause{name: cmp.Or(k.Title, k.Name), often: words.PerYear(r.PerYear(i)), downtime: k.Downtime.Value}
		for _, f := range a.Fits {
			if f.Risk == k.Name {
				c.each, c.fits = words.AboutDuration(f.Each), room(f, each)
			}
		}
		causes = append(causes, c)
	}
	for _, ch := range r.Changes {
		if ch.Downtime.Value > 0 && ch.Events > 0 {
			causes = append(causes, cause{
				name: cmp.Or(ch.Title, ch.Name) + " (planned)", often: words.PerYear(ch.Events),
				each: words.AboutDuration(ch.Downtime.Scaled(1 / ch.Events)), downtime: ch.Downtime.Value,
			})
		}
	}
	slices.SortStableFunc(causes, func(x, y cause) int { return cmp.Compare(y.downtime, x.downtime) })
	return causes
}

// room spells how many incidents fit into a budget: "3 a year", "none".
func room(f sim.Fit, each string) string {
	if f.Most == 0 {
		return "none"
	}
	return words.CountSpan(f.Least, f.Most) + " " + each
}
