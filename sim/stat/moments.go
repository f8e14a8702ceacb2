package stat

import "math"

// PairedMean returns the mean over the years of what of gives for each.
func PairedMean(years int, of func(year int) float64) Estimate {
	var m Moments
	for y := range years {
		d := of(y)
		m.Sum += d
		m.Squares += d * d
	}
	return m.Mean(float64(years))
}

// Mean returns the mean of n draws with its interval.
func (m Moments) Mean(n float64) Estimate {
	mean := m.Sum / n
	variance := math.Max(0, (m.Squares-m.Sum*mean)/(n-1))
	if variance < 1e-12*mean*mean { // a constant, except for rounding
		variance = 0
	}
	se := math.Sqrt(variance / n)
	return Normal(mean, se)
}

// Moments are the sums that a mean and a variance need.
type Moments struct{ Sum, Squares float64 }
