package answer

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/version"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// mostSilent is how many values without a source are named.
const mostSilent = 15

// assumedSection says what the answer assumes, and where its numbers come
// from.
func (f *Report) assumedSection() doc.Section {
	s := doc.Section{ID: "assumptions", Title: "What this assumes, and where the numbers come from"}
	s.Say(assumedLine(f.Result.Scenario.Assumed))
	for _, set := range f.Patched {
		s.Say("Changed for this report: " + set + ".")
	}
	for _, text := range f.Source.opening {
		s.Say(text)
	}
	if len(f.Source.noted) > 0 {
		t := doc.NewTable("Values with their sources", doc.Text("in the file"), doc.Text("value"), doc.Text("what the file says about it"))
		for _, n := range f.Source.noted {
			t.Add(n.key, n.value, n.says)
		}
		s.Tabulate(t)
	}
	if lines := presetLines(f.Result.Scenario); len(lines) > 0 {
		s.Say("Published figures that the file uses by name:")
		s.Put(doc.Block{Items: lines})
	}
	if n := len(f.Source.silent); n > 0 {
		which := "values stand"
		if n == 1 {
			which = "value stands"
		}
		shown, more := f.Source.silent, ""
		if n > mostSilent { // a page of keys helps nobody
			shown, more = shown[:mostSilent], fmt.Sprintf(" and %d more", n-mostSilent)
		}
		s.Say(fmt.Sprintf("%d %s in the file without a word of their own on where they come from: %s%s.", n, which, strings.Join(shown, ", "), more))
	}
	return s
}

// limitSection says what the answer cannot say.
func (f *Report) limitSection() doc.Section {
	r := f.Result
	s := doc.Section{ID: "limits", Title: "What this cannot say"}
	items := []string{
		fmt.Sprintf("Only what the file names can go wrong: %s. A risk that nobody thought of happens in no simulated year.", words.Count(len(r.Scenario.Risks), "risk", "risks")),
		"Risks strike independently of each other, unless the file says otherwise. Real trouble comes in clusters, which makes good years better and bad years worse.",
		fmt.Sprintf("Every year is like the others: the figures are those of the file, not a forecast of how they change. What happens in fewer than 1 of %s years has not been seen.", words.Thousands(float64(max(1, r.Years/3)))),
		"Intervals tell what the simulated years leave open, not how wrong the file may be.",
	}
	if slices.ContainsFunc(r.Scenario.Agreements, func(a *model.Agreement) bool { return a.Termination != nil }) {
		items = append(items, "A customer who may leave takes the contract along. Credits are counted as money, a lost contract is not.")
	}
	if r.Check != nil {
		if law := besideLaw(r, true); law != "" && r.Method == sim.Auto {
			items = append(items, "The figures were worked out in two ways"+law+".")
		}
	}
	for _, warning := range r.Warnings {
		if !warning.IsMethod() {
			items = append(items, "Warning: "+words.Warning(warning)+".")
		}
	}
	for _, note := range f.methodNotes() {
		items = append(items, methodLine(true, note))
	}
	s.Put(doc.Block{Items: items})
	return s
}

// methodNotes say how the figures of a report were found, where that is out of the
// way: those of the answer, of the map and of the investments.
func (f *Report) methodNotes() (out []string) {
	for _, w := range f.Result.Warnings {
		if w.IsMethod() {
			out = append(out, words.Warning(w))
		}
	}
	if f.Surface != nil {
		if note := words.SimulatedAlone(f.Surface.NoLaw); note != "" && !slices.Contains(out, note) {
			out = append(out, "the map is "+note)
		}
	}
	if f.Compare != nil {
		out = append(out, words.Ranked(f.Compare.Comparison))
	}
	return out
}

// againSection says how to get the same page again.
func (f *Report) againSection() doc.Section {
	r := f.Result
	s := doc.Section{ID: "again", Title: "How to run it again"}
	if f.Partial() {
		s.Say("This page was interrupted. The whole one:")
	} else {
		s.Say("The same file, version, seed and date give the same page to the last byte.")
	}
	s.Put(doc.Block{Command: Call("report", append(f.Call, "-o", f.Output))})
	t := doc.NewTable("What the page was made of", doc.Text("what"), doc.Text("which"))
	t.Add("file", filepath.ToSlash(words.File(r.Scenario)))
	t.Add("its SHA-256", r.Scenario.SHA256)
	t.Add("nines", version.String())
	t.Add("simulated years", words.Thousands(float64(r.Years)))
	t.Add("seed", fmt.Sprint(r.Seed))
	s.Tabulate(t)
	return s
}
