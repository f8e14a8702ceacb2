package compare

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A Budget is what can be had for so much money a year.
type Budget struct {
	PerYear float64

	// ByMoney and ByPromise are the options in two orders, each the best first:
	// by net benefit, none where nothing has a price, and by what can be
	// promised.
	ByMoney, ByPromise []*Option

	// ForPromise is the cheapest of those that promise most, as far as anybody
	// can tell them apart.
	ForPromise *Option

	// Beyond are the investments that exceed the budget by themselves, with what
	// they require, and BeyondCount is how many possible combinations do.
	Beyond      []string
	BeyondCount int

	NotShown int // combinations that were ranked and are no option, since others do better
}

// A BudgetError says that nothing can be had for a budget.
type BudgetError struct {
	PerYear, Least float64 // a year: the budget, and what the cheapest costs
	Name           string  // of the cheapest
}

// Error implements error.
func (e *BudgetError) Error() string {
	return fmt.Sprintf("%.0f a year pays for nothing: the cheapest, %s, costs %.0f", e.PerYear, e.Name, e.Least)
}

// affordable returns a BudgetError where nothing fits the budget.
func (s *selection) affordable() error {
	least, name := math.Inf(1), ""
	for i, c := range s.needs {
		if cost := s.cost(c); cost < least {
			least, name = cost, s.scenario.Investments[i].Name
		}
	}
	if least > s.budget {
		return &BudgetError{PerYear: s.budget, Least: least, Name: name}
	}
	return nil
}

// within returns what the budget buys.
func (s *selection) within(options []Option) *Budget {
	b := &Budget{PerYear: s.budget, BeyondCount: len(s.beyond), NotShown: len(s.ranked) - len(options)}
	for i := range options {
		b.ByPromise = append(b.ByPromise, &options[i])
		if !math.IsNaN(options[i].Net.Value) {
			b.ByMoney = append(b.ByMoney, &options[i])
		}
	}
	for i, c := range s.needs {
		if s.beyond[c] {
			b.Beyond = append(b.Beyond, s.scenario.Investments[i].Name)
		}
	}
	b.ForPromise = mostPromised(b.ByPromise)
	slices.SortStableFunc(b.ByPromise, func(x, y *Option) int {
		return cmp.Or(cmp.Compare(y.Attainable.Value, x.Attainable.Value), cmp.Compare(x.YearlyCost, y.YearlyCost))
	})
	return b
}

// alikeMissing is by which part of what is missing to 100 % two promises have to
// differ to be told apart.
const alikeMissing = 0.02

// mostPromised returns the cheapest option of those that promise most; nil
// where none is better than the service as it is.
func mostPromised(options []*Option) *Option {
	most := 0.0
	for _, o := range options {
		most = math.Max(most, o.Attainable.Value)
	}
	var best *Option
	for _, o := range options {
		if o.AttainableChange.Value > 0 && 1-o.Attainable.Value <= (1+alikeMissing)*(1-most) && (best == nil || o.YearlyCost < best.YearlyCost) {
			best = o
		}
	}
	return best
}
