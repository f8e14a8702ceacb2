package answer

import (
	"fmt"
	"strings"

	"nines/plots/words"
	"nines/sim"
)

// pagesOf returns how often an option pages people a week.
func pagesOf(o *sim.Option) sim.Estimate {
	if o.OnCall == nil {
		return sim.Estimate{}
	}
	return o.OnCall.Pages
}

// pagesDiffer reports whether an option pages people more or less often than
// today. Both met the same faults, so that intervals which do not touch are
// more than it takes.
func pagesDiffer(today, o *sim.Option) bool {
	was, is := pagesOf(today), pagesOf(o)
	return is.Low > was.High || is.High < was.Low
}

// pages spells how often an option pages people.
func pages(o *sim.Option) string {
	if pagesOf(o).Value == 0 {
		return "no page"
	}
	return words.Often(pagesOf(o).Value, "page")
}

// pagesLine says what the investments ask of the people on call, each by
// itself, and the first option; "" where nobody is paged.
func (c *Comparison) pagesLine() string {
	var with []string
	for i := range c.Options {
		if o := &c.Options[i]; (i == 0 || len(o.Names) == 1) && pagesDiffer(&c.Baseline, o) {
			with = append(with, fmt.Sprintf("%s with %s", pages(o), list(o.Names)))
		}
	}
	switch {
	case len(with) > 0:
		return fmt.Sprintf("On call: %s today, %s.", pages(&c.Baseline), strings.Join(with, ", "))
	case pagesOf(&c.Baseline).Value > 0:
		return fmt.Sprintf("On call: %s today, and about as many with any of these.", pages(&c.Baseline))
	}
	return ""
}

// revisionPages says what a revision asks of the people on call; "" where that
// is as much as before.
func revisionPages(c *sim.FileComparison, r *sim.Revision) string {
	if !pagesDiffer(&c.Baseline, &r.Together) {
		return ""
	}
	return fmt.Sprintf("On call: %s, before %s.", pages(&r.Together), pages(&c.Baseline))
}
