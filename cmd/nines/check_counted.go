package main

import (
	"fmt"
	"math"
	"strings"

	"nines/model"
	"nines/plots"
)

// countedIn tells, a line each, what the numbers of a file come to in its year.
func countedIn(sc *model.Scenario) []string {
	var lines []string
	for _, w := range cutsOf(sc) {
		lines = append(lines, w.text())
	}
	for _, c := range sc.Changes {
		n := c.Events()
		line := fmt.Sprintf("change.%s is %s a year", c.Name, timesOf(n, "event", "events"))
		if c.Calendar != nil && c.Calendar.Days() > 0 {
			days := c.Calendar.Days()
			line += fmt.Sprintf(", %s on each of %s", model.FormatCount(n/days), timesOf(days, "day", "days"))
		}
		lines = append(lines, line)
	}
	return lines
}

// timesOf spells how many of something there are in a mean year.
func timesOf(n float64, one, many string) string {
	switch whole := math.Round(n); {
	case whole == 1 && math.Abs(n-whole) < 1e-9:
		return "1 " + one
	case math.Abs(n-whole) < 1e-9*n || n >= 9999.5:
		return plots.Thousands(whole) + " " + many
	}
	return model.FormatCount(n) + " " + many
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
	p := periodOf(c.window)
	text := fmt.Sprintf("%s has %s a year", c.of, countOf(c.whole, "whole "+p.one, "whole "+p.many))
	var parts []string
	if c.before > 0 {
		parts = append(parts, "the first "+plots.Duration(c.before))
	}
	if c.after > 0 {
		parts = append(parts, "the last "+plots.Duration(c.after))
	}
	if len(parts) > 0 {
		text += "; " + strings.Join(parts, " and ") + " of it are in none"
	}
	return text
}
