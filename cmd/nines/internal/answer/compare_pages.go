package answer

import (
	"fmt"
	"strings"

	"nines/plots/words"
	"nines/sim/compare"
)

// pages spells how often an option pages people.
func pages(o *compare.Option) string {
	if o.Pages().Value == 0 {
		return "no page"
	}
	return words.Often(o.Pages().Value, "page")
}

// pagesLine says what the investments ask of the people on call, each by
// itself, and the first option; "" where nobody is paged.
func (c *Comparison) pagesLine() string {
	var with []string
	for i := range c.Options {
		if o := &c.Options[i]; (i == 0 || len(o.Names) == 1) && o.PagesDiffer(&c.Baseline) {
			with = append(with, fmt.Sprintf("%s with %s", pages(o), words.List(o.Names, "and")))
		}
	}
	switch {
	case len(with) > 0:
		return fmt.Sprintf("On call: %s today, %s.", pages(&c.Baseline), strings.Join(with, ", "))
	case c.Baseline.Pages().Value > 0:
		return fmt.Sprintf("On call: %s today, and about as many with any of these.", pages(&c.Baseline))
	}
	return ""
}

// revisionPages says what a revision asks of the people on call; "" where that
// is as much as before.
func revisionPages(c *compare.FileComparison, r *compare.Revision) string {
	if !r.Together.PagesDiffer(&c.Baseline) {
		return ""
	}
	return fmt.Sprintf("On call: %s, before %s.", pages(&r.Together), pages(&c.Baseline))
}
