package answer

import (
	"fmt"
	"math"

	"nines/plots/words"
	"nines/sim/compare"
)

// noticeLine says how long the team would have to look at its own data to see
// what the first option does: the test that shows it soonest comes first.
func (c *Comparison) noticeLine() string {
	o := &c.Options[0]
	if o.Identical || !c.Funds() {
		return ""
	}
	n := &o.Notice
	text := fmt.Sprintf("Would you ever notice? With %s ", words.List(o.Names, "and"))
	switch first := n.Years(); {
	case math.IsInf(first, 1):
		return text + "outages are as many and as long as before."
	case first == n.CountYears:
		return text + fmt.Sprintf("outages are %s: counting them shows that with %s power after %s before and as many after%s%s.",
			words.Fewer(n.Fewer), power(), words.SomeTime(n.CountYears), lengths(n, "they"), downtimeShows(n))
	case first == n.IncidentYears:
		return text + fmt.Sprintf("outages are %s: it takes %s incidents before and as many after, %s each, to see that with %s power%s%s.",
			words.Shorter(n.Shorter), words.Sharp(n.Incidents, n.Shorter), someYearsOf(n), power(), countShows(n), downtimeShows(n))
	}
	return text + fmt.Sprintf("yearly downtime shows the difference with %s power after %s before and as many after%s%s.",
		power(), words.SomeTime(n.DowntimeYears), lengths(n, "outages"), countShows(n))
}

// power spells how often the tests show a difference that is there.
func power() string { return words.Percent(0.9, 0) }

// lengths, countShows and downtimeShows say what the tests besides the first
// take.
func lengths(n *compare.Notice, outages string) string {
	if n.Fewer == 1 || math.IsInf(n.Fewer, -1) {
		return "" // there are none to set beside each other
	}
	text := fmt.Sprintf("; %s are %s", outages, words.Shorter(n.Shorter))
	if n.Shorter.Value == 0 || math.IsInf(n.Incidents, 1) {
		return text
	}
	return text + fmt.Sprintf(", which takes %s incidents to see, %s", words.Sharp(n.Incidents, n.Shorter), someYearsOf(n))
}

func countShows(n *compare.Notice) string {
	if math.IsInf(n.CountYears, 1) {
		return "; there are as many as before"
	}
	return fmt.Sprintf("; outages are %s, which counting shows after %s", words.Fewer(n.Fewer), words.SomeTime(n.CountYears))
}

func downtimeShows(n *compare.Notice) string {
	switch {
	case math.IsNaN(n.DowntimeYears):
		return ""
	case math.IsInf(n.DowntimeYears, 1):
		return "; yearly downtime never shows it"
	}
	return fmt.Sprintf("; yearly downtime shows it after %s", words.SomeTime(n.DowntimeYears))
}

// someYearsOf spells how long the incidents of a notice take to happen.
func someYearsOf(n *compare.Notice) string {
	if n.Shorter.Relative() > 0.1 && n.IncidentYears >= 1 {
		return words.Sharp(n.IncidentYears, n.Shorter) + " years"
	}
	return words.SomeTime(n.IncidentYears)
}
