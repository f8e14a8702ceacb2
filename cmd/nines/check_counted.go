package main

import (
	"fmt"
	"math"

	"nines/model"
	"nines/plots"
)

// countedIn tells, a line each, what the numbers of a file come to in its year.
func countedIn(sc *model.Scenario) []string {
	var lines []string
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
