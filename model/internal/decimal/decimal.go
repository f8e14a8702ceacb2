// Package decimal knows how numbers are spelled in scenario files, and how those
// are meant that are spelled otherwise.
package decimal

import "strings"

// Is reports whether a text is a decimal number without sign, exponent
// and underscores: "1.5".
func Is(s string) bool { return s != "" && Prefix(s) == s }

// Prefix returns the decimal number that s begins with: "1.5" of "1.5h".
func Prefix(s string) string {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 || i == len(s) || s[i] != '.' {
		return s[:i]
	}
	j := i + 1
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	if j == i+1 {
		return ""
	}
	return s[:j]
}

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
