package model

import (
	"strconv"
	"strings"

	"nines/model/internal/decimal"
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
	if want == RateForm { // perhaps one except for the spelling of its number
		want = meant(s, want, func(s string) bool { _, want := rateOf(s); return want == "" })
	}
	return rate, unless(want, s)
}

// rateOf is ParseRate; want says what would be right, "" for no error.
func rateOf(s string) (rate float64, want string) {
	count, per, ok := strings.Cut(s, "/")
	if !ok || !decimal.Is(count) {
		return 0, RateForm
	}
	length, ok := calendarUnits[per]
	if i := unitIndex(per); i >= 0 { // "3/d"
		length, ok = units[i].seconds, true
	}
	if !ok {
		length, want = durationOf(per)
		if want != "" || length == 0 {
			return 0, RateForm
		}
	}
	n, err := strconv.ParseFloat(count, 64)
	if rate = n * (Year / length); err == nil && rate <= MaxIncidents {
		return rate, ""
	}
	return 0, MaxIncidentsForm
}
