package main

import (
	"fmt"
	"math"
	"slices"

	"nines/plots/words"
	"nines/sim"
)

// noticeLine says how long the team would have to look at its own data to see
// what the first option does: the test that shows it soonest comes first.
func (c *comparison) noticeLine() string {
	o := &c.Options[0]
	if o.Identical || !c.funds() {
		return ""
	}
	n := &o.Notice
	text := fmt.Sprintf("Would you ever notice? With %s ", list(o.Names))
	years := []float64{n.CountYears, n.IncidentYears, n.DowntimeYears}
	for i, y := range years {
		if math.IsNaN(y) {
			years[i] = math.Inf(1)
		}
	}
	switch first := slices.Min(years); {
	case math.IsInf(first, 1):
		return text + "outages are as many and as long as before."
	case first == n.CountYears:
		return text + fmt.Sprintf("outages are %s: counting them shows that with 90 %% power after %s before and as many after%s%s.",
			fewer(n.Fewer), someTime(n.CountYears), typical(n, "one"), downtimeShows(n))
	case first == n.IncidentYears:
		return text + fmt.Sprintf("a typical outage is %s: it takes %s incidents before and as many after, %s each, to see that with 90 %% power%s%s.",
			shorter(n.Shorter), sharpest(n.Incidents, n.Shorter), someYearsOf(n), countShows(n), downtimeShows(n))
	}
	return text + fmt.Sprintf("yearly downtime shows the difference with 90 %% power after %s before and as many after%s%s.",
		someTime(n.DowntimeYears), typical(n, "outage"), countShows(n))
}

// typical, countShows and downtimeShows say what the tests besides the first
// take.
func typical(n *sim.Notice, outage string) string {
	if n.Fewer == 1 || math.IsInf(n.Fewer, -1) {
		return "" // there are none to set beside each other
	}
	text := fmt.Sprintf("; a typical %s is %s", outage, shorter(n.Shorter))
	if n.Shorter.Value == 0 || math.IsInf(n.Incidents, 1) {
		return text
	}
	return text + fmt.Sprintf(", which takes %s incidents to see, %s", sharpest(n.Incidents, n.Shorter), someYearsOf(n))
}

func countShows(n *sim.Notice) string {
	if math.IsInf(n.CountYears, 1) {
		return "; there are as many as before"
	}
	return fmt.Sprintf("; outages are %s, which counting shows after %s", fewer(n.Fewer), someTime(n.CountYears))
}

func downtimeShows(n *sim.Notice) string {
	switch {
	case math.IsNaN(n.DowntimeYears):
		return ""
	case math.IsInf(n.DowntimeYears, 1):
		return "; yearly downtime never shows it"
	}
	return fmt.Sprintf("; yearly downtime shows it after %s", someTime(n.DowntimeYears))
}

// someYearsOf spells how long the incidents of a notice take to happen.
func someYearsOf(n *sim.Notice) string {
	if doubt(n.Shorter) > 0.1 && n.IncidentYears >= 1 {
		return sharpest(n.IncidentYears, n.Shorter) + " years"
	}
	return someTime(n.IncidentYears)
}

// someTime spells a number of years, months where it is less than one.
func someTime(years float64) string {
	switch months := 12 * years; {
	case months > 11.5:
		return someYears(years)
	case months < 0.95:
		return "less than a month"
	case months < 1.05:
		return "1 month"
	default:
		return roughly(months) + " months"
	}
}

// doubt returns by which part of it half of an interval may be off.
func doubt(e sim.Estimate) float64 { return (e.High - e.Low) / 2 / math.Abs(e.Value) }

// sharpest spells how many incidents show a difference as sharply as it is
// known: the number goes with its square.
func sharpest(n float64, e sim.Estimate) string {
	wrong := 2 * doubt(e) * n
	if !(wrong > n/100) || n < 10 || n > 1e9 {
		return roughly(n)
	}
	step := math.Pow(10, math.Floor(math.Log10(wrong)))
	if step < 1 {
		return roughly(n)
	}
	return words.Thousands(words.Near(n, step))
}

// shorter spells by which part outages get shorter, without digits that its
// interval leaves open.
func shorter(e sim.Estimate) string {
	if e.Value == 0 {
		return "as long as before"
	}
	percent := 100 * math.Abs(e.Value)
	step := max(0.1, math.Pow(10, math.Floor(math.Log10(100*(e.High-e.Low)))))
	step = min(step, math.Pow(10, math.Floor(math.Log10(percent))))
	decimals := max(0, -int(math.Round(math.Log10(step))))
	text := trimmed(words.Near(percent, step), decimals) + " % "
	if e.Value < 0 {
		return text + "longer"
	}
	return text + "shorter"
}

// fewer spells by which part outages get fewer. That is known from the rates.
func fewer(part float64) string {
	text := trimmed(100*math.Abs(part), 1)
	switch {
	case text == "0":
		text = "less than 0.1"
	case math.Abs(part) >= 0.1:
		text = words.Thousands(100 * math.Abs(part))
	}
	switch {
	case part == 1:
		return "gone"
	case math.IsInf(part, -1):
		return "new"
	case part < 0:
		return text + " % more"
	}
	return text + " % fewer"
}
