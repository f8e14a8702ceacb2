package answer

import (
	"fmt"
	"math"
	"strings"

	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// contractLines says what becomes of each agreement with the investments, each
// by itself, and with the first option: how often a year breaches it and, where
// a customer may leave, how often a term lets him.
func (c *Comparison) contractLines() []string {
	var lines []string
	for i := range c.Baseline.Agreements {
		today := &c.Baseline.Agreements[i]
		breached := c.withOptions(i, func(a *sim.AgreementResult) stat.Estimate { return a.BreachYear })
		says := fmt.Sprintf("SLA %s: breached in %s of years today%s.", agreementName(today.Agreement), words.Chance(today.BreachYear), breached)
		if today.Agreement.Termination != nil && !math.IsNaN(today.Termination.Value) {
			leave := c.withOptions(i, func(a *sim.AgreementResult) stat.Estimate { return a.Termination })
			says += fmt.Sprintf(" The customer may leave in %s of terms%s; what that costs is not counted.", words.Chance(today.Termination), leave)
		}
		lines = append(lines, says)
	}
	return lines
}

// withOptions spells a probability of an agreement for the options in which it
// is surely another one: ", 42 % with canary".
func (c *Comparison) withOptions(i int, of func(*sim.AgreementResult) stat.Estimate) string {
	var says strings.Builder
	was := of(&c.Baseline.Agreements[i])
	for n := range c.Options {
		o := &c.Options[n]
		if n > 0 && len(o.Names) > 1 || len(o.Agreements) != len(c.Baseline.Agreements) {
			continue
		}
		if is := of(&o.Agreements[i]); is.Low > was.High || is.High < was.Low {
			fmt.Fprintf(&says, ", %s with %s", words.Chance(is), words.List(o.Names, "and"))
		}
	}
	return says.String()
}
