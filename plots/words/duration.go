package words

import "math"

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
		return Trimmed(seconds, fewDecimals(seconds)) + " s"
	case seconds < minute-0.5:
		return Trimmed(seconds, 0) + " s"
	case seconds < hour-0.5:
		return twoUnits(Round(seconds, 0), minute, " min", " s")
	case seconds < day-30:
		return twoUnits(Round(seconds/minute, 0), 60, " h", " min")
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
		return twoDigits(seconds) + " s"
	case seconds < hour-0.5*minute:
		return twoDigits(seconds/minute) + " min"
	case seconds < day-0.5*hour:
		return twoDigits(seconds/hour) + " h"
	}
	return days(seconds)
}

// Setting spells seconds that somebody sets, in at most two units, cut
// downwards where a third would be left over: "2 d 3 h".
func Setting(seconds float64) string {
	if seconds < hour || seconds >= 100*day {
		return Duration(seconds)
	}
	large, small, names := hour, minute, [2]string{" h", " min"}
	if seconds >= day {
		large, small, names = day, hour, [2]string{" d", " h"}
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
		return Trimmed(d, 1) + " d"
	}
	return Thousands(d) + " d"
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
