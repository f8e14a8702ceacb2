package compare

import (
	"math"

	"nines/sim"
	"nines/sim/stat"
)

// Funds reports whether there is anything to fund: the first option, unless it
// surely loses money or, where nothing has a price, the promise is safe as it
// is.
func (c *Comparison) Funds() bool {
	best := &c.Options[0]
	if c.HasMoney() {
		return !(best.Net.High < 0) && best.Net != stat.Estimate{}
	}
	return c.Baseline.Verdict != sim.Yes
}

// LeastLoss returns the option that loses the least money and does not make
// the promise rarer; nil where each does, or does nothing.
func (c *Comparison) LeastLoss() *Option {
	for i := range c.Options {
		if o := &c.Options[i]; !o.Unchanged() && o.MetChange.High >= 0 && o.DowntimeSaved.High >= 0 {
			return o
		}
	}
	return nil
}

// CheapestSafe returns the option that keeps the promise for the least money;
// nil where none does.
func (c *Comparison) CheapestSafe() *Option {
	var least *Option
	for i := range c.Options {
		if o := &c.Options[i]; o.Verdict == sim.Yes && (least == nil || o.YearlyCost < least.YearlyCost) {
			least = o
		}
	}
	return least
}

// Payback returns after how many years an option has paid for itself; +Inf where
// that is after the end of its life, and it costs more than it saves.
func (o *Option) Payback() float64 {
	if o.Net.Value < 0 {
		return math.Inf(1)
	}
	return o.PaybackYears
}

// Pages returns how often an option pages people a week.
func (o *Option) Pages() stat.Estimate {
	if o.OnCall == nil {
		return stat.Estimate{}
	}
	return o.OnCall.Pages
}

// PagesDiffer reports whether an option surely pages people more or less often
// than another. Both met the same faults, so that intervals which do not touch
// are more than it takes.
func (o *Option) PagesDiffer(than *Option) bool { return surelyDiffer(o.Pages(), than.Pages()) }

// surelyDiffer reports whether two intervals do not touch.
func surelyDiffer(a, b stat.Estimate) bool { return a.Low > b.High || a.High < b.Low }
