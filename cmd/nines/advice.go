package main

import (
	"fmt"
	"slices"
	"strings"

	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
)

// helpLine says what would help most towards a target; "" for nothing known.
// Where the target stays out of reach it says what is attained instead.
func helpLine(helps []sim.Help, p words.Period, confidence float64) string {
	if len(helps) == 0 {
		return ""
	}
	in := "in "
	if p.One != "year" {
		in = "in every " + p.One + " of "
	}
	first := fmt.Sprintf("%s is kept %s%s of years", words.Target(helps[0].Target), in, words.Chance(helps[0].Met))
	then := func(h sim.Help) string { return "in " + words.Chance(h.Met) }
	if helps[len(helps)-1].Met.Value <= 0 {
		first = fmt.Sprintf("%s stay above %s", words.MostYears(confidence), words.Attainable(helps[0].Attainable))
		then = func(h sim.Help) string { return "above " + words.Attainable(h.Attainable) }
	}
	says := fmt.Sprintf("Most help: %s, %s", words.Measure(helps[0].Measure), first)
	for i, h := range helps[1:] {
		what := words.Measure(h.Measure) + " as well"
		if h.Measure == helps[i].Measure {
			what = "the same once more"
		}
		says += fmt.Sprintf("; %s, %s", what, then(h))
	}
	return says + "."
}

// tryCall spells the call that answers with the help in place; "" where there
// is none. The call is what the user called so far.
func tryCall(call []string, helps []sim.Help) string {
	if len(helps) == 0 || len(call) == 0 {
		return ""
	}
	words := slices.Clone(call)
	for _, set := range file.Texts(helps[len(helps)-1].Sets) { // those before it included
		words = append(words, "--set", set)
	}
	return spelledCall("run", words)
}

// spelledCall spells a call of nines as a shell takes it.
func spelledCall(command string, args []string) string {
	words := []string{"nines", command}
	for _, arg := range args {
		words = append(words, quoted(arg))
	}
	return strings.Join(words, " ")
}

// quoted spells a word so that a shell takes it as one.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./=%+:,@", r)
	}
	if word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !plain(r) }) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

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

// costLine says what a mean year loses; "" where the scenario tells neither
// money nor users.
func costLine(r *sim.Result) string {
	var parts []string
	if s := r.Scenario.Service; s.RevenuePerHour > 0 {
		parts = append(parts, words.InCurrency(s.Currency, words.Money(r.LostRevenue()))+" of revenue")
	}
	if r.Scenario.Service.Users > 0 {
		parts = append(parts, words.Amount(r.UserHours())+" user-hours")
	}
	if len(parts) == 0 {
		return ""
	}
	return "A mean year loses " + strings.Join(parts, " and ") + "."
}
