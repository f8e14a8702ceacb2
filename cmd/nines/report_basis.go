package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"nines/cmd/nines/internal/version"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// mostSilent is how many values without a source are named.
const mostSilent = 15

// assumedSection says what the answer assumes, and where its numbers come
// from.
func (f *findings) assumedSection() section {
	s := section{ID: "assumptions", Title: "What this assumes, and where the numbers come from"}
	s.add(assumedLine(f.result.Scenario.Assumed))
	for _, set := range f.patched {
		s.add("Changed for this report: " + set + ".")
	}
	for _, text := range f.source.opening {
		s.add(text)
	}
	if len(f.source.noted) > 0 {
		rows := [][]string{{"in the file", "value", "what the file says about it"}}
		for _, n := range f.source.noted {
			rows = append(rows, []string{n.key, n.value, n.says})
		}
		b := newTable("Values with their sources", rows)
		b.Table.Words = true
		s.put(b)
	}
	if n := len(f.source.silent); n > 0 {
		which := "values stand"
		if n == 1 {
			which = "value stands"
		}
		shown, more := f.source.silent, ""
		if n > mostSilent { // a page of keys helps nobody
			shown, more = shown[:mostSilent], fmt.Sprintf(" and %d more", n-mostSilent)
		}
		s.add(fmt.Sprintf("%d %s in the file without a word of their own on where they come from: %s%s.", n, which, strings.Join(shown, ", "), more))
	}
	return s
}

// limitSection says what the answer cannot say.
func (f *findings) limitSection() section {
	r := f.result
	s := section{ID: "limits", Title: "What this cannot say"}
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
		if law := besideLaw(r); law != "" && r.Method == sim.Auto {
			items = append(items, "The figures were worked out in two ways"+law+".")
		}
		if r.Check.Disagreement != "" {
			items = append(items, "Warning: "+r.Check.Disagreement+".")
		}
	}
	for _, warning := range r.Warnings {
		if r.Check == nil || warning != r.Check.Disagreement {
			items = append(items, "Warning: "+warning+".")
		}
	}
	s.put(block{Items: items})
	return s
}

// againSection says how to get the same page again.
func (f *findings) againSection() section {
	r := f.result
	s := section{ID: "again", Title: "How to run it again"}
	s.add("The same file, version and seed give the same page to the last byte.")
	s.put(block{Command: spelledCall("report", append(f.call, "-o", f.output))})
	s.put(newTable("What the page was made of", [][]string{
		{"what", "which"},
		{"file", filepath.ToSlash(words.File(r.Scenario))},
		{"its SHA-256", r.Scenario.SHA256},
		{"nines", version.String()},
		{"simulated years", words.Thousands(float64(r.Years))},
		{"seed", fmt.Sprint(r.Seed)},
	}))
	return s
}
