package sim

import (
	"math"

	"nines/model"
)

// A contract is an agreement made ready: its windows, its rules, and what a
// breach of them costs.
type contract struct {
	agreement *model.Agreement
	rules     *rules
	fee       float64 // of one window, in money; 1 where the agreement names none, and a share is money
}

func newContract(p *plan, a *model.Agreement) contract {
	c := contract{agreement: a, rules: newRules(p, a.Window.Edges(), a.Exclusions), fee: a.WindowFee()}
	c.rules.minOutage, c.rules.wholeMinutes = a.MinOutage, a.WholeMinutes
	if c.fee == 0 {
		c.fee = 1
	}
	return c
}

// windows returns how many windows a year has.
func (c *contract) windows() int { return len(c.rules.edges) - 1 }

// unbroken is what is kept of a window that breaks no clause.
const unbroken = -1

// keep puts what a year comes to into out, one number a window: where the
// agreement has credits its unavailability, so that other credits can be
// tried; where it has clauses what is paid as a part of the fee, or unbroken.
func (c *contract) keep(m *meter, pieces []piece, out []float64) {
	m.read(pieces)
	for w := range out {
		if len(c.agreement.Credits) > 0 {
			out[w] = m.unavailability(w)
			continue
		}
		out[w] = unbroken
		for _, clause := range c.agreement.Clauses {
			counted := m.down[w]
			if clause.Kind == model.AnyOutage {
				counted = m.longest[w]
			}
			if counted > clause.Over+tie {
				out[w] = c.paid(c.payment(m.down[w] / (m.edges[w+1] - m.edges[w])))
			}
		}
	}
}

// payment returns what a broken clause costs, as a part of the window's fee,
// where the service is down for a part of the window.
func (c *contract) payment(down float64) float64 {
	switch pays := c.agreement.Pays; pays.Kind {
	case model.FeeForDowntime:
		return pays.Amount * down
	case model.FixedSum:
		return pays.Amount / c.fee
	default:
		return pays.Amount
	}
}

// paid returns what is paid of what is owed for one window: the cap comes
// first, then not everybody asks.
func (c *contract) paid(owed float64) float64 {
	return math.Min(owed, c.agreement.CreditCap) * c.agreement.Claimed
}

// Tiers are credits made ready: the unavailability above which each is owed
// (a tie is met), and what is paid of it.
type tiers struct{ above, paid []float64 }

// tiersOf makes the agreement's credits ready, with another threshold in
// place of the first one's where first is not nil: later ones that are not
// below it fall away, as they would from a contract.
func (c *contract) tiersOf(first *model.Target) tiers {
	var t tiers
	slack := tie / c.agreement.Window.Length
	for i, credit := range c.agreement.Credits {
		below := credit.Below
		if first != nil && i == 0 {
			below = *first
		} else if first != nil && below.Miss() <= first.Miss() {
			continue
		}
		t.above = append(t.above, below.Miss()+slack)
		t.paid = append(t.paid, c.paid(credit.Share))
	}
	return t
}

// settle returns whether a window is breached, and what is paid for it as a
// part of its fee, from what keep has kept.
func (t *tiers) settle(kept float64) (breached bool, paid float64) {
	if len(t.above) == 0 {
		return kept != unbroken, math.Max(kept, 0)
	}
	for i := len(t.above) - 1; i >= 0; i-- {
		if kept > t.above[i] {
			return true, t.paid[i]
		}
	}
	return false, 0
}

// A course is how an agreement's terms lie over the simulated years. A term is
// so many windows one after another, from the year's first on; years are
// independent, so those of consecutive ones may stand for one term.
type course struct {
	years int // that a term takes
	last  int // windows of the last of them
}

func (c *contract) course() course {
	windows, perYear := c.agreement.Window.Fit(c.agreement.Term), c.windows()
	years := (windows + perYear - 1) / perYear
	return course{years: years, last: windows - (years-1)*perYear}
}
