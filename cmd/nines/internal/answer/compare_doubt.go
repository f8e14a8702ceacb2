package answer

import (
	"fmt"
	"math"

	"nines/plots/words"
	"nines/sim/compare"
)

// bestIn spells in which part of the worlds an option is the best for the money.
func bestIn(o *compare.Option) string {
	if o.Best < 0.005 {
		return "< 1 %"
	}
	return words.Share(o.Best)
}

// mostInformation is how many things worth learning are named.
const mostInformation = 3

// doubtLine says what "best in" means, and what is worth learning before choosing; ""
// where all is known, or nothing has a price.
func (c *Comparison) doubtLine() string {
	if math.IsNaN(c.Baseline.Best) {
		return ""
	}
	text := "Best in: so many of the worlds that may be, given what is not known, have it as the best for the money."
	var worth []string
	for i := range c.Information {
		if l := &c.Information[i]; l.Tells() && len(worth) < mostInformation {
			worth = append(worth, fmt.Sprintf("%s (%s)", l.Path, c.money(l.Worth.Value, l.Worth)))
		}
	}
	if len(worth) == 0 {
		return text + " Knowing any one thing of it first is worth nothing that can be told: the choice is the same."
	}
	return text + " Worth a year to know before choosing: " + words.List(worth, "and") + "."
}
