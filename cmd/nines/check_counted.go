package main

import (
	"fmt"
	"strings"

	"nines/model"
	"nines/plots/words"
)

// countedIn tells, a line each, what the numbers of a file come to in its year.
func countedIn(sc *model.Scenario) []string {
	var lines []string
	for _, w := range cutsOf(sc) {
		lines = append(lines, w.text())
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

// A cut is how the windows of an objective or an agreement lie in the year.
type cut struct {
	of     string // "slo", "sla.gold"
	window model.Window
	whole  int     // windows
	before float64 // seconds of the year that lie before the first of them
	after  float64 // and behind the last
}

// cutsOf returns how the year is cut into the windows of the objective and of
// each agreement; nothing where the year is the window.
func cutsOf(sc *model.Scenario) []cut {
	var cuts []cut
	add := func(of string, w model.Window) {
		if w.Kind == model.YearWindow {
			return
		}
		edges := w.Edges()
		last := len(edges) - 1
		cuts = append(cuts, cut{of, w, last, edges[0], model.Year - edges[last]})
	}
	add("slo", sc.SLO.Window)
	for _, a := range sc.Agreements {
		add("sla."+a.Name, a.Window)
	}
	return cuts
}

// text tells how many whole windows a year has, and what lies in none.
func (c *cut) text() string {
	p := words.PeriodOf(c.window)
	text := fmt.Sprintf("%s has %s a year", c.of, words.Count(c.whole, "whole "+p.One, "whole "+p.Many))
	var parts []string
	if c.before > 0 {
		parts = append(parts, "the first "+words.Duration(c.before))
	}
	if c.after > 0 {
		parts = append(parts, "the last "+words.Duration(c.after))
	}
	if len(parts) > 0 {
		text += "; " + strings.Join(parts, " and ") + " of it are in none"
	}
	return text
}
