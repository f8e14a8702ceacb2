package words

import (
	"math"

	"nines/model"
	"nines/sim/stat"
)

// PerYear spells how often something happens in a mean year: "1.2", "0.02".
func PerYear(x float64) string {
	switch {
	case math.IsNaN(x):
		return Unknown
	case x >= 9.95:
		return Thousands(x)
	case x >= 0.095:
		return Trimmed(x, 1)
	case x > 0:
		return Trimmed(x, min(6, 1-Magnitude(x)))
	}
	return "0"
}

// Often spells how often something happens a week in the unit in which that is
// at least about one: "2.3 pages a week", "4 pages a year".
func Often(perWeek float64, noun string) string {
	n, unit := perWeek, "week"
	if n < 0.95 {
		n, unit = n*model.Year/(7*model.Day), "year"
	}
	return named(PerYear(n), noun) + " a " + unit
}

// Hours spells a mean number of hours of people or changes: "1 hour", "2.3
// hours".
func Hours(e stat.Estimate) string { return named(Amount(e), "hour") }

// Work spells hours of work, shorter ones by the minute.
func Work(e stat.Estimate) string {
	if e.Value < 1 {
		return ShortDuration(e.Value * hour)
	}
	return Hours(e)
}

// named puts a noun behind a number that is spelt.
func named(number, noun string) string {
	if number == "1" {
		return number + " " + noun
	}
	return number + " " + noun + "s"
}

// Times spells how often something happens: "once", "2.5 times".
func Times(n float64) string {
	if text := PerYear(n); text != "1" {
		return text + " times"
	}
	return "once"
}

// Multiple spells a factor to two digits: "2.2".
func Multiple(x float64) string { return Digits(x, 2) }

// CountSpan spells a count of which both ends are known: "3", "17 or 18".
func CountSpan(least, most int) string {
	says := Thousands(float64(least))
	switch {
	case most == least+1:
		says += " or " + Thousands(float64(most))
	case most > least:
		says += " to " + Thousands(float64(most))
	}
	return says
}

// Mean spells how many of something there are in a mean year: "1 event", "730
// events", "12.5 events".
func Mean(n float64, one, many string) string {
	switch whole := Round(n, 0); {
	case whole == 1 && math.Abs(n-whole) < 1e-9:
		return "1 " + one
	case math.Abs(n-whole) < 1e-9*n || n >= 9999.5:
		return Thousands(whole) + " " + many
	}
	return model.FormatCount(n) + " " + many
}
