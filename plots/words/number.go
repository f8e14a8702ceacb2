// Package words spells numbers, durations, shares and amounts of money as
// people write them. Everything that prints a figure spells it here, so that one figure has the same
// digits everywhere.
package words

import (
	"math"
	"strconv"
	"strings"
)

// Unknown stands for a number that does not exist.
const Unknown = "unknown"

// exactDigits is how many decimal digits of a float64 count. Sums and products
// of figures that people wrote differ from the figure on paper in the last one
// or two of the 16 that it holds: 100 · 0.575 is 57.49999999999999.
const exactDigits = 14

// Fixed spells x with so many decimals, rounded half away from zero on x as
// it is written in decimals: 3.65 is "3.7" and −3.65 "−3.7", though the
// float64 next to 3.65 lies below it. Of a number without decimals none is
// lost, however many digits it has.
func Fixed(x float64, decimals int) string {
	switch {
	case math.IsNaN(x):
		return Unknown
	case math.IsInf(x, 0):
		return minus(x < 0) + "∞"
	}
	digits := rounded(math.Abs(x), decimals)
	return minus(x < 0 && strings.Trim(digits, "0.") != "") + digits
}

// minus is the sign of a number below 0.
func minus(below bool) string {
	if below {
		return "−"
	}
	return ""
}

// rounded spells x ≥ 0 with so many decimals, at least none.
func rounded(x float64, decimals int) string {
	decimals = max(decimals, 0)
	if x == math.Trunc(x) {
		return strconv.FormatFloat(x, 'f', decimals, 64)
	}
	// x is mantissa · 10^exponent with exactDigits digits.
	text := strconv.FormatFloat(x, 'e', exactDigits-1, 64)
	digits, power, _ := strings.Cut(text, "e")
	exponent, err := strconv.Atoi(power)
	if err != nil {
		panic("words: strconv writes no exponent: " + text)
	}
	cut := exactDigits - 1 - exponent - decimals // digits that go
	switch {
	case cut <= 0: // there are none to spare
		return strconv.FormatFloat(x, 'f', decimals, 64)
	case cut > exactDigits:
		return strconv.FormatFloat(0, 'f', decimals, 64)
	}
	mantissa, err := strconv.ParseInt(strings.Replace(digits, ".", "", 1), 10, 64)
	if err != nil {
		panic("words: strconv writes no digits: " + text)
	}
	unit := int64(math.Pow10(cut))
	whole := strconv.FormatInt((mantissa+unit/2)/unit, 10)
	if decimals == 0 {
		return whole
	}
	if short := decimals + 1 - len(whole); short > 0 {
		whole = strings.Repeat("0", short) + whole
	}
	point := len(whole) - decimals
	return whole[:point] + "." + whole[point:]
}

// Trimmed is Fixed without the zeros at the end: "3.7", "4".
func Trimmed(x float64, decimals int) string {
	s := Fixed(x, decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// Round returns the number that Fixed spells.
func Round(x float64, decimals int) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	v, err := strconv.ParseFloat(rounded(math.Abs(x), decimals), 64)
	if err != nil {
		panic("words: " + err.Error())
	}
	return math.Copysign(v, x)
}

// Near returns the multiple of a step that lies nearest to x, of two the one
// further from zero.
func Near(x, step float64) float64 {
	if power := math.Log10(step); power == math.Trunc(power) && power < 0 {
		return Round(x, -int(power)) // 0.1 has no float64 of its own
	}
	return Round(x/step, 0) * step
}

// Significant rounds x to so many digits after its leading zeros.
func Significant(x float64, digits int) float64 {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	return Near(x, math.Pow10(Magnitude(x)+1-digits))
}

// Magnitude returns the power of ten of the first digit of x: 2 for 314 and
// −2 for 0.0314. Of 0 it is 0.
func Magnitude(x float64) int {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	text := strconv.FormatFloat(math.Abs(x), 'e', exactDigits-1, 64)
	power, err := strconv.Atoi(text[strings.IndexByte(text, 'e')+1:])
	if err != nil {
		panic("words: strconv writes no exponent: " + text)
	}
	return power
}

// Thousands spells a whole number with commas: "100,000".
func Thousands(n float64) string {
	text := Fixed(n, 0)
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return text
	}
	digits, below := strings.CutPrefix(text, "−")
	var out strings.Builder
	out.WriteString(minus(below))
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(d)
	}
	return out.String()
}

// Percent spells a ratio as a percentage: 0.575 to no decimals is "58 %".
func Percent(ratio float64, decimals int) string {
	if math.IsNaN(ratio) {
		return Unknown
	}
	return Fixed(100*ratio, decimals) + percentSign
}

// Digits spells x to so many digits after its leading zeros, without zeros at
// the end: 1234.5 to three is "1230".
func Digits(x float64, digits int) string {
	return Trimmed(Significant(x, digits), max(0, digits-1-Magnitude(x)))
}

// Short spells a number to at most three digits after its leading zeros, and
// whole from a thousand on: "0.0123", "12,345".
func Short(x float64) string {
	switch {
	case math.Abs(x) >= 1000:
		return Thousands(x)
	case x == 0:
		return "0"
	}
	return Trimmed(x, max(0, 2-Magnitude(x)))
}

// Share spells a part of a whole in whole percents; a small part is "< 1 %" and
// not 0.
func Share(part float64) string {
	switch {
	case part > 0 && part < 0.01:
		return "<" + nbsp + Percent(0.01, 0)
	case part < 1 && part > 0.99:
		return ">" + nbsp + Percent(0.99, 0)
	}
	return Percent(part, 0)
}
