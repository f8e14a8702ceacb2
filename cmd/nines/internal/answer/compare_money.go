package answer

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"nines/plots/words"
	"nines/sim/compare"
	"nines/sim/stat"
)

// A lossKind is one kind of what a year loses.
type lossKind struct {
	name string
	of   func(*compare.Losses) stat.Estimate
}

// lossKinds returns the kinds that have a price.
func lossKinds(p compare.Priced) []lossKind {
	var out []lossKind
	if p.Revenue {
		out = append(out, lossKind{"lost revenue", func(l *compare.Losses) stat.Estimate { return l.Revenue }})
	}
	if p.Credits {
		out = append(out, lossKind{"credits", func(l *compare.Losses) stat.Estimate { return l.Credits }})
	}
	if p.People {
		out = append(out, lossKind{"people's time", func(l *compare.Losses) stat.Estimate { return l.People }})
	}
	return out
}

// countedMoney says what is counted as money: "lost revenue and people's time".
func countedMoney(p compare.Priced) string {
	var names []string
	for _, k := range lossKinds(p) {
		names = append(names, k.name)
	}
	return words.List(names, "and")
}

// moneyLines say what the money of a comparison is, and what is not in it.
func (c *Comparison) moneyLines() []string {
	if !c.HasMoney() {
		return []string{"The file names no revenue_per_hour, no [sla.X] and no cost_per_hour, so nothing is known of the money saved: options are ranked by the promise."}
	}
	in := ""
	if currency := c.Scenario.Service.Currency; currency != "" {
		in = " in " + currency
	}
	return []string{"Money" + in + ", of a mean year. ± is a " + words.Percent(0.95, 0) + " interval: simulated years leave that much open.", c.countedLine()}
}

// countedLine says what is counted as saved, and what the first option saves
// of each kind where there are several.
func (c *Comparison) countedLine() string {
	kinds, o := lossKinds(c.Priced), &c.Options[0]
	says := "Counted as saved: " + countedMoney(c.Priced)
	if len(kinds) > 1 {
		var parts []string
		with := " with " + words.List(o.Names, "and")
		for _, k := range kinds {
			e := k.of(&o.SavedBy)
			parts = append(parts, k.name+" ("+words.Whole(e.Value, e)+with+")")
			with = ""
		}
		says = "Counted as saved: " + words.List(parts, "and")
	}
	if !c.Priced.Revenue {
		says += "; not lost revenue, as the file names no revenue_per_hour"
	}
	return says + "."
}

// whyUnknown says why no number of simulated years shows what an option saves.
func (c *Comparison) whyUnknown(o *compare.Option) string {
	if o.HeavyTail == "" {
		return ": so few years have no interval"
	}
	return fmt.Sprintf(": %q has outages so long and so rare that no number of years shows how far their mean scatters", c.titleOf(o.HeavyTail))
}

// titleOf returns the title of a part that is named by its path, "risk.flood".
func (c *Comparison) titleOf(path string) string {
	_, name, _ := strings.Cut(path, ".")
	for _, r := range c.Scenario.Risks {
		if "risk."+r.Name == path {
			return cmp.Or(r.Title, name)
		}
	}
	for _, ch := range c.Scenario.Changes {
		if "change."+ch.Name == path {
			return cmp.Or(ch.Title, name)
		}
	}
	return name
}

// inTheseYears says what an option saved and cost in the years that were
// simulated, as far as they go.
func (c *Comparison) inTheseYears(o *compare.Option) string {
	costs := words.Thousands(math.Round(o.YearlyCost))
	if o.Saved.Value < 0 {
		return fmt.Sprintf("in the mean of these years it costs %s a year and loses %s more", c.money(o.YearlyCost, stat.Certain(o.YearlyCost)), words.Whole(-o.Saved.Value, o.Saved.Negated()))
	}
	return fmt.Sprintf("in the mean of these years it saves %s a year and costs %s", c.money(o.Saved.Value, o.Saved), costs)
}

// revisionMoney says what a revision loses less, or more, than the first file;
// "" where that cannot be told.
func revisionMoney(c *compare.FileComparison, r *compare.Revision) string {
	saved, currency := r.Together.Saved, r.Scenario.Service.Currency
	if currency != c.Baseline.Scenario.Service.Currency || math.IsNaN(saved.Low) || saved.Low <= 0 && saved.High >= 0 {
		return ""
	}
	than := "less"
	if saved.Value < 0 {
		saved, than = saved.Negated(), "more"
	}
	return fmt.Sprintf("A mean year costs %s %s (%s), of %s.", words.InCurrency(currency, words.Whole(saved.Value, saved)), than,
		words.Interval(saved), countedMoney(c.Priced))
}

// saidUnchanged says what stays as it is with some options.
func saidUnchanged(alike, sameDowntime []string, priced compare.Priced) []string {
	var says []string
	if len(sameDowntime) > 0 {
		says = append(says, fmt.Sprintf("No change in downtime, but in money: %s.", words.List(sameDowntime, "and")))
	}
	if len(alike) > 0 {
		what := "downtime"
		if priced.Any() {
			what += " or money"
		}
		says = append(says, fmt.Sprintf("No change in %s: %s.", what, words.List(alike, "and")))
	}
	return says
}
