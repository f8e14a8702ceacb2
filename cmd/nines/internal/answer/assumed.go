package answer

import (
	"fmt"
	"strings"

	"nines/model"
)

// mostAlike is the most parts with the same assumption that are listed one by one.
const mostAlike = 2

// assumedLine lists what was assumed; what is assumed of many parts is told
// once, with the first of them.
func assumedLine(assumed []model.Assumption) string {
	if len(assumed) == 0 {
		return ""
	}
	var order []string // what is assumed, each once
	of := map[string][]model.Assumption{}
	for _, a := range assumed {
		if of[a.Says] == nil {
			order = append(order, a.Says)
		}
		of[a.Says] = append(of[a.Says], a)
	}
	var says []string
	for _, what := range order {
		all := of[what]
		if more := len(all) - mostAlike; more > 0 {
			says = append(says, fmt.Sprintf("%s, %s and %d more: each %s", all[0].Part, all[1].Part, more, what))
			continue
		}
		says = append(says, clauses(all)...)
	}
	return "Assumed: " + strings.Join(says, "; ") + "."
}

// clauses spells assumptions one by one.
func clauses(assumed []model.Assumption) []string {
	out := make([]string, len(assumed))
	for i, a := range assumed {
		out[i] = a.String()
	}
	return out
}
