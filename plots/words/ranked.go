package words

import "nines/sim/compare"

// Ranked says on what the options of a comparison were chosen.
func Ranked(c *compare.Comparison) string {
	how := "all " + Thousands(float64(c.Ranked)) + " combinations were"
	switch {
	case c.Greedy:
		how = "the " + Thousands(float64(c.Ranked)) + " combinations of a greedy search were"
	case c.Ranked == 1:
		how = "the only combination was"
	}
	return how + " ranked on " + Thousands(float64(c.RankedYears)) + " other years than those that tell what they are worth"
}
