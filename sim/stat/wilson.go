package stat

import "math"

// Wilson returns k of n as a probability with Wilson's score interval, which
// stays inside [0, 1] and is never empty at 0 or n (Wilson 1927; Brown, Cai
// and DasGupta 2001). Both may be effective numbers, not whole.
func Wilson(k, n float64) Estimate {
	if n <= 0 {
		return Estimate{Value: math.NaN(), SE: math.NaN(), Low: 0, High: 1}
	}
	p := k / n
	z2 := Z95 * Z95
	centre := (p + z2/(2*n)) / (1 + z2/n)
	half := Z95 / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	e := Estimate{Value: p, SE: math.Sqrt(p * (1 - p) / n), Low: max(0, centre-half), High: min(1, centre+half)}
	// At the ends the score interval touches them exactly, except for rounding.
	if k == 0 {
		e.Low = 0
	}
	if k == n {
		e.High = 1
	}
	return e
}

// Clustered returns the part of successes among years clusters of size
// trials, from the sum of the clusters' counts and of their squares, as
// Wilson's interval at the effective number of trials (Kish's design effect).
func Clustered(sum, squares, years, size float64) Estimate {
	n := years * size
	p := sum / n
	binomial := p * (1 - p) / n
	if size == 1 || binomial == 0 {
		return Wilson(p*years, years) // never more than one trial a year where nothing varies
	}
	between := math.Max(0, squares/years-(sum/years)*(sum/years)) / (years * size * size)
	deff := math.Max(between/binomial, 1/size)
	return Wilson(p*n/deff, n/deff)
}

// YearsToSettle returns about how many years bring the confidence outside
// Wilson's 95 % interval of a probability in nine runs of ten, if the
// probability is the p that was found; to two digits, 0 when none would do.
func YearsToSettle(p, confidence float64) int {
	const power = 1.2815515655446004 // the normal quantile at 90 %
	reach := (Z95*math.Sqrt(confidence*(1-confidence)) + power*math.Sqrt(p*(1-p))) / (p - confidence)
	n := reach * reach
	if p == confidence || !(n < 1e15) {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Max(n, 10)))-1)
	return int(math.Ceil(n/unit) * unit)
}
