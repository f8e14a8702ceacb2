package model

import (
	"math"
	"math/big"
)

// An Objective is the service level objective (SLO): which targets are
// considered, which one is promised, over which window, and how sure the
// promise has to be.
type Objective struct {
	Targets    []Target // from the loosest to the strictest, the promise among them
	Promise    Target
	Window     Window
	Confidence float64 // a promise is safe when it is kept in this part of the windows
	Exclusions []Exclusion

	// Lead is the agreement that the question is about, with which an answer
	// begins; nil where that is the promise.
	Lead *Agreement
}

// A Target is an availability such as 99.95 %, kept as the decimal that was
// written so that budgets are exact: 99.999 % of a year allows 315.36 s, not
// 315.3600000001.
type Target struct {
	text  string   // "99.95%"
	ratio *big.Rat // 9995/10000
}

// ParseTarget reads "99.95%" or "0.9995". A target lies in (0, 1]; 99.95
// without the percent sign is an error that says how to write it.
func ParseTarget(s string) (Target, error) {
	t, want := targetOf(s)
	return t, unless(want, s)
}

// Text returns the target in percent, as written: "99.95%".
func (t Target) Text() string { return t.text }

// Ratio returns the target as a number: 0.9995.
func (t Target) Ratio() float64 { f, _ := t.ratio.Float64(); return f }

// Miss returns 1 - Ratio without the rounding of the subtraction: 0.0005.
func (t Target) Miss() float64 {
	f, _ := t.ExactMiss().Float64()
	return f
}

// Nines returns how many nines the target has, -log₁₀ of Miss: 3 for 99.9 %, +Inf
// for 100 %.
func (t Target) Nines() float64 { return -math.Log10(t.Miss()) }

// Budget returns the downtime in seconds that the target allows in a window
// of the given length in seconds, correctly rounded from the decimal text.
func (t Target) Budget(length float64) float64 {
	miss := t.ExactMiss()
	l := new(big.Rat)
	l.SetFloat64(length)
	f, _ := miss.Mul(miss, l).Float64()
	return f
}

// Compare returns -1, 0 or +1 as the target is looser than another, the same or stricter.
func (t Target) Compare(u Target) int { return t.ratio.Cmp(u.ratio) }

// Equal reports whether two targets are the same number.
func (t Target) Equal(u Target) bool { return t.Compare(u) == 0 }

// ExactMiss returns 1 - Ratio as the decimal that was written.
func (t Target) ExactMiss() *big.Rat { return new(big.Rat).Sub(big.NewRat(1, 1), t.ratio) }

// YearlyBudget returns the downtime in seconds that the promise allows in a year
// of its windows.
func (o *Objective) YearlyBudget() float64 {
	return o.Promise.Budget(o.Window.Length) * Year / o.Window.Length
}
