package explain

import (
	"cmp"
	"math"
	"slices"

	"nines/sim"
	"nines/sim/stat"
)

// A Worth weighs one risk by the years that miss the target. The measures are
// those of fault trees (Vesely, Davis, Denning and Saltos, Measures of Risk
// Importance and Their Applications, NUREG/CR-3385, 1983), where a year that
// misses the target takes the place of the top event. An incident has no
// probability as a component's failure has one: a risk may strike often, and
// missing takes downtime enough. So "the component never fails" becomes "the
// risk never happens", and "it has failed" becomes "it strikes once more".
type Worth struct {
	Risk string

	// Reduction is the risk reduction worth, P(miss) / P(miss without the
	// risk): how many times rarer missed years would be if it never
	// happened; at least 1. +Inf, with a finite Low, where no year without
	// the risk is seen to miss.
	Reduction stat.Estimate
	// Achievement is the risk achievement worth, P(miss with one more
	// incident) / P(miss): how many times as likely a miss is in a year in
	// which the risk strikes once more; at least 1.
	Achievement stat.Estimate
	// Share is the Fussell-Vesely importance, 1 - 1/Reduction: the part of
	// the missed years that would not be missed without the risk, 0 to 1.
	// The parts of all risks may add up to more than 1: two incidents may
	// both have been needed.
	Share stat.Estimate
}

// ByShare returns the indexes of the risks, the one behind most missed years
// first. Where no year misses, or all do, what it costs in a mean year decides.
func (x *Explanation) ByShare() []int {
	order := make([]int, len(x.Worths))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(x.Worths[j].Share.Value, x.Worths[i].Share.Value),
			cmp.Compare(x.Today.Risks[j].Downtime.Value, x.Today.Risks[i].Downtime.Value))
	})
	return order
}

// worthOf weighs a risk. Ratios of which the denominator was never seen are
// NaN where nothing is known of them: no missed year, no worth.
func (c *comparer) worthOf(risk string, without, more *attempt) Worth {
	w := Worth{
		Risk:        risk,
		Reduction:   c.timesRarer(c.today, without),
		Achievement: c.timesRarer(more, c.today),
	}
	inverse := func(x float64) float64 { return 1 - 1/x }
	w.Share = stat.WithInterval(inverse(w.Reduction.Value), inverse(w.Reduction.Low), inverse(w.Reduction.High))
	return w
}

// timesRarer returns P(miss with the worse service) / P(miss with the better
// one), whose years are never worse. By the law each probability has its own
// interval, and the ratio's ends come from theirs. In simulated years those
// that the better service misses are among those that the worse one does, so
// the inverse of the ratio is a plain proportion, with Wilson's interval. Where
// one is by the law and the other counted, each has its own interval too.
func (c *comparer) timesRarer(worse, better *attempt) stat.Estimate {
	most, least := worse.Side.Met.Complement(), better.Side.Met.Complement()
	if worse.Method != sim.Auto && better.Method != sim.Auto {
		n := float64(worse.Years)
		missed := math.Round(most.Value * n)
		if missed == 0 {
			return stat.Unknown()
		}
		part := stat.Wilson(math.Min(math.Round(least.Value*n), missed), missed)
		return ratioEstimate(1/part.Value, 1/part.High, 1/part.Low)
	}
	if most.Value <= 0 || most.Low <= 0 && least.Low <= 0 {
		return stat.Unknown()
	}
	value := math.Max(1, most.Value/least.Value)
	if least.Low <= 0 {
		value = math.Inf(1) // not told from 0
	}
	return ratioEstimate(value, math.Max(1, most.Low/least.High), math.Max(1, most.High/least.Low))
}

// mostTimes bounds what a ratio is said to be at least: nobody reads more, and
// no more is known of a miss that is all but impossible.
const mostTimes = 1e6

// ratioEstimate returns the estimate of a ratio of 1 or more.
func ratioEstimate(value, low, high float64) stat.Estimate {
	e := stat.WithInterval(value, math.Min(low, mostTimes), high)
	if math.IsInf(e.SE, 0) {
		e.SE = math.NaN()
	}
	return e
}
