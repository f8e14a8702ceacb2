package answer

import (
	"fmt"
	"strings"
)

// mostAlike is how many parts of which the same is assumed are told one by
// one.
const mostAlike = 2

// assumedLine lists what was assumed; what is assumed of many parts is told
// once, with the first of them.
func assumedLine(assumed []string) string {
	if len(assumed) == 0 {
		return ""
	}
	var order []string // what is assumed, each once
	of := map[string][]string{}
	for _, text := range assumed {
		part, what, _ := strings.Cut(text, " ")
		if of[what] == nil {
			order = append(order, what)
		}
		of[what] = append(of[what], part)
	}
	var says []string
	for _, what := range order {
		parts := of[what]
		if more := len(parts) - mostAlike; more > 0 {
			says = append(says, fmt.Sprintf("%s and %d more: each %s", strings.Join(parts[:mostAlike], ", "), more, what))
			continue
		}
		for _, part := range parts {
			says = append(says, strings.TrimRight(part+" "+what, " "))
		}
	}
	return "Assumed: " + strings.Join(says, "; ") + "."
}
