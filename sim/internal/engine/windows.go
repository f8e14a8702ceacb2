package engine

import (
	"math"

	"nines/model"
	"nines/sim/stat"
)

// WindowEdges returns the edges of the SLO's windows; nil where the window is the
// year and all of it counts.
func WindowEdges(sc *model.Scenario) []float64 {
	if sc.SLO.Window.Kind == model.YearWindow && len(sc.SLO.Exclusions) == 0 {
		return nil
	}
	return sc.SLO.Window.Edges()
}

// Limit is the unavailability of a window up to which it keeps the promise.
func (p *Plan) Limit() float64 {
	slo := p.Scenario.SLO
	return slo.Promise.Miss() + stat.Tie/slo.Window.Length
}

// Judge turns what every year of a cell holds, the unavailability of its
// worst window, into the attainable SLO and the probability that the promise
// is kept. It reorders the values.
func Judge(slo model.Objective, worst []float64) (attainable, met stat.Estimate) {
	n := float64(len(worst))
	limit := slo.Promise.Miss() + stat.Tie/slo.Window.Length
	kept := 0
	for _, u := range worst {
		if u <= limit {
			kept++
		}
	}
	lo, hi := stat.QuantileRanks(n, slo.Confidence, 1)
	rank := stat.RankOf(len(worst), slo.Confidence)
	u := stat.Estimate{Value: stat.SelectRank(worst, rank-1), Low: 0, High: math.Inf(1)}
	if lo >= 1 {
		u.Low = stat.SelectRank(worst[:rank], int(lo)-1)
	}
	if int(hi) <= len(worst) {
		u.High = stat.SelectRank(worst[rank-1:], int(hi)-rank)
	}
	u.SE = (u.High - u.Low) / (2 * stat.Z95)
	if lo < 1 || math.IsInf(u.SE, 1) {
		u.SE = math.NaN()
	}
	return stat.Availability(u, 1), stat.Wilson(float64(kept), n)
}

// WorstOf returns the unavailability of a year's worst window.
func (p *Plan) WorstOf(full float64, windows []float64) float64 {
	if p.Edges == nil {
		return full / model.Year
	}
	worst := 0.0
	for w, d := range windows {
		worst = max(worst, d/(p.Edges[w+1]-p.Edges[w]))
	}
	return worst
}

// Worst simulates a year and returns the unavailability of its worst window.
func (y *Year) Worst(index uint64) float64 {
	if edges := y.Plan.Edges; edges != nil && y.apart == nil {
		y.apart = make([]float64, len(edges)-1)
	}
	clear(y.apart)
	full, _ := y.Simulate(index, y.apart, nil)
	return y.Plan.WorstOf(full, y.apart)
}
