package model

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"nines/model/internal/decimal"
	"nines/model/visible"
)

// A unit is a unit of time as a scenario file spells it.
type unit struct {
	name    string
	seconds float64
}

// units, longest first. A year has 365 days and a month is its twelfth part.
var units = []unit{
	{"y", Year}, {"mo", Year / 12}, {"w", 7 * Day}, {"d", Day},
	{"h", 3600}, {"m", 60}, {"s", 1}, {"ms", 1e-3},
}

// ParseDuration reads "90s", "1m30s", "1.5h", "250ms", "2w", "1mo" or "1y"
// and returns seconds. Units stand from long to short, each once. A number
// without a unit, or with an unknown one, is an error that lists the units.
func ParseDuration(s string) (float64, error) {
	seconds, want := durationOf(s)
	switch want {
	case "":
		return seconds, nil
	case wantOrder, MaxDurationForm:
		return seconds, &ValueError{Got: strconv.Quote(visible.Short(s)), Want: want}
	case DurationForm: // perhaps one except for the spelling of its number
		want = meant(s, want, func(s string) bool { _, want := durationOf(s); return want == "" })
	}
	return seconds, unless(want, s)
}

// wantOrder is what is right in place of units in another order.
const wantOrder = "each unit once, from the longest to the shortest"

// unknownUnit finds what a writer takes for a unit behind a number: "min",
// " minutes", "H".
var unknownUnit = regexp.MustCompile(`^ *\pL`)

// durationOf is ParseDuration; want says what would be right, "" for no error.
func durationOf(s string) (seconds float64, want string) {
	if s == "" {
		return 0, DurationForm
	}
	for rest, last := s, -1; rest != ""; {
		digits := decimal.Prefix(rest)
		letters := rest[len(digits):]
		letters = letters[:len(letters)-len(strings.TrimLeft(letters, "abcdefghijklmnopqrstuvwxyz"))]
		at, written := unitIndex(letters), len(digits)+len(letters)
		switch {
		case digits != "" && at < 0 && (written == len(rest) || unknownUnit.MatchString(rest[len(digits):])):
			return 0, UnitForm
		case digits == "" || at < 0:
			return 0, DurationForm
		case at <= last:
			return 0, wantOrder
		}
		if letters == "ms" {
			digits += "e-3" // correctly rounded, where a product would round twice
		}
		number, err := strconv.ParseFloat(digits, 64)
		seconds += number * max(1, units[at].seconds)
		if err != nil || seconds > MaxDuration {
			return 0, MaxDurationForm
		}
		last, rest = at, rest[written:]
	}
	return seconds, ""
}

// unitIndex returns the index into units of a unit's name, -1 for none.
func unitIndex(name string) int {
	for i, u := range units {
		if u.name == name {
			return i
		}
	}
	return -1
}

// FormatDuration spells seconds as a scenario file does: "30d", "1m30s",
// "250ms", "1y". ParseDuration reads it back to the same number.
func FormatDuration(seconds float64) string {
	switch {
	case math.IsNaN(seconds):
		return "nan"
	case math.IsInf(seconds, 0):
		return strconv.FormatFloat(seconds, 'f', -1, 64)
	case seconds < 0:
		return "-" + FormatDuration(-seconds)
	case seconds == 0:
		return "0s"
	}
	if s := prettyDuration(seconds); s != "" {
		if back, err := ParseDuration(s); err == nil && back == seconds {
			return s
		}
	}
	return strconv.FormatFloat(seconds, 'f', -1, 64) + "s"
}

// prettyDuration splits seconds into units for FormatDuration, or returns ""
// for what is too long to split exactly.
func prettyDuration(seconds float64) string {
	switch {
	case seconds > 1e12:
		return ""
	case math.Mod(seconds, Year) == 0:
		return fmt.Sprintf("%.0fy", seconds/Year)
	case seconds < 1:
		digits := strconv.FormatFloat(seconds, 'e', -1, 64)
		mantissa, exponent, _ := strings.Cut(digits, "e")
		power, _ := strconv.Atoi(exponent)
		milli, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(power+3), 64)
		if err != nil {
			return ""
		}
		return strconv.FormatFloat(milli, 'f', -1, 64) + "ms"
	}
	whole := math.Floor(seconds)
	var b strings.Builder
	for _, u := range units[3:6] { // days, hours, minutes
		if n := math.Floor(whole / u.seconds); n > 0 {
			fmt.Fprintf(&b, "%.0f%s", n, u.name)
			whole -= n * u.seconds
		}
	}
	// The fraction is taken from the decimal text: 90.1 is "1m30.1s", not
	// the binary difference "1m30.099999999999994s".
	_, fraction, _ := strings.Cut(strconv.FormatFloat(seconds, 'f', -1, 64), ".")
	switch {
	case fraction != "":
		fmt.Fprintf(&b, "%.0f.%ss", whole, fraction)
	case whole > 0:
		fmt.Fprintf(&b, "%.0fs", whole)
	}
	return b.String()
}
