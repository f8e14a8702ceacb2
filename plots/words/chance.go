package words

import (
	"math"

	"nines/sim"
	"nines/sim/stat"
)

// TooClose is what is said of two things that simulated years cannot tell apart: a
// promise and its confidence, of which sim.VerdictOf decides; two options, an
// investment and its cost, of which the signs of intervals do.
const TooClose = string(sim.TooClose)

// Chance spells a probability with the digits that its interval supports:
// "72.1 %", "> 99.99 %" where no miss or hardly any was seen, "< 0.01 %".
func Chance(e stat.Estimate) string {
	if math.IsNaN(e.Value) {
		return Unknown
	}
	if isCertain(e) {
		return Percent(e.Value, 0)
	}
	decimals := chanceDecimals(e)
	switch rounded := Round(100*e.Value, decimals); {
	case rounded >= 100:
		return ">" + nbsp + bound(1-e.Low, func(miss float64) float64 { return 100 - 100*miss })
	case rounded <= 0:
		return "<" + nbsp + bound(e.High, func(p float64) float64 { return 100 * p })
	}
	return Percent(e.Value, decimals)
}

// isCertain reports whether something never happens, or always does.
func isCertain(e stat.Estimate) bool { return e.Low == e.High && (e.Value == 0 || e.Value == 1) }

// Between spells the 95 % interval of a probability with the decimals that
// Chance gives the value, "71.8 to 72.4"; "" where the value is told as a bound
// already or the interval shows nothing more.
func Between(e stat.Estimate) string {
	decimals := chanceDecimals(e)
	if isCertain(e) {
		return ""
	}
	if rounded := Round(100*e.Value, decimals); !(0 < rounded && rounded < 100) {
		return ""
	}
	low, high := Fixed(100*e.Low, decimals), Fixed(100*e.High, decimals)
	if low == high {
		return ""
	}
	return low + " to " + high
}

// KeptPart spells a probability over years or windows with its interval:
// "72.1 % of years (71.8 to 72.4)", "all but 1 in 41,000 years".
func KeptPart(e stat.Estimate, of string) string {
	if miss := 1 - e.Value; miss < 1e-4 && miss > 1e-9 && e.High-e.Low < miss/2 {
		return KeptOf(e, "", of)
	}
	text := Chance(e) + " of " + of
	if b := Between(e); b != "" {
		text += " (" + b + ")"
	}
	return text
}

// bound spells the percentage that belongs to a small probability p, rounded
// up to a power of ten, 0.000038 gives 0.01 %, or, above 1 %, to a percent.
func bound(p float64, percent func(float64) float64) string {
	if p > 0.01 {
		return Trimmed(percent(math.Ceil(100*p-1e-9)/100), 0) + percentSign
	}
	power := int(math.Ceil(math.Log10(max(p, 1e-6)) - 1e-9)) // nobody reads more nines
	return Trimmed(percent(math.Pow10(power)), max(0, -power-2)) + percentSign
}

// chanceDecimals returns how many decimals of a percentage the interval of a
// probability supports, at most two.
func chanceDecimals(e stat.Estimate) int {
	half := 100 * (e.High - e.Low) / 2
	switch {
	case half > 0.5 || math.IsNaN(half):
		return 0
	case half > 0.05:
		return 1
	}
	return 2
}

// Kept spells in how many years a promise is kept: "9 of 10 years",
// "72 of 100 years", "all but 1 in 800 years", "practically every year",
// "every simulated year", "1 of 200 years", "under 1 of 1,000 years".
func Kept(e stat.Estimate) string { return KeptOf(e, "year", "years") }

// KeptOf is Kept of other windows than years: "9 of 10 months".
func KeptOf(e stat.Estimate, one, many string) string {
	v := e.Value
	switch {
	case math.IsNaN(v):
		return Unknown
	case v >= 1, v > 1-1e-6 && e.Low < 0.9999:
		return "every simulated " + one
	case v > 1-1e-9 || v > 1-1e-6 && 1-e.Low > 2*(1-v):
		return "practically every " + one
	case v <= 0:
		return "no simulated " + one
	case IsBound(e):
		part, of := atMost(e.High)
		return "under " + Thousands(part) + " of " + Thousands(of) + " " + many
	case v >= 0.985 && e.High >= 1 && 1-e.Low > 3*(1-v):
		part, of := atMost(1 - e.Low)
		return "over " + Thousands(of-part) + " of " + Thousands(of) + " " + many
	case v < 1e-9:
		return "practically no " + one
	case v >= 0.985:
		return "all but 1 in " + oneIn(1-v, e) + " " + many
	case v < 0.015:
		return "1 of " + oneIn(v, e) + " " + many
	}
	tenths := Round(10*v, 0)
	if tenths >= 1 && tenths <= 9 && math.Abs(v*10-tenths) < 0.05 {
		return Trimmed(tenths, 0) + " of 10 " + many
	}
	return Trimmed(v*100, 0) + " of 100 " + many
}

// IsBound reports whether all that is known of a probability is how rare it is
// at most, so that Kept says "under".
func IsBound(e stat.Estimate) bool {
	return e.Value > 0 && e.Value < 0.015 && e.Low <= 0 && e.High > 3*e.Value
}

// atMost returns the least part of years that people count in and that is not
// below p: 1 of a power of ten or, above 1 %, so many of 100.
func atMost(p float64) (part, of float64) {
	if p > 0.01 {
		return math.Ceil(100*p - 1e-9), 100
	}
	return 1, math.Pow10(int(math.Floor(-math.Log10(max(p, 1e-6)) + 1e-9)))
}

// oneIn spells 1/p with as many digits as the interval of e supports, and with
// as many as it takes to be the same figure as the percentage of Chance: 0.62 %
// is 1 in 160 and not in 200.
func oneIn(p float64, e stat.Estimate) string {
	digits := 1
	if half := (e.High - e.Low) / 2; half < p/20 && p < 1e-4 {
		digits = 2 // no percentage shows it
	}
	decimals := chanceDecimals(e)
	percent := Fixed(100*p, decimals)
	n := Significant(1/p, digits)
	for ; digits < mostOneIn && Fixed(100/n, decimals) != percent; digits++ {
		n = Significant(1/p, digits+1)
	}
	return Thousands(n)
}

// mostOneIn is how many digits such a number has at most.
const mostOneIn = 4
