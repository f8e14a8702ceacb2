package wire

import (
	"nines/model"
	"nines/sim"
)

type downtime struct {
	Mean   number `json:"mean"`
	MeanSE number `json:"mean_se"`
	SD     number `json:"sd"`
	Min    number `json:"min"`
	P5     number `json:"p5"`
	P10    number `json:"p10"`
	P25    number `json:"p25"`
	P50    number `json:"p50"`
	P75    number `json:"p75"`
	P90    number `json:"p90"`
	P95    number `json:"p95"`
	P99    number `json:"p99"`
	P999   number `json:"p999"`
	Max    number `json:"max"`

	// What the figures come from: "law" for the exact law of a year's downtime,
	// corrected by what overlap takes from it in the simulated years, or "years"
	// for the simulated years alone. The least and the greatest are those of the
	// simulated years, unless the law has a quantile beyond: few years reach no
	// p999. Then that stands for them, so that the list rises.
	QuantilesFrom string `json:"quantiles_from"`
	MinFrom       string `json:"min_from"`
	MaxFrom       string `json:"max_from"`
}

type availability struct {
	Mean number `json:"mean"`
	P1   number `json:"p1"`
	P5   number `json:"p5"`
	P10  number `json:"p10"`
	P25  number `json:"p25"`
	P50  number `json:"p50"`
	P75  number `json:"p75"`
	P90  number `json:"p90"`
	P95  number `json:"p95"`
	P99  number `json:"p99"`
}

type outage struct {
	Mean number `json:"mean"`
	P50  number `json:"p50"`
	P95  number `json:"p95"`
	P99  number `json:"p99"`
}

type phases struct {
	Detect      number `json:"detect"`
	Acknowledge number `json:"acknowledge"`
	Diagnose    number `json:"diagnose"`
	Recover     number `json:"recover"`
	Wait        number `json:"wait"`
	Exposure    number `json:"exposure"`
}

// Where the figures of a list come from.
const (
	fromLaw   = "law"
	fromYears = "years"
)

func newDowntime(r *sim.Result) downtime {
	s, mean := r.Downtime, r.MeanDowntime()
	q := r.DowntimeQuantiles(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
	of := func(i int) number { return number(q[i].Value) }
	out := downtime{
		Mean: number(mean.Value), MeanSE: number(mean.SE), SD: number(s.SD()),
		Min: number(s.Min()), P5: of(0), P10: of(1), P25: of(2), P50: of(3), P75: of(4),
		P90: of(5), P95: of(6), P99: of(7), P999: of(8), Max: number(s.Max()),
		QuantilesFrom: fromYears, MinFrom: fromYears, MaxFrom: fromYears,
	}
	if r.ByLaw() {
		out.QuantilesFrom = fromLaw
	}
	if out.P5 < out.Min {
		out.Min, out.MinFrom = out.P5, fromLaw
	}
	if out.P999 > out.Max {
		out.Max, out.MaxFrom = out.P999, fromLaw
	}
	return out
}

// newAvailability mirrors the quantiles: the worst years of downtime are
// the lowest of availability.
func newAvailability(r *sim.Result) availability {
	ratio := func(downtime float64) number { return number(1 - downtime/model.Year) }
	q := r.DowntimeQuantiles(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
	of := func(i int) number { return ratio(q[i].Value) }
	return availability{
		Mean: ratio(r.MeanDowntime().Value), P1: of(8), P5: of(7), P10: of(6), P25: of(5), P50: of(4),
		P75: of(3), P90: of(2), P95: of(1), P99: of(0),
	}
}

func newPhases(of [sim.NumPhases]float64) phases {
	ph := func(p sim.Phase) number { return number(of[p]) }
	return phases{ph(sim.Detect), ph(sim.Acknowledge), ph(sim.Diagnose), ph(sim.Recover), ph(sim.Wait), ph(sim.Exposure)}
}
