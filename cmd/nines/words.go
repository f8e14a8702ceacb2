package main

import (
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"nines/model"
	"nines/plots"
	"nines/plots/words"
	"nines/sim"
)

// percent spells a target: "99.99 %".
func percent(t model.Target) string { return plots.Percent(t.Text()) }

// percentOf spells a ratio that a person wrote: 0.9 is "90 %".
func percentOf(ratio float64) string { return plots.Percent(model.FormatRatio(ratio)) }

// share spells a part of a whole in whole percents, none of them a lie: a
// small part is "< 1 %", not 0.
func share(part float64) string { return words.Share(part) }

// between spells the 95 % interval of a probability with the decimals that
// plots.Chance gives the value, "71.8 to 72.4"; "" where the value is told as
// a bound already or the interval shows nothing more.
func between(e sim.Estimate) string {
	text, ok := strings.CutSuffix(plots.Chance(e), " %")
	if _, err := strconv.ParseFloat(text, 64); !ok || err != nil {
		return ""
	}
	decimals := 0
	if dot := strings.IndexByte(text, '.'); dot >= 0 {
		decimals = len(text) - dot - 1
	}
	low := words.Fixed(100*e.Low, decimals)
	high := words.Fixed(100*e.High, decimals)
	if low == high {
		return ""
	}
	return low + " to " + high
}

// keptPart spells a probability over years or windows with its interval:
// "72.1 % of years (71.8 to 72.4)", "all but 1 in 41,000 years".
func keptPart(e sim.Estimate, of string) string {
	if miss := 1 - e.Value; miss < 1e-4 && miss > 1e-9 && e.High-e.Low < miss/2 {
		return strings.TrimSuffix(plots.Kept(e), "years") + of
	}
	text := plots.Chance(e) + " of " + of
	if b := between(e); b != "" {
		text += " (" + b + ")"
	}
	return text
}

// kept spells a probability as people count, "72 of 100 months".
func kept(e sim.Estimate, one, many string) string { return plots.KeptOf(e, one, many) }

// certain is a probability that nobody doubts, for the wording of estimates.
func certain(p float64) sim.Estimate { return sim.Estimate{Value: p, Low: p, High: p} }

// A period is a window in words.
type period struct {
	one, many string // "month", "months"
	each      string // "a month", "every 30 d": after an amount
}

// periodOf names a window.
func periodOf(w model.Window) period {
	if w.Kind == model.EveryWindow {
		length := plots.Duration(w.Length)
		return period{"block of " + length, "blocks of " + length, "every " + length}
	}
	return period{w.String(), w.String() + "s", "a " + w.String()}
}

// perYear spells how often something happens in a mean year: "1.2", "0.02".
func perYear(x float64) string { return words.PerYear(x) }

// room spells how many incidents fit into a budget: "3 a year", "none".
func room(f sim.Fit, each string) string {
	if f.Most == 0 {
		return "none"
	}
	return countSpan(f.Least, f.Most) + " " + each
}

// countSpan spells a count of which both ends are known: "3", "17 or 18".
func countSpan(least, most int) string {
	says := words.Thousands(float64(least))
	switch {
	case most == least+1:
		says += " or " + words.Thousands(float64(most))
	case most > least:
		says += " to " + words.Thousands(float64(most))
	}
	return says
}

// about spells a mean amount as sharply as it is known: "1,070".
func about(e sim.Estimate) string { return plots.Amount(e) }

// trimmed spells x with at most the given decimals and no zeros at the end.
func trimmed(x float64, decimals int) string { return words.Trimmed(x, decimals) }

// scaled returns k times an estimate.
func scaled(e sim.Estimate, k float64) sim.Estimate {
	return sim.Estimate{Value: k * e.Value, SE: k * e.SE, Low: k * e.Low, High: k * e.High}
}

// mirrored returns an estimate of the opposite of what one estimates.
func mirrored(e sim.Estimate) sim.Estimate {
	return sim.Estimate{Value: -e.Value, SE: e.SE, Low: -e.High, High: -e.Low}
}

// wrap breaks a paragraph into lines of at most width columns; all but the
// first are indented. A number stays with its unit.
func wrap(text string, width int) string {
	const indent = "  "
	var b strings.Builder
	used := 0
	for i, word := range unbroken(text) {
		n := uniseg.StringWidth(word)
		switch {
		case i == 0:
		case used+1+n > width:
			b.WriteString("\n" + indent)
			used = len(indent)
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}

// unbroken splits a paragraph into what must not be broken: words, and
// numbers with the units behind them ("8 min", "99.99 %").
func unbroken(text string) []string {
	var out []string
	for _, word := range strings.Split(text, " ") {
		if n := len(out) - 1; n >= 0 && isUnit(word) && endsInDigit(out[n]) {
			out[n] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

func isUnit(word string) bool {
	switch strings.TrimRight(word, ".,;:)") {
	case "%", "ms", "s", "min", "h", "d":
		return true
	}
	return false
}

func endsInDigit(word string) bool {
	return word != "" && '0' <= word[len(word)-1] && word[len(word)-1] <= '9'
}
