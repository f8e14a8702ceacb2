package sim

import (
	"context"
	"math"

	"nines/model"
)

// limit is the unavailability of a window up to which it keeps the promise.
func (p *plan) limit() float64 {
	slo := p.scenario.SLO
	return slo.Promise.Miss() + tie/slo.Window.Length
}

// judge turns what every year of a cell holds, the unavailability of its
// worst window, into the attainable SLO and the probability that the promise
// is kept. It reorders the values.
func judge(slo model.Objective, worst []float64) (attainable, met Estimate) {
	n := float64(len(worst))
	limit := slo.Promise.Miss() + tie/slo.Window.Length
	kept := 0
	for _, u := range worst {
		if u <= limit {
			kept++
		}
	}
	lo, hi := quantileRanks(n, slo.Confidence, 1)
	rank := rankOf(len(worst), slo.Confidence)
	u := Estimate{Value: selectRank(worst, rank-1), Low: 0, High: math.Inf(1)}
	if lo >= 1 {
		u.Low = selectRank(worst[:rank], int(lo)-1)
	}
	if int(hi) <= len(worst) {
		u.High = selectRank(worst[rank-1:], int(hi)-rank)
	}
	u.SE = (u.High - u.Low) / (2 * z95)
	if lo < 1 || math.IsInf(u.SE, 1) {
		u.SE = math.NaN()
	}
	return availability(u, 1), wilson(float64(kept), n)
}

// worstWindows simulates the first years and puts the unavailability of each
// year's worst window into worst, as far as the context lets it.
func (p *plan) worstWindows(ctx context.Context, worst []float64) {
	y := newYear(p, newTally(p))
	for i := range worst {
		if ctx.Err() != nil {
			return
		}
		worst[i] = y.worst(uint64(i))
	}
}

// worst simulates a year and returns the unavailability of its worst window.
func (y *year) worst(index uint64) float64 {
	if edges := y.plan.edges; edges != nil && y.apart == nil {
		y.apart = make([]float64, len(edges)-1)
	}
	clear(y.apart)
	full, _ := y.simulate(index, y.apart, nil)
	return y.plan.worstOf(full, y.apart)
}

// worstOf returns the unavailability of a year's worst window.
func (p *plan) worstOf(full float64, windows []float64) float64 {
	if p.edges == nil {
		return full / model.Year
	}
	worst := 0.0
	for w, d := range windows {
		worst = max(worst, d/(p.edges[w+1]-p.edges[w]))
	}
	return worst
}
