package words

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"nines/model"
)

// Plural returns the word that fits a number of things: "1 matters", "2
// matter".
func Plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Count spells a number of things with its word: "1 year", "2,000 years".
func Count(n int, one, many string) string {
	return Thousands(float64(n)) + " " + Plural(n, one, many)
}

// Sentence begins a clause as a sentence begins.
func Sentence(clause string) string {
	first, size := utf8.DecodeRuneInString(clause)
	if size == 0 {
		return clause
	}
	return string(unicode.ToUpper(first)) + clause[size:]
}

// List spells a list with a word before its last: "a, b and c".
func List(names []string, last string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " " + last + " " + names[n-1]
	}
	return strings.Join(names, "")
}

// Few spells the first so many names of a list and how many more there are:
// "a, b and 3 more".
func Few(names []string, most int) string {
	if n := len(names); n > most {
		return strings.Join(names[:most], ", ") + " and " + Thousands(float64(n-most)) + " more"
	}
	return List(names, "and")
}

// File names the file of a scenario, which may have come from standard input.
func File(sc *model.Scenario) string { return cmp.Or(sc.File, Stdin) }

// Stdin is what standard input is called.
const Stdin = "<stdin>"
