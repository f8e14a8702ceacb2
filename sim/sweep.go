package sim

import (
	"context"
	"errors"
	"fmt"
	"math"

	"nines/model"
	"nines/model/file"
)

// DefaultSweepYears is how many years stand behind each cell unless told.
const DefaultSweepYears = 10_000

// ErrNothingToSweep says that the default axes do nothing for a scenario.
var ErrNothingToSweep = errors.New("nothing to sweep: no alarm or no recovery of this scenario takes any time; name what to sweep in a [sweep] section")

// SweepSurface computes the attainable SLO over the two quantities that the
// scenario sweeps, or over the whole times to detect and to recover where it
// names none. All cells meet the same faults (common random numbers), so the
// surface is as monotone as the model itself.
func SweepSurface(ctx context.Context, sc *model.Scenario, opt Options) (*Surface, error) {
	told := opt.Years > 0
	if !told {
		opt.Years = DefaultSweepYears
	}
	axes := sc.Sweep
	if axes == nil {
		axes = defaultSweep()
	}
	s := &Surface{Scenario: sc, Years: opt.Years, Seed: opt.Seed}
	w, err := newSweep(sc, axes, opt.Seed)
	if err != nil {
		return nil, err
	}
	means := meanTimes(ctx, w.base)
	if ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	if s.X, err = newSurfaceAxis(sc, axes.X, means); err != nil {
		return nil, err
	}
	if s.Y, err = newSurfaceAxis(sc, axes.Y, means); err != nil {
		return nil, err
	}
	s.Attainable, s.Met = grid(len(w.ys), len(w.xs)), grid(len(w.ys), len(w.xs))
	if err = s.fill(ctx, w, opt, told); err != nil {
		return nil, err
	}
	opt.Years = s.Years
	return s, s.locateToday(ctx, w, means, opt)
}

// newSweep compiles the scenario along both axes.
func newSweep(sc *model.Scenario, axes *model.Sweep, seed uint64) (*sweep, error) {
	w := &sweep{axes: axes, base: newPlan(sc, seed)}
	var err error
	if w.xs, err = axisPlans(sc, axes.X, seed); err != nil {
		return nil, err
	}
	if w.ys, err = axisPlans(sc, axes.Y, seed); err != nil {
		return nil, err
	}
	w.how, w.adds = separate(w.base, w.xs, w.ys)
	return w, nil
}

// How many incidents all cells together may live, where nobody asked for a
// number of years: as lengths that are read off a tape, and one after another.
const (
	tapeIncidents = 2.5e8
	cellIncidents = 5e7
)

// affordable returns how many years a cell is simulated alone for.
func (w *sweep) affordable() int {
	incidents := cellIncidents
	if w.adds {
		incidents = tapeIncidents
	}
	years := incidents / (w.base.load() * float64(len(w.xs)*len(w.ys)))
	return int(min(DefaultSweepYears, max(leastYears, years)))
}

// fill fills the surface by the method asked for: with auto, by the law where
// there is one. Without it, and unless told how many years to simulate, it
// takes fewer where each holds many incidents.
func (s *Surface) fill(ctx context.Context, w *sweep, opt Options, told bool) error {
	if opt.Method == Auto || opt.Method == Exact {
		err := s.fillByLaw(ctx, w, opt)
		why := noLaw("")
		switch {
		case err == nil:
			s.Method = opt.Method
			return nil
		case !errors.As(err, &why):
			return err
		case opt.Method == Exact:
			return fmt.Errorf("there is no exact law for this sweep: %s", why)
		}
		s.Why = string(why)
	}
	s.Method = Simulate
	if !told {
		opt.Years = w.affordable()
		s.Years = opt.Years
	}
	if w.adds {
		return s.fillByTape(ctx, &tapePlan{base: w.base, xs: w.xs, ys: w.ys, how: w.how}, opt)
	}
	return s.fillByCell(ctx, w.axes, opt)
}

// defaultSweep varies the whole time to detect and the whole time to recover
// from a tenth to ten times what they are.
func defaultSweep() *model.Sweep {
	const points = 41
	factors := make([]float64, points)
	for i := range factors {
		factors[i] = math.Pow(10, 2*float64(i)/(points-1)-1)
	}
	axis := func(path string) model.Axis {
		return model.Axis{Path: path, Kind: model.FactorValue, Values: factors, Log: true}
	}
	return &model.Sweep{X: axis(model.DetectPath), Y: axis(model.RecoverPath)}
}

// axisPlans compiles the scenario at every value of an axis.
func axisPlans(sc *model.Scenario, a model.Axis, seed uint64) ([]*plan, error) {
	plans := make([]*plan, len(a.Values))
	for i, v := range a.Values {
		at, err := file.With(sc, file.At(a, v))
		if err != nil {
			return nil, err
		}
		plans[i] = newPlan(at, seed)
	}
	return plans, nil
}

func grid(rows, columns int) [][]Estimate {
	g := make([][]Estimate, rows)
	for i := range g {
		g[i] = make([]Estimate, columns)
	}
	return g
}

// fillByCell simulates every cell by itself: the way for sweeps that change
// which faults there are, or one part of an incident's life along both axes.
func (s *Surface) fillByCell(ctx context.Context, axes *model.Sweep, opt Options) error {
	nx, ny := len(axes.X.Values), len(axes.Y.Values)
	progress := counter(opt.Progress, nx*ny)
	errs := make([]error, nx*ny)
	each(ctx, nx*ny, cores(opt.Workers), func() func(int) {
		worst := make([]float64, opt.Years)
		return func(cell int) {
			i, j := cell%nx, cell/nx
			sc, err := file.With(s.Scenario, file.At(axes.X, axes.X.Values[i]), file.At(axes.Y, axes.Y.Values[j]))
			if err != nil {
				errs[cell] = err
				return
			}
			newPlan(sc, opt.Seed).worstWindows(ctx, worst)
			s.Attainable[j][i], s.Met[j][i] = judge(sc.SLO, worst)
			progress()
		}
	})
	if ctx.Err() != nil {
		return ErrInterrupted
	}
	for _, err := range errs {
		if err != nil {
			return err // the first; others are the same mistake at other values
		}
	}
	return nil
}
