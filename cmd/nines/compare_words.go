package main

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// points spells the change of a probability in points: "+2.6", "+0.01, noise".
func points(o *sim.Option) string {
	if o.Identical {
		return "none"
	}
	e := o.MetChange
	decimals := 0
	for half := 100 * (e.High - e.Low) / 2; decimals < 2 && half < 0.5; half *= 10 {
		decimals++
	}
	text := words.Fixed(math.Abs(100*e.Value), decimals)
	sign := "+"
	if e.Value < 0 {
		sign = "−"
	}
	if zero, _ := strconv.ParseFloat(text, 64); zero == 0 {
		sign = ""
	}
	if o.Noise {
		return sign + text + ", noise"
	}
	return sign + text
}

// money spells an amount with its currency.
func (c *comparison) money(x float64, e sim.Estimate) string {
	return strings.TrimSpace(c.Scenario.Service.Currency + " " + amount(x, e))
}

// interval spells an interval of an amount.
func interval(e sim.Estimate) string {
	if math.IsNaN(e.Low) {
		return "unknown"
	}
	return amount(e.Low, e) + " to " + amount(e.High, e)
}

// plusMinus spells half of an interval: " ± 30"; "" where nothing is in doubt.
func plusMinus(e sim.Estimate) string {
	half := (e.High - e.Low) / 2
	if half == 0 || math.IsNaN(half) {
		return ""
	}
	return " ± " + amount(math.Max(half, 1), e)
}

// amount spells an amount as sharply as its interval allows.
func amount(x float64, e sim.Estimate) string {
	if math.IsNaN(x) {
		return "unknown"
	}
	step := 1.0
	if half := (e.High - e.Low) / 2; half > 10 {
		step = math.Pow10(words.Magnitude(half))
	}
	return words.Thousands(words.Near(x, step))
}

// payback spells after how long an investment has paid for itself.
func payback(years float64) string {
	switch {
	case math.IsInf(years, 1) || math.IsNaN(years):
		return "never"
	case years == 0:
		return "at once"
	case years <= 1.0/365:
		return "a day"
	case years < 2.0/12:
		return roughly(math.Ceil(365*years)) + " days"
	case years < 1:
		return trimmed(12*years, 1) + " months"
	}
	return someYears(years)
}

// someYears spells a number of years to two digits.
func someYears(years float64) string {
	if math.Abs(years-1) < 0.05 {
		return "1 year"
	}
	return roughly(years) + " years"
}

// roughly spells a number to two digits, or three from 100 on.
func roughly(x float64) string {
	switch {
	case x < 10:
		return trimmed(x, 1)
	case x < 1000:
		return trimmed(x, 0)
	case x > 1e9:
		return "over a billion"
	}
	return words.Thousands(words.Significant(x, 3))
}

// list spells a list: "a, b and c".
func list(names []string) string { return joined(names, "and") }

// joined spells a list with a word before its last: "a, b or c".
func joined(names []string, last string) string { return words.List(names, last) }

// fileName is what a scenario's file is called.
func fileName(sc *model.Scenario) string { return cmp.Or(sc.File, stdinName) }
