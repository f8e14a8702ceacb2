package plots

import (
	"math"
	"strconv"
	"strings"

	"nines/model"
	"nines/sim"
)

// Units of time in seconds.
const (
	minute = 60.0
	hour   = 60 * minute
	day    = 24 * hour
)

// unknown is what stands for a number that does not exist.
const unknown = "unknown"

// Duration spells seconds as people say them, in at most two units: "53 s",
// "8 min 40 s", "8 h 46 min", "2.1 d".
func Duration(seconds float64) string {
	switch {
	case math.IsNaN(seconds):
		return unknown
	case math.IsInf(seconds, 1):
		return "forever"
	case seconds < 0:
		return "−" + Duration(-seconds)
	case seconds < 9.95:
		return trimmed(seconds, secondsDecimals(seconds)) + " s"
	case seconds < minute-0.5:
		return trimmed(seconds, 0) + " s"
	case seconds < hour-0.5:
		return twoUnits(math.Round(seconds), minute, " min", " s")
	case seconds < day-30:
		return twoUnits(math.Round(seconds/minute), 60, " h", " min")
	}
	return days(seconds)
}

// ShortDuration spells seconds in one unit and about two digits, for ticks:
// "53 min", "4.4 h", "3.7 d".
func ShortDuration(seconds float64) string {
	switch {
	case math.IsNaN(seconds):
		return unknown
	case math.IsInf(seconds, 1):
		return "forever"
	case seconds < 0:
		return "−" + ShortDuration(-seconds)
	case seconds < minute-0.5:
		return twoDigits(seconds) + " s"
	case seconds < hour-0.5*minute:
		return twoDigits(seconds/minute) + " min"
	case seconds < day-0.5*hour:
		return twoDigits(seconds/hour) + " h"
	}
	return days(seconds)
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
	rounded := math.Round(e.Value/step) * step
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
		return unknown
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
	return trimmed(cutPercent(v, decimals), decimals) + " %"
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

// Alike spells availabilities of one table with the same decimals: those that
// all of their intervals support, or those that the targets have.
func Alike(es []sim.Estimate, targets []model.Target) []string {
	const most = 10
	decimals := most
	for _, e := range es {
		if e.Value > 0 && e.Value < 1 {
			decimals = min(decimals, attainableDecimals(e, e.Value))
		}
	}
	for _, t := range targets {
		digits, _ := strings.CutSuffix(t.Text(), "%")
		if _, fraction, ok := strings.Cut(digits, "."); ok && decimals < most {
			decimals = max(decimals, len(fraction))
		}
	}
	out := make([]string, len(es))
	for i, e := range es {
		out[i] = Attainable(e)
		if e.Value > 0 && e.Value < 1 {
			out[i] = strconv.FormatFloat(cutPercent(e.Value, decimals), 'f', decimals, 64) + " %"
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
	if years == 1 {
		return "1 simulated year"
	}
	return Thousands(float64(years)) + " simulated years"
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

// Thousands spells a whole number with commas: "100,000".
func Thousands(n float64) string {
	digits := strconv.FormatFloat(math.Abs(n), 'f', 0, 64)
	var b strings.Builder
	if n < 0 {
		b.WriteString("−")
	}
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
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

// twoUnits spells n small units as whole large ones and the rest.
func twoUnits(n, per float64, large, small string) string {
	rest := math.Mod(n, per)
	text := trimmed(math.Floor(n/per), 0) + large
	if rest == 0 {
		return text
	}
	return text + " " + trimmed(rest, 0) + small
}

// days spells seconds in days, with a decimal below a hundred.
func days(seconds float64) string {
	d := seconds / day
	if d < 99.95 {
		return trimmed(d, 1) + " d"
	}
	return Thousands(math.Round(d)) + " d"
}

// secondsDecimals returns the decimals for a few seconds or less.
func secondsDecimals(seconds float64) int {
	if seconds >= 1 || seconds == 0 {
		return 1
	}
	return min(6, 1-int(math.Floor(math.Log10(seconds))))
}

// twoDigits spells x with two digits below ten and whole above.
func twoDigits(x float64) string {
	if x >= 9.95 {
		return trimmed(x, 0)
	}
	return trimmed(x, secondsDecimals(x))
}

// trimmed spells x with at most the given decimals and no zeros at the end.
func trimmed(x float64, decimals int) string {
	s := strconv.FormatFloat(x*(1+1e-12), 'f', decimals, 64) // 3.65 is 3.7, not 3.6
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
