package main

import (
	"math"

	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
)

// newRunJSON puts an answer into the form for programs.
func newRunJSON(a *answer) runJSON {
	r := a.Result
	out := runJSON{
		header:   newHeader("run"),
		Scenario: newScenarioJSON(r.Scenario),
		Run: runInfoJSON{
			Method: string(r.Method), Seed: r.Seed, Years: r.Years, Windows: r.Years * r.Windows,
			Incidents: r.Incidents, Elapsed: r.Elapsed.Seconds(), Partial: a.partial || r.Partial(), Precision: r.Precision,
		},
		Downtime:     newDowntimeJSON(r),
		Availability: newAvailabilityJSON(r),
		SLO:          newSLOJSON(r),
		Risks:        []riskJSON{},
		Changes:      []changeJSON{},
		Arithmetic:   []arithmeticJSON{},
		Help:         []helpJSON{},
		SLA:          []agreementJSON{},
		Assumed:      append([]string{}, r.Scenario.Assumed...),
		Warnings:     append([]string{}, r.Warnings...),
	}
	out.Partial = a.partial
	if a.asked {
		out.Required = &requiredJSON{number(r.Scenario.SLO.Confidence), r.Promised().Verdict == sim.Yes}
	}
	if c := r.Check; c != nil {
		out.Check = &lawCheckJSON{number(c.LawMet), number(c.SimulatedMet), number(c.Differ), number(c.Farthest)}
	}
	for i, k := range r.Risks {
		out.Risks = append(out.Risks, newRiskJSON(k, a.blame, i))
	}
	if b := a.blame; b != nil {
		out.Shares = &sharesJSON{b.Years, b.Missed.Count, b.Missed.Windows, b.Tail.Count}
	}
	for _, c := range r.Changes {
		out.Changes = append(out.Changes, changeJSON{c.Name, c.Title, number(c.Events), number(c.Downtime.Value)})
	}
	for _, t := range r.Targets {
		out.Arithmetic = append(out.Arithmetic, newArithmeticJSON(r.Arithmetic(t.Target)))
	}
	for _, h := range a.help {
		out.Help = append(out.Help, helpJSON{
			words.Plain(phrase(h.Measure)), append([]string{}, file.Texts(h.Sets)...), number(h.Target.Ratio()), number(h.Met.Value), number(h.Met.Low), number(h.Met.High),
			newAttainableJSON(h.Attainable),
		})
	}
	for i := range r.Agreements {
		out.SLA = append(out.SLA, newAgreementJSON(&r.Agreements[i]))
	}
	if s := r.Scenario.Service; s.RevenuePerHour > 0 || s.Users > 0 || len(r.Agreements) > 0 || !math.IsNaN(peopleCost(r)) {
		out.Cost = costOf(r)
	}
	out.OnCall, out.Delivery = newOnCallJSON(r.OnCall), newDeliveryJSON(r.Delivery)
	return out
}

// Where the figures of a list come from.
const (
	fromLaw   = "law"
	fromYears = "years"
)

func newDowntimeJSON(r *sim.Result) downtimeJSON {
	s, mean := r.Downtime, r.MeanDowntime()
	q := r.DowntimeQuantiles(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
	of := func(i int) number { return number(q[i].Value) }
	out := downtimeJSON{
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

// newAvailabilityJSON mirrors the quantiles: the worst years of downtime are
// the lowest of availability.
func newAvailabilityJSON(r *sim.Result) availabilityJSON {
	ratio := func(downtime float64) number { return number(1 - downtime/model.Year) }
	q := r.DowntimeQuantiles(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
	of := func(i int) number { return ratio(q[i].Value) }
	return availabilityJSON{
		Mean: ratio(r.MeanDowntime().Value), P1: of(8), P5: of(7), P10: of(6), P25: of(5), P50: of(4),
		P75: of(3), P90: of(2), P95: of(1), P99: of(0),
	}
}

func newSLOJSON(r *sim.Result) sloJSON {
	slo := r.Scenario.SLO
	out := sloJSON{
		Window: slo.Window.String(), Confidence: number(slo.Confidence), Promise: number(slo.Promise.Ratio()),
		Targets:    []targetJSON{},
		Attainable: newAttainableJSON(r.Attainable), AttainableAllYear: newAttainableJSON(r.AttainableAllYear),
	}
	for _, t := range r.Targets {
		m, all := t.Met, t.MetAllYear
		out.Targets = append(out.Targets, targetJSON{
			Target: number(t.Target.Ratio()), Budget: number(t.Budget),
			Met: number(m.Value), MetSE: number(m.SE), MetLow: number(m.Low), MetHigh: number(m.High),
			MetAllYear: number(all.Value), MetAllYearSE: number(all.SE),
			MetAllYearLow: number(all.Low), MetAllYearHigh: number(all.High),
			Verdict: string(t.Verdict),
		})
	}
	return out
}

func newPhasesJSON(of [sim.NumPhases]float64) phasesJSON {
	ph := func(p sim.Phase) number { return number(of[p]) }
	return phasesJSON{ph(sim.Detect), ph(sim.Acknowledge), ph(sim.Diagnose), ph(sim.Recover), ph(sim.Wait), ph(sim.Exposure)}
}

func newArithmeticJSON(a sim.Arithmetic) arithmeticJSON {
	out := arithmeticJSON{
		Target: number(a.Target.Ratio()), Budget: number(a.Budget), Planned: number(a.Planned), Fits: []fitJSON{},
	}
	for _, f := range a.Fits {
		out.Fits = append(out.Fits, fitJSON{f.Risk, number(f.Each.Value), f.Count, number(f.Expected)})
	}
	return out
}

// costOf turns the downtime of a mean year into what it loses, and adds what
// the people cost who end it. What the
// scenario does not tell does not exist.
func costOf(r *sim.Result) *costJSON {
	s := r.Scenario.Service
	hours := r.MeanDowntime().Value / 3600
	c := &costJSON{
		Currency: s.Currency, LostRevenue: number(math.NaN()), Credits: number(creditsPerYear(r)),
		People: number(peopleCost(r)), UserHours: number(math.NaN()),
	}
	if s.RevenuePerHour > 0 {
		c.LostRevenue = number(hours * s.RevenuePerHour * s.RevenueLost)
	}
	if s.Users > 0 {
		c.UserHours = number(hours * s.Users)
	}
	return c
}

// newSweepJSON puts a surface into the form for programs.
func newSweepJSON(s *sim.Surface) sweepJSON {
	value := func(e sim.Estimate) float64 { return e.Value }
	se := func(e sim.Estimate) float64 { return e.SE }
	out := sweepJSON{
		header: newHeader("sweep"), Scenario: newScenarioJSON(s.Scenario), Run: sweepRunJSON{string(s.Method), s.Seed, s.Years},
		X: newAxisJSON(s.X), Y: newAxisJSON(s.Y),
		Attainable: matrix(s.Attainable, value), Met: matrix(s.Met, value), AttainableSE: matrix(s.Attainable, se),
	}
	if s.HasToday {
		out.Today = &sweepTodayJSON{number(s.TodayX), number(s.TodayY), newAttainableJSON(s.TodayAttainable)}
	}
	return out
}

func newAxisJSON(a sim.SurfaceAxis) axisJSON {
	return axisJSON{Path: a.Path, Values: numbers(a.Values), Label: a.Label, Unit: unitOf(a.Kind), Shown: numbers(a.Shown)}
}

// unitOf names the unit of an axis' values. Those shown for factors are
// seconds.
func unitOf(kind model.ValueKind) string {
	switch kind {
	case model.DurationValue:
		return "s"
	case model.RatioValue:
		return "ratio"
	case model.RateValue:
		return "per_year"
	case model.FactorValue:
		return "factor"
	}
	return "number"
}

func numbers(xs []float64) []number {
	out := make([]number, len(xs))
	for i, x := range xs {
		out[i] = number(x)
	}
	return out
}

// matrix takes one number out of every cell.
func matrix(cells [][]sim.Estimate, of func(sim.Estimate) float64) [][]number {
	out := make([][]number, len(cells))
	for i, row := range cells {
		out[i] = make([]number, len(row))
		for j, e := range row {
			out[i][j] = number(of(e))
		}
	}
	return out
}
