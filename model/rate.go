package model

import (
	"strconv"
	"strings"
)

const wantRate = `a rate such as "4/year", "0.5/month" or "1/90d"`

// mostEvents bounds how often something may happen, in events a year: what
// happens more often is no incident, and would take all memory.
const mostEvents = 1e6

// calendarUnits are the words that may stand below the bar of a rate, in
// seconds.
var calendarUnits = map[string]float64{
	"year": Year, "month": Year / 12, "week": 7 * Day, "day": Day, "hour": 3600,
}

// ParseRate reads "4/year", "0.5/month", "2/week", "3/day" or "1/90d" and
// returns events a year.
func ParseRate(s string) (float64, error) {
	rate, want := rateOf(s)
	return rate, unless(rateHint(s, want), s)
}

// rateHint is durationHint for rates.
func rateHint(s, want string) string {
	if want != wantRate {
		return want
	}
	return meant(s, want, func(s string) bool { _, want := rateOf(s); return want == "" })
}

// rateOf is ParseRate; want says what would be right, "" for no error.
func rateOf(s string) (rate float64, want string) {
	count, per, ok := strings.Cut(s, "/")
	if !ok || count == "" || decimalPrefix(count) != count {
		return 0, wantRate
	}
	length, ok := calendarUnits[per]
	if i := unitIndex(per); i >= 0 { // "3/d"
		length, ok = units[i].seconds, true
	}
	if !ok {
		length, want = durationOf(per)
		if want != "" || length == 0 {
			return 0, wantRate
		}
	}
	n, err := strconv.ParseFloat(count, 64)
	if rate = n * (Year / length); err == nil && rate <= mostEvents {
		return rate, ""
	}
	return 0, wantFewer
}

// wantFewer is what is right in place of too many events.
const wantFewer = "at most 1000000 events a year"
