package model

import (
	"strconv"
	"strings"
)

const wantRate = `a rate such as "4/year", "0.5/month" or "1/90d"`

// How often something may happen, in a year. What fails more than once an hour
// is no incident but an error rate, and would take minutes to simulate; work that
// is done more often would take all memory.
const (
	mostIncidents = 10_000
	mostEvents    = 1_000_000
)

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
	if rate = n * (Year / length); err == nil && rate <= mostIncidents {
		return rate, ""
	}
	return 0, wantFewer
}

// What is right in place of too many.
const (
	wantFewer       = "at most 10,000 incidents a year, which is more than one an hour"
	wantFewerEvents = "at most 1,000,000 events a year"
)
