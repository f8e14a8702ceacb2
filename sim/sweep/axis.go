package sweep

import (
	"context"
	"math"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
)

// The Means are what the default axes are labelled with: the mean time until
// the alarm, and from the alarm to the end, over the incidents that have an
// alarm and somebody or something that ends them; seconds an incident.
type Means struct{ Detect, Recover float64 }

// meanYears is how many years the means are taken over at least, and
// meanIncidents how many incidents where they are rare. mostMeanWork bounds the
// incidents and events that are lived for them.
const (
	meanYears     = 2000
	meanIncidents = 100
	mostMeanYears = 1_000_000
	mostMeanWork  = 10_000_000
)

// MeanTimes averages the times of the incidents of some years. Incidents that end
// by themselves count as if they did not: the axes scale the alarms' and the
// actions' own time. A context that ends early leaves fewer years.
func MeanTimes(ctx context.Context, p *engine.Plan) Means {
	y := engine.NewYear(p, engine.NewTally(p))
	l := &y.Life
	var detected, recovered average
	work, perYear := 0.0, 1.0
	for _, c := range p.Scenario.Changes {
		perYear += model.Year / c.Period
	}
	for index := range uint64(mostMeanYears) {
		if index >= meanYears && detected.n >= meanIncidents || work > mostMeanWork || ctx.Err() != nil {
			break
		}
		work += perYear
		for i, e := range y.Incidents(index) {
			r := &y.Plan.Risks[i]
			work++
			alarm, _ := l.Detect(r, e, l.Draw(&r.Impact, e))
			if math.IsInf(alarm, 1) {
				continue
			}
			detected.add(alarm)
			if len(r.Ladder) == 0 {
				continue
			}
			l.Segs = l.Segs[:0]
			l.Climb(r, e, alarm, math.Inf(1))
			recovered.add(tried(l.Segs, alarm) - alarm)
		}
	}
	return Means{detected.value(), recovered.value()}
}

// An average accumulates a mean.
type average struct{ sum, n float64 }

func (a *average) add(x float64) { a.sum, a.n = a.sum+x, a.n+1 }

func (a *average) value() float64 { return a.sum / a.n }

// tried returns when the last action that was tried ends, whether or not it
// succeeds: an outage that no action ends lasts until it heals by itself.
func tried(segs []engine.Segment, alarm float64) float64 {
	end := alarm
	for _, s := range segs {
		if s.Phase != sim.Wait {
			end = s.End
		}
	}
	return end
}

// newSurfaceAxis labels an axis and says how its values are shown.
func newSurfaceAxis(sc *model.Scenario, a model.Axis, m Means) (Axis, error) {
	s := Axis{Axis: a, Label: sim.LabelOf(sc, a.Path), Shown: a.Values}
	if a.Kind == model.FactorValue {
		mean := m.Detect
		if a.Path == model.RecoverPath {
			mean = m.Recover
		}
		if !(mean > 0) || math.IsInf(mean, 1) {
			return s, ErrNothing
		}
		s.Shown = make([]float64, len(a.Values))
		for i, v := range a.Values {
			s.Shown[i] = v * mean
		}
	}
	return s, nil
}

// locateToday says where on the surface the scenario stands as it is.
func (s *Surface) locateToday(m Means) {
	var okX, okY bool
	s.TodayX, okX = today(s.Scenario, s.X.Axis, m)
	s.TodayY, okY = today(s.Scenario, s.Y.Axis, m)
	s.HasToday = okX && okY
}

// todayByRun finds what can be promised today by a run of as many years.
func (s *Surface) todayByRun(ctx context.Context, m sim.Method, opt sim.Options) error {
	r, err := sim.Run(ctx, s.Scenario, sim.Options{Years: s.Years, Seed: opt.Seed, Workers: opt.Workers, Method: m, Unpriced: true})
	if err != nil {
		return err
	}
	if r.Partial() {
		return sim.ErrInterrupted
	}
	s.TodayAttainable = r.AttainableAllYear
	return nil
}

// today returns where on an axis the scenario stands, as the axis shows it.
func today(sc *model.Scenario, a model.Axis, m Means) (float64, bool) {
	switch a.Path {
	case model.DetectPath:
		return m.Detect, true
	case model.RecoverPath:
		return m.Recover, true
	}
	v, _, ok := file.Value(sc, a.Path)
	return v, ok
}
