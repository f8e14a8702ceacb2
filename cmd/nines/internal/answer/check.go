package answer

import (
	"fmt"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
)

// Checked says that a file is right, what its numbers come to, and what was
// left out.
func Checked(name string, sc *model.Scenario) doc.Section {
	var s doc.Section
	s.Say(name + ": ok")
	for _, list := range []struct {
		what  string
		items []string
	}{
		{"counted: ", countedIn(sc)}, {"preset: ", presetLines(sc)}, {"assumed: ", clauses(sc.Assumed)}, {"warning: ", Suspect(sc)},
	} {
		var items []string
		for _, item := range list.items {
			items = append(items, list.what+item)
		}
		s.Put(doc.Block{Items: items})
	}
	return s
}

// Suspect is what is legal in a scenario and probably not meant, or kinder to the
// service than published logs are.
func Suspect(sc *model.Scenario) []string {
	if narrow := NarrowWork(sc); narrow != "" {
		return append(sc.Warnings[:len(sc.Warnings):len(sc.Warnings)], narrow)
	}
	return sc.Warnings
}

// countedIn tells, a line each, what the numbers of a file come to in its year.
func countedIn(sc *model.Scenario) []string {
	var lines []string
	for _, w := range sc.Cuts() {
		lines = append(lines, cutText(w))
	}
	for _, c := range sc.Changes {
		n := c.Events()
		line := fmt.Sprintf("change.%s is %s a year", c.Name, words.Mean(n, "event", "events"))
		if c.Calendar != nil && c.Calendar.Days() > 0 {
			days := c.Calendar.Days()
			line += fmt.Sprintf(", %s on each of %s", model.FormatCount(n/days), words.Mean(days, "day", "days"))
		}
		lines = append(lines, line)
	}
	return lines
}

// cutText tells how many whole windows a year has, and what lies in none.
func cutText(c model.Cut) string {
	p := words.PeriodOf(c.Window)
	text := fmt.Sprintf("%s has %s a year", c.Of, words.Count(c.Whole, "whole "+p.One, "whole "+p.Many))
	var parts []string
	if c.Before > 0 {
		parts = append(parts, "the first "+words.Duration(c.Before))
	}
	if c.After > 0 {
		parts = append(parts, "the last "+words.Duration(c.After))
	}
	if len(parts) > 0 {
		text += "; " + strings.Join(parts, " and ") + " of it are in none"
	}
	return text
}
