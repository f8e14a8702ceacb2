package words

import (
	"fmt"
	"math"

	"nines/sim"
)

// Simulated spells a number of years: "2,000 simulated years".
func Simulated(years int) string {
	return Count(years, "simulated year", "simulated years")
}

// Counted spells of how many years an interrupted run gives account: "with 16,384 of
// 5,000,000 years counted". It may have simulated more of them.
func Counted(r *sim.Result) string {
	return fmt.Sprintf("with %s of %s years counted", Thousands(float64(r.Years)), Thousands(float64(r.Asked)))
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

// MostYears spells a confidence as it stands within a sentence: "nine years in
// ten".
func MostYears(confidence float64) string {
	names := [...]string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	for _, n := range []int{2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000, 10000} {
		k := int(math.Round(confidence * float64(n)))
		if math.Abs(confidence*float64(n)-float64(k)) > 1e-9 || k <= 0 || k >= n {
			continue
		}
		switch {
		case k == 1 && n > 10:
			return "one year in " + Thousands(float64(n))
		case k == 1:
			return "one year in " + names[n]
		case n > 10:
			return Thousands(float64(k)) + " years in " + Thousands(float64(n))
		}
		return names[k] + " years in " + names[n]
	}
	if confidence >= 1 {
		return "all years"
	}
	return Trimmed(100*confidence, 4) + percentSign + " of years"
}

// OneYear reports whether MostYears spells a confidence as a single year.
func OneYear(confidence float64) bool {
	for _, n := range []float64{2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000, 10000} {
		if math.Abs(confidence*n-1) <= 1e-9 {
			return true
		}
	}
	return false
}

// Percentile spells the part of the years at which the attainable SLO is read:
// "10th percentile" for a confidence of 90 %.
func Percentile(confidence float64) string {
	rank := Round(100*(1-confidence), 3)
	text := Trimmed(rank, 3)
	if rank != math.Trunc(rank) {
		return text + percentSign + " quantile"
	}
	n := int(rank)
	if tens := n / 10 % 10; tens != 1 {
		switch n % 10 {
		case 1:
			return text + "st percentile"
		case 2:
			return text + "nd percentile"
		case 3:
			return text + "rd percentile"
		}
	}
	return text + "th percentile"
}

// SomeYears spells a number of years to two digits, or three from 100 on.
func SomeYears(years float64) string {
	if math.Abs(years-1) < 0.05 {
		return "1 year"
	}
	return Roughly(years) + " years"
}

// SomeTime spells a number of years, months where it is less than one.
func SomeTime(years float64) string {
	switch months := 12 * years; {
	case months > 11.5:
		return SomeYears(years)
	case months < 0.95:
		return "less than a month"
	case months < 1.05:
		return "1 month"
	default:
		return Roughly(months) + " months"
	}
}

// Payback spells after how long an investment has paid for itself.
func Payback(years float64) string {
	switch {
	case math.IsInf(years, 1) || math.IsNaN(years):
		return "never"
	case years == 0:
		return "at once"
	case years <= 1.0/365:
		return "a day"
	case years < 2.0/12:
		return Roughly(math.Ceil(365*years)) + " days"
	case years < 1:
		return Trimmed(12*years, 1) + " months"
	}
	return SomeYears(years)
}

// Roughly spells a number to two digits, or three from 100 on.
func Roughly(x float64) string {
	switch {
	case x < 10:
		return Trimmed(x, 1)
	case x < 1000:
		return Trimmed(x, 0)
	case x > 1e9:
		return "over a billion"
	}
	return Thousands(Significant(x, 3))
}

// PaysBack says when an investment has paid for itself: "in 1.1 years", "at
// once".
func PaysBack(years float64) string {
	if years == 0 {
		return Payback(years)
	}
	return "in " + Payback(years)
}
