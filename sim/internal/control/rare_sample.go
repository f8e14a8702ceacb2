package control

import (
	"math"

	"nines/sim/stat"
)

// A biasedSample are years under a bias: their weights, and whether they miss
// by their plain sum and in full.
type biasedSample struct {
	weights   []float64
	sum, full []bool
}

// hits returns how many equal weights the misses are worth (Kish's effective
// sample size).
func (s *biasedSample) hits(miss []bool) float64 {
	sum, squares := 0.0, 0.0
	for i, w := range s.weights {
		if miss[i] {
			sum += w
			squares += w * w
		}
	}
	if squares == 0 {
		return 0
	}
	return sum * sum / squares
}

// missed returns the probability of the misses with a 95 % interval that is
// normal on the scale of logarithms: it stays above 0.
func (s *biasedSample) missed(miss []bool) stat.Estimate {
	var m stat.Moments
	for i, w := range s.weights {
		if miss[i] {
			m.Sum += w
			m.Squares += w * w
		}
	}
	e := m.Mean(float64(len(s.weights)))
	far := math.Exp(stat.Z95 * e.SE / e.Value)
	e.Low, e.High = e.Value/far, math.Min(1, e.Value*far)
	return e
}

// ratio returns the probability of a miss from that of the plain sum, which is
// known to a bound, and the part of its misses that still are with overlap.
func (s *biasedSample) ratio(sum, bound float64) stat.Estimate {
	var all, still, squares float64
	for i, w := range s.weights {
		if s.sum[i] {
			all += w
			squares += w * w
			if s.full[i] {
				still += w
			}
		}
	}
	worth := all * all / squares
	r := stat.Wilson(still/all*worth, worth)
	e := stat.Estimate{Value: sum * r.Value, Low: math.Max(0, sum-bound) * r.Low, High: (sum + bound) * r.High}
	e.SE = (e.High - e.Low) / (2 * stat.Z95)
	return e
}
