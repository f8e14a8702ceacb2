package answer

import (
	"cmp"
	"fmt"
	"math"

	"nines/model"
	"nines/plots/words"
	"nines/sim/solve"
	"nines/sim/stat"
)

// A watch says when to look again.
type watch struct{ *solve.Watch }

// name is the risk's name in quotes.
func (w watch) name() string { return "“" + cmp.Or(w.Risk.Title, w.Risk.Name) + "”" }

// title says in short when to look again.
func (w watch) title() string {
	limit := w.Limit()
	switch {
	case math.IsNaN(limit):
		return "When an alarm, a recovery or the list of risks changes"
	case w.Signed:
		return fmt.Sprintf("When %s strikes more than %s a year", w.name(), words.Times(limit))
	}
	return fmt.Sprintf("When %s strikes at most %s a year", w.name(), words.Times(limit))
}

// sentences say what to watch, and how soon counting would tell.
func (w watch) sentences() string {
	kept := words.Target(w.Target) + " is kept " + w.often()
	limit := w.Limit()
	switch {
	case math.IsNaN(limit) && w.Signed:
		return fmt.Sprintf("However often %s, the costliest risk, strikes, %s.", w.name(), kept)
	case math.IsNaN(limit):
		return fmt.Sprintf("However rarely %s, the costliest risk, strikes, %s is not kept %s.", w.name(), words.Target(w.Target), w.often())
	}
	now := fmt.Sprintf("It is the costliest risk and strikes %s in a mean year today", words.Times(w.Risk.Incidents))
	if !w.Signed {
		return fmt.Sprintf("%s. At %s or less %s.", now, words.Times(limit), kept)
	}
	says := fmt.Sprintf("%s. Up to about %s %s; well beyond, it is not.", now, words.Times(limit), kept)
	if w.Poisson {
		n := w.Surprising()
		says += fmt.Sprintf(" A single year with %s or more is reason enough to look: if today's figure is right, fewer than 1 in 20 years are like that.", words.Thousands(float64(n)))
	}
	return says
}

// often says how often the promise is to be kept: "in every month of 9 of 10
// years".
func (w watch) often() string {
	slo := w.Solution.Scenario.SLO
	in := "in "
	if slo.Window.Kind != model.YearWindow {
		in = "in every " + words.PeriodOf(slo.Window).One + " of "
	}
	return in + words.Kept(stat.Certain(slo.Confidence))
}
