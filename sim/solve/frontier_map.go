package solve

import (
	"context"
	"math"

	"nines/model"
	"nines/sim"
	"nines/sim/sweep"
)

// Map computes the attainable SLO around a frontier: over both quantities, from
// a little beyond the frontier and today to where it hardly changes.
func (f *Frontier) Map(ctx context.Context, opt sim.Options) (*sweep.Surface, error) {
	opt.Method = f.Method
	points, years := 41, 4000
	for _, k := range []model.ValueKind{f.X.Kind, f.Y.Kind} {
		// Where only times are varied, a year's draws serve all cells.
		if f.Method != sim.Auto && k != model.DurationValue && k != model.FactorValue {
			points, years = 17, 500
		}
	}
	xs, ys := []float64{f.X.Today}, []float64{f.Y.Today}
	for _, p := range f.Points {
		xs, ys = append(xs, p.X), append(ys, p.Y)
	}
	sc := *f.Scenario
	sc.Sweep = &model.Sweep{X: f.X.around(xs, points), Y: f.Y.around(ys, points)}
	opt.Seed, opt.Years = f.Seed, min(f.Years, years)
	s, err := sweep.Run(ctx, &sc, opt)
	if err == nil && s.Partial {
		err = sim.ErrInterrupted
	}
	return s, err
}

// around returns an axis with room for values: ratios that come close to 1 on a
// linear scale, all else on a logarithmic one of at most three decades.
func (x *Variable) around(values []float64, points int) model.Axis {
	least, most := math.Inf(1), 0.0
	for _, v := range values {
		if !math.IsNaN(v) {
			least, most = min(least, v), max(most, v)
		}
	}
	const room, decades = 2, 1000
	a := model.Axis{Path: x.Path, Kind: x.Kind, Log: true}
	from, to := max(least/room, most*room/decades, x.From), min(most*room, x.To)
	if x.Kind == model.RatioValue && most > 0.5 {
		a.Log, from, to = false, x.From, x.To
	}
	if a.Log && !(from > 0) {
		from = to / decades
	}
	for i := range points {
		part := float64(i) / float64(points-1)
		v := from + (to-from)*part
		if a.Log {
			v = from * math.Pow(to/from, part)
		}
		a.Values = append(a.Values, v)
	}
	a.Values[points-1] = to
	return a
}
