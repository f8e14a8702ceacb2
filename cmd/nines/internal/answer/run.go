// Package answer puts what was found into words: each command has a type or a
// function that makes a page of its results, in files that begin with its name.
// A table is made by a function that ends in Table, or is called table, a
// sentence by one that ends in Line. What a new figure is called in JSON stands
// in the file of the same name in internal/wire, and in the tables of
// cmd/nines/README.md; go test ./cmd/nines -run README -update prints the pages'
// examples again.
package answer

import (
	"fmt"
	"path/filepath"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/worlds"
)

// A Run is what `nines run` found, for people or for programs.
type Run struct {
	*sim.Result
	Help  []explain.Help
	Doubt *worlds.Doubt // nil where all is known
	Blame *sim.Blame    // nil where nobody asks, or the run was interrupted
	Call  []string      // FILE and the flags that matter, to be called again
	Why   []string      // the same for explain
	Asked bool          // whether --require asked for a verdict

	Verbose bool // whether the method is told of, too
	Stopped bool // whether something is missing, since the work was interrupted
}

// Page returns the answer: the question's answer first, then the promises, then
// where the downtime goes, then what would help.
func (a *Run) Page() *doc.Page {
	var s doc.Section
	r := a.Result
	s.Lead(Headline(r))
	if r.Partial() {
		s.Say("Interrupted, " + words.Counted(r) + ": a partial answer.")
	}
	if w, differ := r.Disagreement(); differ {
		s.Say("WARNING: " + words.Warning(w) + ".")
	}
	s.Tabulate(promiseTable(r))
	s.Say(together(safePromise(r).Sentences(), meanLine(r)), doubtLine(r, a.Doubt), downtimeLine(r))
	sayCauses(&s, r)
	s.Tabulate(doubtTable(a.Doubt))
	s.Say(learnLine(a.Doubt))
	s.Say(helpLine(a.Help, r.Scenario.SLO, r.AttainableAllYear))
	s.Offer("Try it", tryCall(a.Call, a.Help))
	sayCost(&s, r)
	sayAgreements(&s, r)
	s.Say(onCallLine(r), deliveryLine(r), assumedLine(r.Scenario.Assumed))
	sayWarnings(&s, r.Warnings, a.Verbose)
	if r.Precision > 0 {
		s.Say(fmt.Sprintf("It took %s years to know the probability of the promise to %s.", words.Thousands(float64(r.Years)), words.Ratio(r.Precision)))
	}
	rests := doc.Block{Text: fmt.Sprintf("%s, seed %d%s.", words.Simulated(a.Years), a.Seed, besideLaw(a.Result, a.Verbose)+doubtBasis(a.Doubt))}
	if len(a.Why) > 0 {
		rests.Label, rests.Command = "Why", Call("explain", a.Why)
	}
	s.Put(rests)
	return doc.Answer(s)
}

// Drawn says which charts were drawn into which folder, by files as the user would
// name them.
func Drawn(files []string) *doc.Page {
	var s doc.Section
	s.Say(chartsLine(files))
	return doc.Answer(s)
}

// chartsLine is the sentence of Drawn; none where nothing was drawn.
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
	t.Each = "promise"
	if !whole {
		t.Columns = append(t.Columns, doc.Text("every "+p.One+" of the year in"))
	}
	t.Columns = append(t.Columns, doc.Verdict("verdict"))
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
