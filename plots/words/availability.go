package words

import (
	"math"
	"strings"

	"nines/model"
	"nines/sim/stat"
)

// Target spells a target as it was written: "99.99 %".
func Target(t model.Target) string { return spacedOut(t.Text()) }

// Ratio spells a ratio with all the digits that it was written with: 0.9 is
// "90 %".
func Ratio(ratio float64) string { return spacedOut(model.FormatRatio(ratio)) }

// spacedOut puts a space before the sign of a percentage that a file holds.
func spacedOut(written string) string {
	number, found := strings.CutSuffix(strings.TrimSpace(written), "%")
	if !found {
		return written
	}
	return strings.TrimSpace(number) + percentSign
}

// Attainable spells an availability with the digits that its interval
// supports, cut downwards: it never promises more than was found.
func Attainable(e stat.Estimate) string {
	v := e.Value
	switch {
	case math.IsNaN(v):
		return Unknown
	case v <= 0:
		return Percent(0, 0)
	case v >= 1 && e.Low >= 1:
		return Percent(1, 0)
	case v >= 1:
		// The sample holds no bad year, but a larger one might.
		v = e.Low
		if !(v > 0) {
			return Percent(1, 0)
		}
	}
	decimals := attainableDecimals(e, v)
	return Trimmed(cutPercent(v, decimals), decimals) + percentSign
}

// attainableDecimals returns the decimals of a percentage v < 1 that its
// interval supports.
func attainableDecimals(e stat.Estimate, v float64) int {
	// More than three digits of what is missing help no reader.
	decimals := int(math.Floor(-math.Log10(1-v)+1e-9)) + 1
	half := (min(e.High, 1) - e.Low) / 2
	switch {
	case math.IsNaN(half) || math.IsInf(half, 0):
		decimals -= 2
	case half > 0:
		decimals = min(decimals, int(math.Floor(-math.Log10(100*half)+1e-9)))
	}
	return max(decimals, 0)
}

// cutPercent returns a ratio below 1 as a percentage cut downwards.
func cutPercent(v float64, decimals int) float64 {
	scale := math.Pow10(decimals + 2)
	return math.Floor(scale-(1-v)*scale+1e-6) / math.Pow10(decimals)
}

// Alike spells the availabilities of a map with the same decimals, those that all
// of their intervals support, so that its rows compare at a glance.
func Alike(es []stat.Estimate) []string {
	decimals := 10
	for _, e := range es {
		if e.Value > 0 && e.Value < 1 {
			decimals = min(decimals, attainableDecimals(e, e.Value))
		}
	}
	out := make([]string, len(es))
	for i, e := range es {
		out[i] = Attainable(e)
		if e.Value > 0 && e.Value < 1 {
			out[i] = Fixed(cutPercent(e.Value, decimals), decimals) + percentSign
		}
	}
	return out
}

// Aim spells an internal SLO with two digits of what is missing, rounded
// upwards: it never promises more distance than there is.
func Aim(e stat.Estimate) string {
	missing := 100 * (1 - e.Value)
	if math.IsNaN(missing) || missing <= 0 {
		return Unknown
	}
	decimals := max(0, 1-int(math.Floor(math.Log10(missing)+1e-9)))
	unit := math.Pow10(decimals)
	return Trimmed(math.Min(100, math.Ceil(100*e.Value*unit-1e-6)/unit), decimals) + percentSign
}

// Missing spells an availability by what is missing, to three digits of that
// and cut downwards: it allows no less than was asked.
func Missing(miss float64) string {
	if miss <= 0 {
		return Percent(1, 0)
	}
	decimals := max(0, 2-int(math.Floor(math.Log10(100*miss))))
	scale := math.Pow10(decimals)
	up := math.Ceil(100*miss*scale*(1-1e-12)) / scale
	return Trimmed(100-up, decimals) + percentSign
}

// Promisable spells an availability of the kind that people promise, m·10⁻ᵏ⁻¹
// short of the whole: "99.95 %".
func Promisable(miss float64, k int) string { return Trimmed(100-100*miss, k) + percentSign }
