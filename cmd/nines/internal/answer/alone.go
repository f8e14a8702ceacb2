package answer

import (
	"fmt"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// mostAlone is how many risks are named of which one incident is too much.
const mostAlone = 2

// aloneLines name the risks of which single incidents break the promise more often
// than it may be broken (sim.TooMuchAlone): there the mean downtime explains
// nothing. There are none where planned work leaves nothing of the budget.
func aloneLines(rooms []sim.Room, slo model.Objective, at *sim.Result) []string {
	a, p := at.Arithmetic(slo.Promise), words.PeriodOf(slo.Window)
	left := a.Budget - a.Planned
	if left < 0 {
		return nil
	}
	leaves := fmt.Sprintf("%s leaves %s for incidents %s", words.Target(slo.Promise), words.Duration(left), p.Each)
	var lines []string
	worst := sim.TooMuchAlone(rooms, slo.Confidence)
	for _, k := range worst[:min(mostAlone, len(worst))] {
		lines = append(lines, fmt.Sprintf("One of %q alone is too much: %s, and %s. It strikes %s.", titleOf(*k), alone(k), leaves, timesAYear(k.PerYear)))
	}
	return lines
}

// alone says how far the incidents of a risk exceed the budget.
func alone(k *sim.Room) string {
	fast, typical := words.AboutDuration(k.Fast.Cost), words.AboutDuration(k.Typical.Cost)
	switch {
	case k.Alone.Value >= 1-1e-9 && fast == typical:
		return "each takes " + typical
	case k.Alone.Value > 0.9:
		return fmt.Sprintf("nine in ten take over %s", fast)
	case k.Alone.Value > 0.5:
		return fmt.Sprintf("half of them take over %s", typical)
	}
	return fmt.Sprintf("%s of them take more than that", words.Chance(k.Alone))
}

// timesAYear spells how often a risk strikes: "once in a mean year".
func timesAYear(x float64) string {
	n := words.PerYear(x)
	if n == "1" {
		return "once in a mean year"
	}
	return n + " times in a mean year"
}
