package model

import (
	"math"
	"strconv"
	"strings"
)

// Why a number is spelled otherwise than TOML has it. The texts of durations,
// ratios and rates follow the same rules.
const (
	WhyPoint      = "a point stands between digits"
	WhyUnderscore = "an underscore stands between digits"
	WhyZeros      = "no number begins with zeros"
)

// Respell returns the number that a text begins with as TOML spells it, what
// follows it, and why: ".5" is 0.5, "5." is 5, "1_" is 1, "007" is 7. The
// reason is "" for a text that begins with no number, or with one that is
// spelled well.
func Respell(text string) (number, rest, why string) {
	sign := text[:len(text)-len(strings.TrimLeft(text, "+-"))]
	if len(sign) > 1 {
		return "", text, ""
	}
	whole, rest := digitsOf(text[len(sign):])
	fraction, point := "", strings.HasPrefix(rest, ".")
	if point {
		fraction, rest = digitsOf(rest[1:])
	}
	digits := strings.ReplaceAll(whole, "_", "")
	decimals := strings.ReplaceAll(fraction, "_", "")
	if digits+decimals == "" {
		return "", text, ""
	}
	short := strings.TrimLeft(digits, "0")
	if short == "" {
		short = "0"
	}
	switch {
	case misplaced(whole) || misplaced(fraction):
		why = WhyUnderscore
	case point && (digits == "" || decimals == ""):
		why = WhyPoint
	case short != digits:
		why = WhyZeros
	}
	number = sign + short
	if decimals != "" {
		number += "." + decimals
	}
	return number, rest, why
}

// digitsOf splits a text behind the digits and underscores that it begins with.
func digitsOf(text string) (digits, rest string) {
	rest = strings.TrimLeft(text, "0123456789_")
	return text[:len(text)-len(rest)], rest
}

// misplaced reports whether an underscore stands elsewhere than between two
// digits.
func misplaced(digits string) bool {
	return strings.HasPrefix(digits, "_") || strings.HasSuffix(digits, "_") || strings.Contains(digits, "__")
}

// meant is what is wanted in place of a text that is a value but for the
// spelling of its number; otherwise it is want.
func meant(text, want string, is func(string) bool) string {
	number, rest, why := Respell(text)
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
