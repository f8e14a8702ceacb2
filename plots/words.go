package plots

import (
	"math"
	"strings"

	"nines/plots/words"
	"nines/sim"
)

// Units of time in seconds.
const (
	minute = 60.0
	hour   = 60 * minute
	day    = 24 * hour
)

// Duration spells seconds in at most two units: "8 h 46 min".
func Duration(seconds float64) string { return words.Duration(seconds) }

// ShortDuration spells seconds in one unit, for ticks: "4.4 h".
func ShortDuration(seconds float64) string { return words.ShortDuration(seconds) }

// Thousands spells a whole number with commas: "100,000".
func Thousands(n float64) string { return words.Thousands(n) }

// Amount spells an estimated amount as sharply as it is known: "14,400".
func Amount(e sim.Estimate) string { return words.Amount(e.Value, e.Low, e.High) }

// Money spells an estimated sum of money as sharply as it is known; one of a few
// that can be paid as it is.
func Money(e sim.Estimate) string {
	if e.Atom {
		return words.Sum(e.Value)
	}
	return words.Money(e.Value, e.Low, e.High)
}

// AboutDuration spells an estimated duration, rounded to a step that people
// use (1, 2, 5, 10 or 30 s, and so on) and that is no finer than half of its
// interval.
func AboutDuration(e sim.Estimate) string {
	half := (e.High - e.Low) / 2
	if math.IsNaN(half) || math.IsInf(half, 0) {
		half = math.Abs(e.Value) / 10 // one digit, where nothing is known of the rest
	}
	step := timeStep(max(half, math.Abs(e.Value)/1000))
	if step > 365*day { // the interval says nothing
		step = timeStep(math.Abs(e.Value) / 10)
	}
	rounded := words.Near(e.Value, step)
	if rounded == 0 && e.Value > 0 {
		return "under " + Duration(step)
	}
	return Duration(rounded)
}

// Percent spells a target as it was written, "99.99%", with a space before
// the sign: "99.99 %".
func Percent(target string) string {
	number, found := strings.CutSuffix(strings.TrimSpace(target), "%")
	if !found {
		return target
	}
	return strings.TrimSpace(number) + " %"
}

// Attainable spells an availability with the digits that its interval
// supports, cut downwards: it never promises more than was found.
func Attainable(e sim.Estimate) string {
	v := e.Value
	switch {
	case math.IsNaN(v):
		return words.Unknown
	case v <= 0:
		return "0 %"
	case v >= 1 && e.Low >= 1:
		return "100 %"
	case v >= 1:
		// The sample holds no bad year, but a larger one might.
		v = e.Low
		if !(v > 0) {
			return "100 %"
		}
	}
	decimals := attainableDecimals(e, v)
	return words.Trimmed(cutPercent(v, decimals), decimals) + " %"
}

// attainableDecimals returns the decimals of a percentage v < 1 that its
// interval supports.
func attainableDecimals(e sim.Estimate, v float64) int {
	// Three digits of what is missing are the most that anybody reads.
	decimals := int(math.Floor(-math.Log10(1-v)+1e-9)) + 1
	half := (min(e.High, 1) - e.Low) / 2
	switch {
	case math.IsNaN(half) || math.IsInf(half, 0):
		decimals -= 2
	case half > 0:
		decimals = min(decimals, int(math.Floor(-math.Log10(100*half)+1e-9)))
	}
	return max(decimals, 0)
}

// cutPercent returns a ratio below 1 as a percentage cut downwards.
func cutPercent(v float64, decimals int) float64 {
	scale := math.Pow10(decimals + 2)
	return math.Floor(scale-(1-v)*scale+1e-6) / math.Pow10(decimals)
}

// Alike spells the availabilities of a map with the same decimals, those that all
// of their intervals support, so that its rows compare at a glance.
func Alike(es []sim.Estimate) []string {
	decimals := 10
	for _, e := range es {
		if e.Value > 0 && e.Value < 1 {
			decimals = min(decimals, attainableDecimals(e, e.Value))
		}
	}
	out := make([]string, len(es))
	for i, e := range es {
		out[i] = Attainable(e)
		if e.Value > 0 && e.Value < 1 {
			out[i] = words.Fixed(cutPercent(e.Value, decimals), decimals) + " %"
		}
	}
	return out
}

// Bracketed reports whether an estimate has an interval: too few years reach
// no further than one end of it.
func Bracketed(e sim.Estimate) bool {
	return !math.IsNaN(e.Value) && !math.IsNaN(e.SE) && !math.IsInf(e.Low, 0) && !math.IsInf(e.High, 0)
}

// Simulated spells a number of years: "2,000 simulated years".
func Simulated(years int) string {
	return words.Count(years, "simulated year", "simulated years")
}

// Behind says what the points of a map or a line rest on: "By the exact law of
// the outages; what overlap takes from it by 10,000 simulated years".
func Behind(m sim.Method, years int) string {
	switch m {
	case sim.Auto:
		return "By the exact law of the outages; what overlap takes from it by " + Simulated(years)
	case sim.Exact:
		return "By the exact law of the outages, as if none overlapped"
	}
	return Simulated(years) + " for each point"
}

// timeStep returns the smallest step of a clock that is at least x seconds.
func timeStep(x float64) float64 {
	for _, step := range []float64{0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute, hour, 2 * hour, 6 * hour, 12 * hour} {
		if x <= step*(1+1e-9) {
			if step >= 1 || x > 0.02 {
				return step
			}
			break
		}
	}
	if x > day/2 {
		return math.Pow(10, math.Ceil(math.Log10(x/day)-1e-9)) * day
	}
	return math.Pow(10, math.Ceil(math.Log10(max(x, 1e-6))-1e-9))
}
