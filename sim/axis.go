package sim

import (
	"context"
	"fmt"
	"math"
	"strings"

	"nines/model"
)

// A mean is what the default axes are labelled with: the mean time until the
// alarm and the mean time that recovery actions take, seconds an incident.
type means struct{ detect, recover float64 }

// meanYears is how many years the means are taken over.
const meanYears = 2000

// meanTimes lets the incidents of some years live and averages their times.
func meanTimes(p *plan) means {
	y := newYear(p, newTally(p))
	var m means
	n := 0.0
	for i := range meanYears {
		y.simulate(uint64(i), nil)
		at := 0.0
		for k, s := range y.life.segs {
			if s.phase == Detect { // the first segment of a life
				n++
				at = 0
			}
			switch s.phase {
			case Detect:
				m.detect += s.end
			case Recover:
				m.recover += s.end - at
			}
			at = y.life.segs[k].end
		}
	}
	if n > 0 {
		m.detect, m.recover = m.detect/n, m.recover/n
	}
	return m
}

// newSurfaceAxis labels an axis and says how its values are shown.
func newSurfaceAxis(sc *model.Scenario, a model.Axis, m means) (SurfaceAxis, error) {
	s := SurfaceAxis{Axis: a, Label: axisLabel(sc, a.Path), Shown: a.Values}
	if a.Kind == model.FactorValue {
		mean := m.detect
		if a.Path == model.RecoverPath {
			mean = m.recover
		}
		if mean == 0 || math.IsInf(mean, 0) {
			return s, ErrNothingToSweep
		}
		s.Shown = make([]float64, len(a.Values))
		for i, v := range a.Values {
			s.Shown[i] = v * mean
		}
	}
	return s, nil
}

// axisLabel returns what a path is, in words.
func axisLabel(sc *model.Scenario, path string) string {
	switch path {
	case model.DetectPath:
		return "Time until the alarm (mean)"
	case model.RecoverPath:
		return "Time to recover (mean)"
	}
	parts := strings.SplitN(path, ".", 3)
	if len(parts) != 3 {
		return path
	}
	name := strings.ReplaceAll(parts[1], "-", " ")
	switch parts[0] + "." + parts[2] {
	case "alarm.latency":
		if len(sc.Alarms) > 1 {
			return fmt.Sprintf("Time until the alarm (%s)", name)
		}
		return "Time until the alarm"
	case "recovery.time":
		if strings.Contains(name, "rollback") || strings.Contains(name, "roll back") {
			return "Time to roll back"
		}
		return fmt.Sprintf("Time to recover (%s)", name)
	case "responder.ack":
		return fmt.Sprintf("Time until %s answers", name)
	case "risk.diagnose":
		return fmt.Sprintf("Time to diagnose (%s)", name)
	case "risk.chance":
		return fmt.Sprintf("Chance of %s", name)
	case "risk.rate":
		return fmt.Sprintf("%s, a year", name)
	case "gate.catches":
		return fmt.Sprintf("Part of faults that %s catches", name)
	case "change.per_year":
		return fmt.Sprintf("%s, a year", name)
	}
	return path
}

// locateToday says where on the surface the scenario stands as it is.
func (s *Surface) locateToday(ctx context.Context, base *plan, m means, opt Options) error {
	var okX, okY bool
	s.TodayX, okX = today(s.Scenario, s.X.Axis, m)
	s.TodayY, okY = today(s.Scenario, s.Y.Axis, m)
	s.HasToday = okX && okY
	r, err := Run(ctx, s.Scenario, Options{Years: s.Years, Seed: opt.Seed, Workers: opt.Workers})
	if err != nil {
		return err
	}
	if r.Partial() {
		return ErrInterrupted
	}
	s.TodayAttainable = r.AttainableAllYear
	return nil
}

// today returns where on an axis the scenario stands, as the axis shows it.
func today(sc *model.Scenario, a model.Axis, m means) (float64, bool) {
	switch a.Path {
	case model.DetectPath:
		return m.detect, true
	case model.RecoverPath:
		return m.recover, true
	}
	v, _, ok := sc.Value(a.Path)
	return v, ok
}
