package words

import (
	"math"

	"nines/sim/stat"
)

// Amount spells an amount to the first digit of half its 95 % interval, and to
// three digits at most. Without an interval it has three.
func Amount(e stat.Estimate) string { return stepped(e.Value, amountStep(e)) }

// AmountWithin is Amount with its 95 % interval, where that shows anything more:
// "338,000 (335,000 to 341,000)".
func AmountWithin(e stat.Estimate) string { return within(e, amountStep(e)) }

// amountStep returns the power of ten to which Amount spells.
func amountStep(e stat.Estimate) float64 {
	return max(known(e), math.Pow10(Magnitude(e.Value)-2))
}

// Money is Amount without hundredths: from ten on nobody reads them. One of a
// few sums that can be paid stays as it is.
func Money(e stat.Estimate) string {
	if e.Atom {
		return Sum(e.Value)
	}
	return stepped(e.Value, moneyStep(e))
}

// MoneyWithin is Money with its 95 % interval, where that shows anything more.
func MoneyWithin(e stat.Estimate) string {
	if e.Atom {
		return Sum(e.Value)
	}
	return within(e, moneyStep(e))
}

// moneyStep returns the power of ten to which Money spells.
func moneyStep(e stat.Estimate) float64 {
	if math.Abs(e.Value) < 10 {
		return amountStep(e)
	}
	return max(amountStep(e), 1)
}

// within spells an estimate and the ends of its interval to a power of ten.
func within(e stat.Estimate, step float64) string {
	text := stepped(e.Value, step)
	if !e.Bracketed() {
		return text
	}
	low, high := stepped(e.Low, step), stepped(e.High, step)
	if low == high {
		return text
	}
	return text + " (" + low + " to " + high + ")"
}

// Sum spells a sum of money in whole units from ten on, else to hundredths.
func Sum(x float64) string {
	if math.Abs(x) >= 10 {
		return Thousands(x)
	}
	return Trimmed(x, 2)
}

// known returns the power of ten to which an interval supports its value: that of
// the first digit of half its width; 0 where the interval is unknown.
func known(e stat.Estimate) float64 {
	if half := (e.High - e.Low) / 2; half > 0 && !math.IsInf(half, 0) {
		return math.Pow10(Magnitude(half))
	}
	return 0
}

// stepped spells x to a power of ten.
func stepped(x, step float64) string {
	if step >= 1 {
		return Thousands(Near(x, step))
	}
	return Trimmed(x, -Magnitude(step))
}

// Whole spells a sum of money in whole units, as sharply as e is known: x is its
// value, or an end of its interval.
func Whole(x float64, e stat.Estimate) string {
	if math.IsNaN(x) {
		return Unknown
	}
	step := 1.0
	if half := (e.High - e.Low) / 2; half > 10 {
		step = known(e)
	}
	return Thousands(Near(x, step))
}

// Interval spells the 95 % interval of a sum of money: "42,000 to 45,000".
func Interval(e stat.Estimate) string {
	if math.IsNaN(e.Low) {
		return Unknown
	}
	return Whole(e.Low, e) + " to " + Whole(e.High, e)
}

// WithDoubt spells a sum of money with half of its interval, where anything is
// in doubt: "44,000 ± 2,000".
func WithDoubt(e stat.Estimate) string {
	half := (e.High - e.Low) / 2
	if half == 0 || math.IsNaN(half) {
		return Whole(e.Value, e)
	}
	return Whole(e.Value, e) + nbsp + "±" + nbsp + Whole(math.Max(half, 1), e)
}

// InCurrency puts a currency, if there is one, before a sum: "USD 44,000".
func InCurrency(currency, sum string) string {
	if currency == "" {
		return sum
	}
	return currency + nbsp + sum
}

// BeforeCurrency puts a currency, if there is one, behind a sum: "44,000 USD".
func BeforeCurrency(sum, currency string) string {
	if currency == "" {
		return sum
	}
	return sum + nbsp + currency
}

// Points spells the change of a probability in percentage points with the
// decimals that its interval supports, at most two: "+2.6", "−0.01", "0".
func Points(e stat.Estimate) string {
	decimals := 0
	for half := 100 * (e.High - e.Low) / 2; decimals < 2 && half < 0.5; half *= 10 {
		decimals++
	}
	text := Fixed(math.Abs(100*e.Value), decimals)
	switch {
	case Round(100*e.Value, decimals) == 0:
		return text
	case e.Value < 0:
		return "−" + text
	}
	return "+" + text
}

// Fewer spells by which part something gets fewer: "12 % fewer", "gone".
func Fewer(part float64) string {
	text := Trimmed(100*math.Abs(part), 1)
	switch {
	case part == 1:
		return "gone"
	case math.IsInf(part, -1):
		return "new"
	case text == "0":
		text = "less than 0.1"
	case math.Abs(part) >= 0.1:
		text = Thousands(100 * math.Abs(part))
	}
	if part < 0 {
		return text + percentSign + " more"
	}
	return text + percentSign + " fewer"
}

// Shorter spells by which part something gets shorter, without digits that its
// interval leaves open: "68.4 % shorter".
func Shorter(e stat.Estimate) string {
	if e.Value == 0 {
		return "as long as before"
	}
	percent := 100 * math.Abs(e.Value)
	step := max(0.1, math.Pow(10, math.Floor(math.Log10(100*(e.High-e.Low)))))
	step = min(step, math.Pow(10, math.Floor(math.Log10(percent))))
	decimals := max(0, -int(math.Round(math.Log10(step))))
	text := Trimmed(Near(percent, step), decimals) + percentSign
	if e.Value < 0 {
		return text + " longer"
	}
	return text + " shorter"
}

// Sharp spells a number that goes with the inverse square of what e estimates,
// such as the incidents that show a difference, as sharply as e is known.
func Sharp(n float64, e stat.Estimate) string {
	wrong := 2 * e.Relative() * n
	if !(wrong > n/100) || n < 10 || n > 1e9 {
		return Roughly(n)
	}
	step := math.Pow(10, math.Floor(math.Log10(wrong)))
	if step < 1 {
		return Roughly(n)
	}
	return Thousands(Near(n, step))
}

// PartOf spells a part of a budget: "34 %", "2.1 times".
func PartOf(part float64) string {
	switch {
	case math.IsInf(part, 0) || math.IsNaN(part):
		return "more than all"
	case part >= 9.95:
		return Thousands(part) + " times"
	case part >= 1.995:
		return Trimmed(part, 1) + " times"
	case part < 0.005:
		return "under " + Percent(0.01, 0)
	}
	return Percent(part, 0)
}
