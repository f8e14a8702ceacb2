package words

import (
	"math"

	"nines/sim/stat"
)

// Units of time in seconds.
const (
	minute = 60.0
	hour   = 60 * minute
	day    = 24 * hour
)

// Duration spells seconds as people say them, in at most two units: "53 s",
// "8 min 40 s", "8 h 46 min", "2.1 d".
func Duration(seconds float64) string {
	switch {
	case math.IsNaN(seconds):
		return Unknown
	case math.IsInf(seconds, 1):
		return "forever"
	case seconds < 0:
		return "−" + Duration(-seconds)
	case seconds < 9.95:
		return Trimmed(seconds, fewDecimals(seconds)) + nbsp + "s"
	case seconds < minute-0.5:
		return Trimmed(seconds, 0) + nbsp + "s"
	case seconds < hour-0.5:
		return twoUnits(Round(seconds, 0), minute, nbsp+"min", nbsp+"s")
	case seconds < day-30:
		return twoUnits(Round(seconds/minute, 0), 60, nbsp+"h", nbsp+"min")
	}
	return days(seconds)
}

// ShortDuration spells seconds in one unit and about two digits: "53 min",
// "4.4 h", "3.7 d".
func ShortDuration(seconds float64) string {
	switch {
	case math.IsNaN(seconds):
		return Unknown
	case math.IsInf(seconds, 1):
		return "forever"
	case seconds < 0:
		return "−" + ShortDuration(-seconds)
	case seconds < minute-0.5:
		return twoDigits(seconds) + nbsp + "s"
	case seconds < hour-0.5*minute:
		return twoDigits(seconds/minute) + nbsp + "min"
	case seconds < day-0.5*hour:
		return twoDigits(seconds/hour) + nbsp + "h"
	}
	return days(seconds)
}

// Setting spells seconds that somebody sets, in at most two units, cut
// downwards where a third would be left over: "2 d 3 h".
func Setting(seconds float64) string {
	if seconds < hour || seconds >= 100*day {
		return Duration(seconds)
	}
	large, small, names := hour, minute, [2]string{nbsp + "h", nbsp + "min"}
	if seconds >= day {
		large, small, names = day, hour, [2]string{nbsp + "d", nbsp + "h"}
	}
	return twoUnits(math.Floor(seconds/small+1e-9), large/small, names[0], names[1])
}

// twoUnits spells n small units as whole large ones and the rest.
func twoUnits(n, per float64, large, small string) string {
	rest := math.Mod(n, per)
	text := Fixed(math.Floor(n/per), 0) + large
	if rest == 0 {
		return text
	}
	return text + " " + Fixed(rest, 0) + small
}

// days spells seconds in days, with a decimal below a hundred.
func days(seconds float64) string {
	d := seconds / day
	if d < 99.95 {
		return Trimmed(d, 1) + nbsp + "d"
	}
	return Thousands(d) + nbsp + "d"
}

// fewDecimals returns the decimals for a few seconds or less.
func fewDecimals(seconds float64) int {
	if seconds >= 1 || seconds == 0 {
		return 1
	}
	return min(6, 1-Magnitude(seconds))
}

// twoDigits spells x with two digits below ten and whole above.
func twoDigits(x float64) string {
	if x >= 9.95 {
		return Trimmed(x, 0)
	}
	return Trimmed(x, fewDecimals(x))
}

// AboutDuration spells an estimated duration, rounded to a step that people
// use (1, 2, 5, 10 or 30 s, and so on) and that is no finer than half of its
// interval.
func AboutDuration(e stat.Estimate) string {
	step := aboutStep(e)
	rounded := Near(e.Value, step)
	if rounded == 0 && e.Value > 0 {
		return "under " + Duration(step)
	}
	return Duration(rounded)
}

// LessDowntime spells what a mean year has less or more of: "−1 h 5 min",
// "under 1 s".
func LessDowntime(saved stat.Estimate) string {
	switch {
	case math.IsNaN(saved.Value):
		return Unknown
	case math.Abs(saved.Value) < 1e-6:
		return "none"
	}
	sign, e := "−", saved
	if saved.Value < 0 {
		sign, e = "+", saved.Negated()
	}
	if Near(e.Value, aboutStep(e)) == 0 {
		sign = "" // "under 1 s"
	}
	return sign + AboutDuration(e)
}

// aboutStep returns the step to which an estimated duration is rounded.
func aboutStep(e stat.Estimate) float64 {
	half := (e.High - e.Low) / 2
	if math.IsNaN(half) || math.IsInf(half, 0) {
		half = math.Abs(e.Value) / 10 // one digit, where nothing is known of the rest
	}
	step := TimeStep(max(half, math.Abs(e.Value)/1000))
	if step > 365*day { // the interval says nothing
		step = TimeStep(math.Abs(e.Value) / 10)
	}
	return step
}

// TimeStep returns the smallest step of a clock that is at least x seconds.
func TimeStep(x float64) float64 {
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
