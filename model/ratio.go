package model

import (
	"math/big"
	"strconv"
	"strings"

	"nines/model/internal/decimal"
)

// ParseRatio reads "2%" or "0.02" and returns a number in [0, 1].
func ParseRatio(s string) (float64, error) {
	if r, ok := ratioOf(s); ok {
		return r, nil
	}
	return 0, unless(ratioHint(s), s)
}

// ratioOf reads a ratio in [0, 1] out of a percentage or a decimal.
func ratioOf(s string) (float64, bool) {
	digits, percent := strings.CutSuffix(s, "%")
	if !decimal.Is(digits) {
		return 0, false
	}
	if percent {
		digits += "e-2" // correctly rounded, where a division would round twice
	}
	r, err := strconv.ParseFloat(digits, 64)
	return r, err == nil && r <= 1
}

// ratioHint says what would be right in place of s: for a number from 1 to
// 100 without a percent sign, the two ways of writing the percentage.
func ratioHint(s string) string {
	if v, err := strconv.ParseFloat(s, 64); err == nil && v > 1 && v <= 100 && decimal.Is(s) {
		return percentHint(s)
	}
	return meant(s, RatioForm, func(s string) bool { _, ok := ratioOf(s); return ok })
}

// percentHint says how to write a percentage whose sign was left out:
// 99.95 is `"99.95%" or 0.9995`.
func percentHint(s string) string {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return RatioForm
	}
	r.Quo(r, big.NewRat(100, 1))
	return `"` + s + `%" or ` + decimalText(r)
}

// decimalText writes a number whose decimal expansion ends, without zeros at
// its end.
func decimalText(r *big.Rat) string {
	digits, exact := r.FloatPrec()
	if !exact || digits > maxTarget {
		digits = maxTarget
	}
	return r.FloatString(digits)
}

// maxTarget is the longest target that is read, in characters: it bounds
// the exact arithmetic on it.
const maxTarget = 40

// targetOf is ParseTarget; want says what would be right, "" for no error.
func targetOf(s string) (t Target, want string) {
	digits, percent := strings.CutSuffix(s, "%")
	if digits == "" || len(digits) > maxTarget {
		return Target{}, TargetForm
	}
	if decimal.Prefix(digits) != digits {
		return Target{}, meant(s, TargetForm, func(s string) bool { _, want := targetOf(s); return want == "" })
	}
	r, ok := new(big.Rat).SetString(digits)
	if !ok {
		return Target{}, TargetForm
	}
	one, hundred := big.NewRat(1, 1), big.NewRat(100, 1)
	if percent {
		r.Quo(r, hundred)
	} else if r.Cmp(one) > 0 && r.Cmp(hundred) <= 0 {
		return Target{}, percentHint(digits)
	}
	if r.Sign() <= 0 || r.Cmp(one) > 0 {
		return Target{}, TargetForm
	}
	return Target{text: decimalText(new(big.Rat).Mul(r, hundred)) + "%", ratio: r}, ""
}

// FormatRatio spells a ratio as a scenario file does: 0.025 is "2.5%".
// ParseRatio reads it back to the same number.
func FormatRatio(ratio float64) string {
	digits, exponent, ok := strings.Cut(strconv.FormatFloat(ratio, 'e', -1, 64), "e")
	if !ok {
		return digits // an infinity or no number at all
	}
	power, _ := strconv.Atoi(exponent)
	percent, _ := strconv.ParseFloat(digits+"e"+strconv.Itoa(power+2), 64)
	if s := strconv.FormatFloat(percent, 'f', -1, 64); ratioIs(s+"%", ratio) || ratio > 1 {
		return s + "%"
	}
	return strconv.FormatFloat(ratio, 'f', -1, 64)
}

// ratioIs reports whether s reads as the ratio.
func ratioIs(s string, ratio float64) bool {
	back, ok := ratioOf(s)
	return ok && back == ratio
}
