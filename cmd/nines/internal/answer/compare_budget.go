package answer

import (
	"fmt"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
	"nines/sim/compare"
	"nines/sim/stat"
)

// mostByPromise is how many options stand in the ranking by promise.
const mostByPromise = 6

// budgetLine says what to fund for a budget: for the money, and for the promise;
// "" where there is no budget.
func (c *Comparison) budgetLine() string {
	b := c.Budget
	if b == nil {
		return ""
	}
	says := []string{fmt.Sprintf("Within %s a year.", c.money(b.PerYear, stat.Certain(b.PerYear)))}
	if len(b.ByMoney) > 0 {
		best := b.ByMoney[0]
		if best.Net.High < 0 {
			says = append(says, "For the money: nothing; all of it costs more than it saves.")
		} else {
			says = append(says, fmt.Sprintf("For the money: %s, at %s a year, which saves %s more than that.",
				words.List(best.Names, "and"), words.Thousands(best.YearlyCost), words.Whole(best.Net.Value, best.Net)))
		}
	}
	if best := b.ForPromise; best != nil {
		says = append(says, fmt.Sprintf("To promise most: %s, at %s a year: %s stay above %s%s, today above %s.",
			words.List(best.Names, "and"), words.Thousands(best.YearlyCost), words.MostYears(c.Scenario.SLO.Confidence),
			words.Attainable(best.Attainable), c.inEvery(), words.Attainable(c.Baseline.Attainable)))
	} else {
		says = append(says, "To promise more: nothing; none of it raises what can be promised.")
	}
	return strings.Join(says, " ")
}

// inEvery says that a year counts by its windows: " in every month"; "" where
// that is the year itself.
func (c *Comparison) inEvery() string {
	if w := c.Scenario.SLO.Window; w.Kind != model.YearWindow {
		return " in every " + words.PeriodOf(w).One
	}
	return ""
}

// missingLine says which options the budget, or the ranking, leaves out; "" where
// there is no budget.
func (c *Comparison) missingLine() string {
	b := c.Budget
	if b == nil {
		return ""
	}
	var says []string
	if len(b.Beyond) > 0 {
		says = append(says, words.List(b.Beyond, "and")+words.Plural(len(b.Beyond), " costs", " cost")+" more than the budget by "+words.Plural(len(b.Beyond), "itself", "themselves"))
	}
	if more := b.BeyondCount - len(b.Beyond); more > 0 {
		says = append(says, words.Count(more, "combination exceeds it", "combinations exceed it"))
	}
	if b.NotShown > 0 {
		says = append(says, fmt.Sprintf("%s tried and %s worse than those shown", words.Count(b.NotShown, "more was", "more were"), words.Plural(b.NotShown, "does", "do")))
	}
	if len(says) == 0 {
		return "Nothing is missing: every combination is within the budget."
	}
	return "Missing above: " + strings.Join(says, "; ") + "."
}

// promiseRanking is the table of what the budget buys, by what can be promised;
// nil where there is no budget.
func (c *Comparison) promiseRanking() *doc.Table {
	if c.Budget == nil {
		return nil
	}
	years := words.MostYears(c.Scenario.SLO.Confidence)
	t := doc.NewTable("By promise", doc.Text("by promise"), doc.Number("costs"), doc.Percent(years+" stay above"), doc.Percent(words.Target(c.Scenario.SLO.Promise)+" kept in"+c.everyWindow()))
	t.Each = "option"
	t.Folds = true
	add := func(name string, o *compare.Option) {
		t.Add(name, words.Thousands(o.YearlyCost), words.Attainable(o.Attainable), words.Chance(o.Met)+" of years")
	}
	for i, o := range c.Budget.ByPromise {
		if i == mostByPromise {
			break
		}
		add(strings.Join(o.Names, " + "), o)
	}
	add("today", &c.Baseline)
	return t
}
