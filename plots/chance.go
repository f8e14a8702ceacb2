package plots

import (
	"math"
	"strconv"
	"strings"

	"nines/plots/words"
	"nines/sim"
)

// Chance spells a probability with the digits that its interval supports:
// "72.1 %", "> 99.99 %" where no miss or hardly any was seen, "< 0.01 %".
func Chance(e sim.Estimate) string {
	switch {
	case math.IsNaN(e.Value):
		return words.Unknown
	case e.Low == e.High && (e.Value == 0 || e.Value == 1):
		return words.Trimmed(100*e.Value, 0) + " %"
	}
	decimals := chanceDecimals(e)
	text := words.Fixed(100*e.Value, decimals)
	switch rounded, _ := strconv.ParseFloat(text, 64); {
	case rounded >= 100:
		return "> " + bound(1-e.Low, func(miss float64) float64 { return 100 - 100*miss })
	case rounded <= 0:
		return "< " + bound(e.High, func(p float64) float64 { return 100 * p })
	}
	return text + " %"
}

// bound spells the percentage that belongs to a small probability p, rounded
// up to a power of ten, 0.000038 gives 0.01 %, or, above 1 %, to a percent.
func bound(p float64, percent func(float64) float64) string {
	if p > 0.01 {
		return words.Trimmed(percent(math.Ceil(100*p-1e-9)/100), 0) + " %"
	}
	power := int(math.Ceil(math.Log10(max(p, 1e-6)) - 1e-9)) // nobody reads more nines
	return words.Trimmed(percent(math.Pow10(power)), max(0, -power-2)) + " %"
}

// chanceDecimals returns how many decimals of a percentage the interval of a
// probability supports, at most two.
func chanceDecimals(e sim.Estimate) int {
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
func Kept(e sim.Estimate) string { return KeptOf(e, "year", "years") }

// KeptOf is Kept of other windows than years: "9 of 10 months".
func KeptOf(e sim.Estimate, one, many string) string {
	v := e.Value
	switch {
	case math.IsNaN(v):
		return words.Unknown
	case v >= 1, v > 1-1e-6 && e.Low < 0.9999:
		return "every simulated " + one
	case v > 1-1e-9 || v > 1-1e-6 && 1-e.Low > 2*(1-v):
		return "practically every " + one
	case v <= 0:
		return "no simulated " + one
	case v < 0.015 && e.Low <= 0 && e.High > 3*v: // all that is known is how rare it is at most
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
	tenths := words.Round(10*v, 0)
	if tenths >= 1 && tenths <= 9 && math.Abs(v*10-tenths) < 0.05 {
		return words.Trimmed(tenths, 0) + " of 10 " + many
	}
	return words.Trimmed(v*100, 0) + " of 100 " + many
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
func oneIn(p float64, e sim.Estimate) string {
	digits := 1
	if half := (e.High - e.Low) / 2; half < p/20 && p < 1e-4 {
		digits = 2 // no percentage shows it
	}
	decimals := chanceDecimals(e)
	percent := words.Fixed(100*p, decimals)
	n := words.Significant(1/p, digits)
	for ; digits < mostOneIn && words.Fixed(100/n, decimals) != percent; digits++ {
		n = words.Significant(1/p, digits+1)
	}
	return words.Thousands(n)
}

// mostOneIn is how many digits such a number has at most.
const mostOneIn = 4

// MostYears spells a confidence: "Nine years in ten".
func MostYears(confidence float64) string {
	names := [...]string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	for _, n := range []int{2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000, 10000} {
		k := int(math.Round(confidence * float64(n)))
		if math.Abs(confidence*float64(n)-float64(k)) > 1e-9 || k <= 0 || k >= n {
			continue
		}
		switch {
		case k == 1 && n > 10:
			return "One year in " + Thousands(float64(n))
		case k == 1:
			return "One year in " + names[n]
		case n > 10:
			return Thousands(float64(k)) + " years in " + Thousands(float64(n))
		}
		return strings.ToUpper(names[k][:1]) + names[k][1:] + " years in " + names[n]
	}
	if confidence >= 1 {
		return "All years"
	}
	return words.Trimmed(100*confidence, 4) + " % of years"
}
