package answer

import (
	"fmt"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/stat"
)

// helpLine says what would help most towards a target; "" for nothing known.
// Where the target stays far away it says what is attained instead of how often
// it is kept, and which promise that would allow, each once, and none that what is
// attained today allows.
func helpLine(helps []explain.Help, slo model.Objective, today stat.Estimate) string {
	if len(helps) == 0 {
		return ""
	}
	p := words.PeriodOf(slo.Window)
	in, every := "in ", ""
	if p.One != "year" {
		in, every = "in every "+p.One+" of ", " in every "+p.One
	}
	said := enoughFor(today, slo)
	enough := func(h explain.Help) string {
		says := enoughFor(h.Attainable, slo)
		if says == said {
			return ""
		}
		said = says
		return says
	}
	first := fmt.Sprintf("%s is kept %s%s of years", words.Target(helps[0].Target), in, words.Chance(helps[0].Met))
	then := func(h explain.Help) string { return "in " + words.Chance(h.Met) }
	if explain.IsFar(helps[len(helps)-1].Met.Value, slo.Confidence) {
		first = fmt.Sprintf("%s stay above %s%s%s", words.MostYears(slo.Confidence), words.Attainable(helps[0].Attainable), every, enough(helps[0]))
		then = func(h explain.Help) string {
			return "above " + words.Attainable(h.Attainable) + enough(h)
		}
	}
	says := fmt.Sprintf("Most help: %s, %s%s", words.Measure(helps[0].Measure), first, alike(helps[0].Alike))
	for _, h := range helps[1:] {
		says += fmt.Sprintf("; %s as well, %s%s", words.Measure(h.Measure), then(h), alike(h.Alike))
	}
	return says + "."
}

// enoughFor says which promise is safe where so much is attained: ", enough to
// promise 99.5 %"; "" for none.
func enoughFor(attained stat.Estimate, slo model.Objective) string {
	t, ok := sim.Allowed(attained, slo.Targets)
	if !ok {
		return ""
	}
	return ", enough to promise " + words.Target(t)
}

// alike names what cannot be told from a measure: " (about the same: with db half
// as often)"; "" where there is nothing.
func alike(measures []explain.Measure) string {
	if len(measures) == 0 {
		return ""
	}
	says := make([]string, len(measures))
	for i, m := range measures {
		says[i] = words.Measure(m)
	}
	return " (about the same: " + strings.Join(says, ", or ") + ")"
}

// tryCall spells the call that answers with the help in place; "" where there
// is none. The call is what the user called so far.
func tryCall(call []string, helps []explain.Help) string {
	if len(helps) == 0 || len(call) == 0 {
		return ""
	}
	words := slices.Clone(call)
	for _, set := range file.Texts(helps[len(helps)-1].Sets) { // those before it included
		words = append(words, "--set", set)
	}
	return Call("run", words)
}
