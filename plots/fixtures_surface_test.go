package plots

import (
	"math"
	"math/rand/v2"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// logspace returns n values from lo to hi, evenly spaced in the logarithm.
func logspace(lo, hi float64, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = lo * math.Pow(hi/lo, float64(i)/float64(n-1))
	}
	return v
}

// plane returns a surface of n × n cells of alarm latency and rollback time
// over a function of both.
func plane(t testing.TB, n int, f func(alarm, rollback float64) float64) *sweep.Surface {
	xs, ys := logspace(15, 1800, n), logspace(10, 3600, n)
	s := &sweep.Surface{
		Scenario: &model.Scenario{
			Service: model.Service{Name: "checkout"},
			SLO:     model.Objective{Promise: target(t, "99.99%"), Confidence: 0.9, Window: model.NewWindow(model.YearWindow, 0)},
		},
		X:     sweep.Axis{Axis: model.Axis{Path: model.DetectPath, Kind: model.FactorValue, Values: xs, Log: true}, Label: sim.Label{Kind: sim.AlarmTime}, Shown: xs},
		Y:     sweep.Axis{Axis: model.Axis{Path: model.RecoverPath, Kind: model.FactorValue, Values: ys, Log: true}, Label: sim.Label{Kind: sim.RollbackTime}, Shown: ys},
		Years: 10_000, Seed: 1, HasToday: true, TodayX: 240, TodayY: 600,
	}
	cell := func(x, y float64) stat.Estimate {
		v := f(x, y)
		return stat.Estimate{Value: v, SE: (1 - v) / 100, Low: v - (1-v)/50, High: min(1, v+(1-v)/50)}
	}
	for _, y := range ys {
		var row []stat.Estimate
		for _, x := range xs {
			row = append(row, cell(x, y))
		}
		s.Attainable = append(s.Attainable, row)
		s.Met = append(s.Met, row)
	}
	s.TodayAttainable = cell(s.TodayX, s.TodayY)
	return s
}

// sums is the usual surface: both times add up, incident by incident.
func sums(alarm, rollback float64) float64 {
	return 1 - 7*(1.3*alarm+1.6*rollback+45)/model.Year
}

// surfaces are the cases that the map must survive.
func surfaces(t testing.TB) map[string]*sweep.Surface {
	rng := rand.New(rand.NewPCG(3, 4))
	noisy := plane(t, 41, func(x, y float64) float64 { return sums(x, y) + 3e-6*(rng.Float64()-0.5) })
	flat := plane(t, 9, func(x, y float64) float64 { return 0.99971 })
	never := plane(t, 9, func(x, y float64) float64 { return 1 })
	partly := plane(t, 21, func(x, y float64) float64 {
		if x < 60 && y < 60 {
			return 1
		}
		return sums(x, y)
	})
	hills := plane(t, 41, func(x, y float64) float64 {
		return 1 - math.Pow(10, -3-math.Sin(2*math.Log(x))*math.Cos(1.5*math.Log(y)))
	})
	narrow := plane(t, 11, func(x, y float64) float64 { return 0.9997 - 1e-9*x - 2e-9*y })
	ratios := plane(t, 21, func(x, y float64) float64 { return 1 - 0.002*(1-x)/(1+y) })
	ratios.X = sweep.Axis{Axis: model.Axis{Path: "gate.canary.catches", Kind: model.RatioValue}, Label: sim.Label{Kind: sim.GateCatches, Name: "canary"}}
	ratios.Y = sweep.Axis{Axis: model.Axis{Path: "change.deploy.per_year", Kind: model.RateValue}, Label: sim.Label{Kind: sim.ChangeNumber, Name: "deploy"}}
	for k := range 21 {
		x, y := 0.0475*float64(k), 12+20*float64(k)
		ratios.X.Shown, ratios.Y.Shown = append(ratios.X.Shown, x), append(ratios.Y.Shown, y)
	}
	for j := range ratios.Attainable {
		for i := range ratios.Attainable[j] {
			v := 1 - 2e-5*(1-ratios.X.Shown[i])*ratios.Y.Shown[j] - 1e-5
			ratios.Attainable[j][i] = stat.Estimate{Value: v, SE: 1e-7, Low: v - 2e-7, High: v + 2e-7}
		}
	}
	ratios.TodayX, ratios.TodayY = 0.6, 150
	ratios.TodayAttainable = stat.Estimate{Value: 0.99879, SE: 1e-6, Low: 0.998788, High: 0.998792}
	beyond := plane(t, 21, sums)
	beyond.TodayX = 7200
	single := plane(t, 21, sums)
	single.Y.Shown, single.Attainable = single.Y.Shown[:1], single.Attainable[:1]
	single.HasToday = false
	marked := plane(t, 41, sums)
	marked.Marks = []sweep.Mark{
		{Name: "faster-alert", X: 90, Y: 600}, {Name: "one-button", X: 240, Y: 240}, {Name: "auto-rollback", X: 240, Y: 60},
		{Name: "auto-rollback + faster-alert", X: 90, Y: 60}, {Name: "all at the same place", X: 91, Y: 61}, {Name: "far-off", X: 1, Y: 1},
	}
	for i := range marked.Marks {
		k := &marked.Marks[i]
		k.Attainable = stat.Certain(sums(k.X, k.Y))
	}
	marked.Marks[0].Attainable = stat.Certain(0.9999) // it does more than alert sooner
	marked.Still = []string{"more-canaries"}
	monthly := plane(t, 21, sums)
	monthly.Scenario.SLO.Window = model.NewWindow(model.MonthWindow, 0)
	return map[string]*sweep.Surface{
		"sums": plane(t, 41, sums), "noisy": noisy, "flat": flat, "never": never, "partly": partly, "hills": hills,
		"narrow": narrow, "ratios": ratios, "beyond": beyond, "single": single, "marked": marked, "monthly": monthly,
	}
}
