package answer

import (
	"nines/plots/words"
	"nines/sim/compare"
	"nines/sim/stat"
)

// points spells the change that an option makes to a probability: "+2.6",
// "+0.01, noise".
func points(o *compare.Option) string {
	if o.Identical {
		return "none"
	}
	says := words.Points(o.MetChange)
	if o.Noise {
		says += ", noise"
	}
	return says
}

// money spells an amount with its currency.
func (c *Comparison) money(x float64, e stat.Estimate) string {
	return words.InCurrency(c.Scenario.Service.Currency, words.Whole(x, e))
}
