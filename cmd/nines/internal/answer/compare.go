package answer

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/stat"
)

// A Comparison is what `nines compare FILE` found.
type Comparison struct {
	*compare.Comparison
	Call []string // FILE and the flags that matter, to be called again

	Verbose bool // whether the method is told of, too
}

// Page returns the comparison for people: what to fund first, then all options,
// then what stands behind them.
func (c *Comparison) Page(charts []string) *doc.Page {
	var s doc.Section
	s.Lead(c.headline().About(c.Scenario.Service.Name))
	s.Say(c.budgetLine(), sentences(c.promiseLine()))
	s.Tabulate(c.table())
	s.Tabulate(c.promiseRanking())
	s.Say(c.missingLine())
	s.Say(c.moneyLines()...)
	s.Say(c.doubtLine())
	s.Say("* Nothing tried promises more for less money.", c.tiedLine(), c.noiseLine())
	s.Say(c.contractLines()...)
	s.Say(c.pagesLine())
	s.Say(c.excludedLines()...)
	s.Say(c.noticeLine())
	s.Offer("Try it", c.tryCall())
	s.Say(assumedLine(c.Scenario.Assumed))
	for _, warning := range c.Warnings {
		s.Say("Warning: " + warning + ".")
	}
	s.Say(methodLine(c.Verbose, words.Ranked(c.Comparison)))
	s.Say(fmt.Sprintf("%s, seed %d.", words.Simulated(c.Years), c.Seed), chartsLine(charts))
	return doc.Answer(s)
}

// headline says which investments to fund.
func (c *Comparison) headline() Claim {
	best := &c.Options[0]
	names, promise := words.List(best.Names, "and"), words.Target(c.Scenario.SLO.Promise)
	asked := c.kept(stat.Certain(c.Scenario.SLO.Confidence))
	claim := func(says string, because ...string) Claim { return Claim{Says: says, Because: because} }
	const nothing = "for the money alone, fund nothing"
	switch {
	case c.HasMoney() && best.Net.Low > 0:
		return claim("fund "+names, fmt.Sprintf("that saves %s a year more than it costs (%s), and pays back %s",
			c.money(best.Net.Value, best.Net), words.Interval(best.Net), words.PaysBack(best.PaybackYears)))
	case c.HasMoney() && best.Net.High < 0:
		if o := c.LeastLoss(); o != nil {
			return claim(nothing, fmt.Sprintf("the best of it, %s, costs %s a year more than it saves (%s)",
				words.List(o.Names, "and"), c.money(-o.Net.Value, o.Net), words.Interval(o.Net.Negated())))
		}
		return claim(nothing)
	case c.HasMoney() && math.IsNaN(best.Net.Low):
		return claim("whether funding "+names+" pays for itself cannot be told"+c.whyUnknown(best), c.inTheseYears(best))
	case c.HasMoney() && best.Net == stat.Estimate{}:
		return claim(nothing, "the best of it, "+names+", saves as much as it costs")
	case c.HasMoney():
		return claim(words.TooClose, fmt.Sprintf("funding %s may cost %s a year more than it saves, or save %s more than it costs",
			names, c.money(-best.Net.Low, best.Net), words.Whole(best.Net.High, best.Net)))
	case c.Baseline.Verdict == sim.Yes:
		return claim("fund nothing for the promise", promise+" is kept in "+c.kept(c.Baseline.Met)+" as it is")
	case best.Verdict == sim.Yes:
		return claim("fund " + names + ", the cheapest that keeps " + promise + " in " + asked)
	}
	return claim("nothing here keeps "+promise+" in "+asked, names+" comes closest, with "+c.kept(best.Met))
}

// promiseLine says what becomes of the promise, and where today does not keep
// it, which option does for the least money.
func (c *Comparison) promiseLine() string {
	if !c.HasMoney() {
		return ""
	}
	best, t := &c.Options[0], words.Target(c.Scenario.SLO.Promise)
	text := fmt.Sprintf("%s is kept in %s today", t, c.kept(c.Baseline.Met))
	if best.Net.Low > 0 {
		text += fmt.Sprintf(", and in %s then", c.kept(best.Met))
	}
	if c.Baseline.Verdict == sim.Yes || best.Verdict == sim.Yes && best.Net.Low > 0 {
		return text
	}
	least := c.CheapestSafe()
	asked := c.kept(stat.Certain(c.Scenario.SLO.Confidence))
	if least == nil {
		return text + fmt.Sprintf("; nothing tried keeps it in %s", asked)
	}
	return text + fmt.Sprintf("; the cheapest that keeps it in %s is %s, at %s a year", asked, words.List(least.Names, "and"), words.Thousands(least.YearlyCost))
}

// everyWindow says, after a word, that a year counts only if all of its windows
// keep the promise: " every month of"; "" where the window is the year.
func (c *Comparison) everyWindow() string {
	if w := c.Scenario.SLO.Window; w.Kind != model.YearWindow {
		return " every " + words.PeriodOf(w).One + " of"
	}
	return ""
}

// kept spells in which years the promise is kept.
func (c *Comparison) kept(e stat.Estimate) string {
	if w := c.Scenario.SLO.Window; w.Kind != model.YearWindow {
		return "every " + words.PeriodOf(w).One + " of " + words.Kept(e)
	}
	return words.Kept(e)
}

// An optionColumn is a column of the table of options: what stands at its head,
// beside today's service, and beside an option.
type optionColumn struct {
	head  doc.Column
	today string
	of    func(o *compare.Option) string
}

// optionColumns returns the columns behind the options' names.
func (c *Comparison) optionColumns() []optionColumn {
	columns := []optionColumn{
		{doc.Number("costs"), "0", func(o *compare.Option) string { return words.Thousands(o.YearlyCost) }},
	}
	if c.HasMoney() {
		columns = append(columns,
			optionColumn{doc.Number("saves"), "0", func(o *compare.Option) string { return words.Whole(o.Saved.Value, o.Saved) }},
			optionColumn{doc.Number("net a year"), "0", func(o *compare.Option) string { return words.WithDoubt(o.Net) }},
			optionColumn{doc.Duration("pays back"), "", func(o *compare.Option) string { return words.Payback(o.Payback()) }})
	}
	kept := words.Target(c.Scenario.SLO.Promise) + " kept in" + c.everyWindow()
	columns = append(columns,
		optionColumn{doc.Percent(kept), words.Chance(c.Baseline.Met), func(o *compare.Option) string { return words.Chance(o.Met) }},
		optionColumn{doc.Number("change"), "", points},
		optionColumn{doc.Percent("can promise"), words.Attainable(c.Baseline.Attainable), func(o *compare.Option) string {
			if o.Frontier {
				return words.Attainable(o.Attainable) + " *"
			}
			return words.Attainable(o.Attainable)
		}})
	if !math.IsNaN(c.Baseline.Best) {
		columns = append(columns, optionColumn{doc.Percent("best in"), bestIn(&c.Baseline), bestIn})
	}
	return columns
}

// table returns the table of options, best first.
func (c *Comparison) table() *doc.Table {
	t := doc.NewTable("Investments and their combinations, best first", doc.Text("option"))
	t.Each = "option"
	columns, today := c.optionColumns(), []string{"today"}
	for _, k := range columns {
		t.Columns, today = append(t.Columns, k.head), append(today, k.today)
	}
	t.Add(today...)
	for i := range c.Options {
		o := &c.Options[i]
		row := []string{strings.Join(o.Names, " + ")}
		for _, k := range columns {
			row = append(row, k.of(o))
		}
		t.Add(row...)
	}
	t.Narrow = func() ([][]string, string) { return c.abbreviated(t.Rows) }
	return t
}

// abbreviated gives every investment a letter in place of its name, and says
// which: names cut short would all look alike.
func (c *Comparison) abbreviated(rows [][]string) (short [][]string, legend string) {
	letter := make(map[string]string)
	var says []string
	for i, v := range c.Scenario.Investments {
		l := string(rune('A' + i%26))
		if i >= 26 {
			l += l
		}
		letter[v.Name] = l
		says = append(says, l+" "+v.Name)
	}
	short = slices.Clone(rows)
	for i, o := range c.Options {
		names := make([]string, len(o.Names))
		for n, name := range o.Names {
			names[n] = letter[name]
		}
		name := strings.Join(names, " + ")
		if len(names) == 1 {
			name += " " + o.Names[0]
		}
		short[i+1] = append([]string{name}, rows[i+1][1:]...) // below today
	}
	return short, strings.Join(says, ", ") + "."
}

// noiseLine names the options whose effect on the promise may be chance.
func (c *Comparison) noiseLine() string {
	var noise, none, sameDowntime []string
	for i := range c.Options {
		switch o, name := &c.Options[i], strings.Join(c.Options[i].Names, " + "); {
		case o.Unchanged():
			none = append(none, name)
		case o.Identical:
			sameDowntime = append(sameDowntime, name)
		case o.Noise:
			noise = append(noise, name)
		}
	}
	var says []string
	if len(noise) > 0 {
		which := words.List(noise, "or") + " makes"
		if len(noise) > 4 {
			which = "the options marked so make"
		}
		says = append(says, fmt.Sprintf("Noise: too few years to say whether %s a difference to how often %s is kept.", which, words.Target(c.Scenario.SLO.Promise)))
	}
	says = append(says, saidUnchanged(none, sameDowntime, c.Priced)...)
	return strings.Join(says, " ")
}

// tiedLine names the options that are as good as the first.
func (c *Comparison) tiedLine() string {
	var tied []string
	for i := range c.Options[1:] {
		if o := &c.Options[i+1]; o.TiedBest {
			tied = append(tied, strings.Join(o.Names, " + "))
		}
	}
	if len(tied) == 0 {
		return ""
	}
	return fmt.Sprintf("As good as the first, as far as %s years can tell: %s.", words.Thousands(float64(c.Years)), words.List(tied, "and"))
}

// tryCall spells the call that answers with the first option in place; ""
// where nothing is to be funded.
func (c *Comparison) tryCall() string {
	if !c.Funds() {
		return ""
	}
	call := slices.Clone(c.Call)
	for _, set := range file.Texts(c.Options[0].Set) {
		call = append(call, "--set", set)
	}
	return Call("run", call)
}
