package sim

import "math"

// pairedMean returns the mean over the years of what of gives for each.
func pairedMean(years int, of func(year int) float64) Estimate {
	var m moments
	for y := range years {
		d := of(y)
		m.sum += d
		m.squares += d * d
	}
	return m.mean(float64(years))
}

// mean returns the mean of n draws with its interval.
func (m moments) mean(n float64) Estimate {
	mean := m.sum / n
	variance := math.Max(0, (m.squares-m.sum*mean)/(n-1))
	if variance < 1e-12*mean*mean { // a constant, but for rounding
		variance = 0
	}
	se := math.Sqrt(variance / n)
	return Estimate{Value: mean, SE: se, Low: mean - z95*se, High: mean + z95*se}
}

// moments are the sums that a mean and a variance need.
type moments struct{ sum, squares float64 }
