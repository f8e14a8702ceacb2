package control

import (
	"context"
	"math"
	"slices"

	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// biasedYears are the years that have been lived under a bias, which every
// budget judges anew: their weights, and how long each is down in full and by
// its plain sum, in seconds.
type biasedYears struct {
	bias               engine.Bias
	weights, full, sum []float64
}

// live adds years, in whole batches. An interrupted context leaves gaps.
func (b *biasedYears) live(ctx context.Context, p *engine.Plan, years, workers int) {
	const beyond = 1 << 40 // the first of them: no run has so many
	from := len(b.weights)
	for _, v := range []*[]float64{&b.weights, &b.full, &b.sum} {
		*v = append(slices.Grow(*v, years), make([]float64, years)...)
	}
	engine.Each(ctx, years/rareBatch, workers, func() func(int) {
		weight := new(float64)
		q := p.Biased(b.bias, weight)
		y := engine.NewYear(q, engine.NewTally(q))
		clear(y.Tally.Sampling)
		return func(k int) {
			for i := from + k*rareBatch; i < from+(k+1)*rareBatch; i++ {
				*weight = 1
				b.full[i], b.sum[i] = y.Simulate(uint64(beyond+i), nil, nil)
				b.weights[i] = *weight
			}
		}
	})
}

// judged returns the years from one to another as they miss a budget.
func (b *biasedYears) judged(budget float64, from, to int) *biasedSample {
	out := &biasedSample{weights: b.weights[from:to], sum: make([]bool, to-from), full: make([]bool, to-from)}
	for i := range out.weights {
		out.sum[i], out.full[i] = b.sum[from+i] > budget+stat.Tie, b.full[from+i] > budget+stat.Tie
	}
	return out
}

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
	return stat.WithInterval(sum*r.Value, math.Max(0, sum-bound)*r.Low, (sum+bound)*r.High)
}
