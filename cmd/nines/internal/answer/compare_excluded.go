package answer

import (
	"fmt"
	"slices"
	"strings"

	"nines/plots/words"
	"nines/sim/compare"
)

// excludedLines says which investments are not combined, and why; those that
// contradict each other in the same key share a line.
func (c *Comparison) excludedLines() []string {
	var lines, reasons []string
	by := make(map[string][]compare.Excluded)
	for _, e := range c.Excluded {
		reason := words.Excluded(e)
		if by[reason] == nil {
			reasons = append(reasons, reason)
		}
		by[reason] = append(by[reason], e)
	}
	for _, reason := range reasons {
		lines = append(lines, notCombined(by[reason], reason))
	}
	return lines
}

// notCombined says which combinations a reason forbids.
func notCombined(all []compare.Excluded, reason string) string {
	var names, each []string
	pairs := true
	for _, e := range all {
		each = append(each, words.List(e.Names, "and"))
		pairs = pairs && len(e.Names) == 2
		for _, name := range e.Names {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if n := len(names); pairs && n > 2 && len(all) == n*(n-1)/2 {
		return fmt.Sprintf("Not combined: any two of %s: %s.", words.List(names, "and"), reason)
	}
	return fmt.Sprintf("Not combined: %s: %s.", strings.Join(each, "; "), reason)
}
