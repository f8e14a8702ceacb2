package engine

import (
	"math"

	"nines/model"
	"nines/sim/stat"
)

// A Contract is a compiled agreement: its windows, its rules, and what a breach
// costs.
type Contract struct {
	Agreement *model.Agreement
	rules     *rules
	Fee       float64 // of one window, in money; 1 where the agreement names none, and a share is money
}

func newContract(p *Plan, a *model.Agreement) Contract {
	c := Contract{Agreement: a, rules: NewRules(p, a.Window.Edges(), a.Exclusions), Fee: a.WindowFee()}
	c.rules.minOutage, c.rules.wholeMinutes = a.MinOutage, a.WholeMinutes
	if c.Fee == 0 {
		c.Fee = 1
	}
	return c
}

// Windows returns how many windows a year has.
func (c *Contract) Windows() int { return len(c.rules.edges) - 1 }

// unbroken is the value of a window that breaks no clause.
const unbroken = -1

// keep writes one number for each window of a year into out. Where the agreement
// has credits it is the unavailability, so that other credits can be tried later.
// Where it has clauses it is the payment as a part of the fee, or unbroken.
func (c *Contract) keep(m *Meter, pieces []Piece, out []float64) {
	m.read(pieces)
	for w := range out {
		if len(c.Agreement.Credits) > 0 {
			out[w] = m.unavailability(w)
			continue
		}
		out[w] = unbroken
		for _, clause := range c.Agreement.Clauses {
			counted := m.Down[w]
			if clause.Kind == model.AnyOutage {
				counted = m.longest[w]
			}
			if counted > clause.Over+stat.Tie {
				out[w] = c.paid(c.payment(m.Down[w] / (m.edges[w+1] - m.edges[w])))
			}
		}
	}
}

// payment returns what a broken clause costs, as a part of the window's fee,
// where the service is down for a part of the window.
func (c *Contract) payment(down float64) float64 {
	switch pays := c.Agreement.Pays; pays.Kind {
	case model.FeeForDowntime:
		return pays.Amount * down
	case model.FixedSum:
		return pays.Amount / c.Fee
	default:
		return pays.Amount
	}
}

// paid returns how much of the credit owed for one window is paid: the cap comes
// first, then the part of customers who claim it.
func (c *Contract) paid(owed float64) float64 {
	return math.Min(owed, c.Agreement.CreditCap) * c.Agreement.Claimed
}

// Tiers are compiled credits: the unavailability above which each is owed (a tie
// meets the threshold), and what is paid for it as a part of the fee.
type Tiers struct{ Above, paid []float64 }

// TiersOf compiles the agreement's credits. A first that is not nil replaces the
// threshold of the first credit; later credits whose thresholds are not below it
// are dropped, as they would be from a contract.
func (c *Contract) TiersOf(first *model.Target) Tiers {
	var t Tiers
	slack := stat.Tie / c.Agreement.Window.Length
	for i, credit := range c.Agreement.Credits {
		below := credit.Below
		if first != nil && i == 0 {
			below = *first
		} else if first != nil && below.Miss() <= first.Miss() {
			continue
		}
		t.Above = append(t.Above, below.Miss()+slack)
		t.paid = append(t.paid, c.paid(credit.Share))
	}
	return t
}

// settle returns whether a window is breached, and what is paid for it as a
// part of its fee, from what keep has kept.
func (t *Tiers) settle(kept float64) (breached bool, paid float64) {
	if len(t.Above) == 0 {
		return kept != unbroken, math.Max(kept, 0)
	}
	for i := len(t.Above) - 1; i >= 0; i-- {
		if kept > t.Above[i] {
			return true, t.paid[i]
		}
	}
	return false, 0
}

// A termLayout is how an agreement's terms lie over the simulated years. A term is
// so many windows one after another, from the year's first on; years are
// independent, so those of consecutive ones may stand for one term.
type termLayout struct {
	years int // that a term takes
	last  int // windows of the last of them
}

func (c *Contract) termLayout() termLayout {
	windows, perYear := c.Agreement.Window.Fit(c.Agreement.Term), c.Windows()
	years := (windows + perYear - 1) / perYear
	return termLayout{years: years, last: windows - (years-1)*perYear}
}
