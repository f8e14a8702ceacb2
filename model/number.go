package model

import (
	"math"
	"strconv"
	"strings"

	"nines/model/internal/decimal"
)

// meant is what is wanted in place of a text that is a value except for the
// spelling of its number; otherwise it is want.
func meant(text, want string, is func(string) bool) string {
	number, rest, why := decimal.Respell(text)
	if why == "" || !is(number+rest) {
		return want
	}
	return `"` + number + rest + `": ` + why
}

// FormatCount returns how often something happens, with four digits at most of
// a broken number: "1566", "52.14", "0.025".
func FormatCount(n float64) string {
	digits := 3 - int(math.Floor(math.Log10(math.Max(n, 1e-9))))
	s := strconv.FormatFloat(n, 'f', max(digits, 0), 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// FormatNumber writes a number without an exponent: "0.5".
func FormatNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
