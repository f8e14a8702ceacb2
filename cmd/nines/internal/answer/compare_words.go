package answer

import (
	"math"
	"strconv"

	"nines/plots/words"
	"nines/sim/compare"
	"nines/sim/stat"
)

// points spells the change of a probability in points: "+2.6", "+0.01, noise".
func points(o *compare.Option) string {
	if o.Identical {
		return "none"
	}
	e := o.MetChange
	decimals := 0
	for half := 100 * (e.High - e.Low) / 2; decimals < 2 && half < 0.5; half *= 10 {
		decimals++
	}
	text := words.Fixed(math.Abs(100*e.Value), decimals)
	sign := "+"
	if e.Value < 0 {
		sign = "−"
	}
	if zero, _ := strconv.ParseFloat(text, 64); zero == 0 {
		sign = ""
	}
	if o.Noise {
		return sign + text + ", noise"
	}
	return sign + text
}

// money spells an amount with its currency.
func (c *Comparison) money(x float64, e stat.Estimate) string {
	return words.InCurrency(c.Scenario.Service.Currency, words.Whole(x, e))
}

// list spells a list: "a, b and c".
func list(names []string) string { return joined(names, "and") }

// joined spells a list with a word before its last: "a, b or c".
func joined(names []string, last string) string { return words.List(names, last) }
