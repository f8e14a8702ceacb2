package solve

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/sweep"
)

// A Frontier is, for values of one quantity, the loosest value of another with
// which the promise is kept: what may be traded for what.
type Frontier struct {
	Scenario         *model.Scenario
	X, Y             Variable
	EffectX, EffectY Effect // each Hurts or Helps

	// Points run from the strictest x to the loosest that leaves any y.
	// NoneBeyond says that with a looser x no y will do; else the search
	// ended there.
	Points     []FrontierPoint
	NoneBeyond bool

	// WholeBefore says that with a stricter x than the first any y will do.
	WholeBefore bool

	// At is the service where both are as strict as the search goes, and
	// BlockedBy what costs downtime there; only where that is not enough.
	At        *sim.Result
	BlockedBy []Blocker
	Rooms     []sim.Room // what the budget holds of each risk there

	Seed   uint64
	Method sim.Method   // Auto where the points rest on the law
	NoLaw  *sweep.NoLaw // why they do not, where they could have
	Years  int          // simulated behind each point; by the law at a few for overlap
}

// A FrontierPoint is a value of x and the loosest y beside it.
type FrontierPoint struct {
	X, Y      float64
	Low, High float64 // 95 % interval of y
	Whole     bool    // the whole range of y keeps the promise
	Today     bool    // x is today's
}

// A NotMonotone error says that a path has no one direction, so that there is
// no frontier.
type NotMonotone struct {
	Path   string
	Effect Effect // NoEffect or Mixed
}

// Error implements error.
func (e *NotMonotone) Error() string {
	if e.Effect == NoEffect {
		return e.Path + ": the answer does not depend on it, so that there is no frontier"
	}
	return e.Path + ": more of it neither always hurts nor always helps, so that there is no frontier"
}

// frontierPoints is how many values of x a frontier has, today's apart.
const frontierPoints = 41

// RunFrontier finds the frontier of two quantities of which more hurts or more
// helps. All points meet the same faults (common random numbers), so that the
// frontier is as monotone as the model itself.
func RunFrontier(ctx context.Context, sc *model.Scenario, x, y Vary, opt sim.Options) (*Frontier, error) {
	opt.Progress = nil
	f := &tracer{ctx: ctx, sc: sc, opt: opt, method: opt.Method}
	f.opt.Method = sim.Simulate
	if f.opt.Years <= 0 {
		const units, most, least = 25_000, 20_000, 500
		f.opt.Years = int(min(most, max(least, units/engine.NewPlan(sc, opt.Seed).Load()))) / 100 * 100
	}
	out := &Frontier{Scenario: sc, Seed: opt.Seed, Method: sim.Simulate, Years: f.opt.Years}
	for _, v := range []struct {
		vary     Vary
		variable *Variable
		effect   *Effect
		search   **search
	}{{x, &out.X, &out.EffectX, &f.x}, {y, &out.Y, &out.EffectY, &f.y}} {
		s, err := newSearch(ctx, sc, v.vary, f.opt)
		if err != nil {
			return nil, err
		}
		if err := s.scan(); err != nil {
			return nil, err
		}
		if *v.effect, err = s.effect(); err != nil {
			return nil, err
		}
		if *v.effect != Hurts && *v.effect != Helps {
			return nil, &NotMonotone{s.Path, *v.effect}
		}
		s.orient(*v.effect)
		*v.variable, *v.search = s.Variable, s
	}
	return out, f.trace(out)
}

// A tracer finds the points of a frontier.
type tracer struct {
	ctx  context.Context
	sc   *model.Scenario
	opt  sim.Options
	x, y *search // at today's value of the other

	method sim.Method // of the frontier; it is located by simulation alone
}

// trace finds where the frontier begins and ends, and the points between.
func (f *tracer) trace(out *Frontier) error {
	yStrict, yLoose := f.y.ends()
	last, err := f.reach(yStrict.value)
	if err != nil {
		return err
	}
	if math.IsInf(last, -1) {
		return f.nothing(out)
	}
	xStrict, xLoose := f.x.ends()
	out.NoneBeyond = f.x.loose(last) != xLoose.value
	first, err := f.reach(yLoose.value)
	if err != nil {
		return err
	}
	from := f.x.position(xStrict.value)
	if !math.IsInf(first, -1) {
		from, out.WholeBefore = first, first > from
	}
	at := spread(from, last, frontierPoints)
	today := -1
	if p := f.x.position(f.x.Today); p >= from && p <= last {
		if today, _ = slices.BinarySearch(at, p); today == len(at) || at[today] != p {
			at = slices.Insert(at, today, p)
		}
	}
	if err := f.points(at, out); err != nil {
		return err
	}
	for i := range out.Points {
		if p := &out.Points[i]; today >= 0 && p.X == f.x.loose(at[today]) {
			p.X, p.Today = f.x.Today, true
		}
	}
	return nil
}

// reach returns the position of the loosest x with which the promise is kept beside
// a y; -Inf for none.
func (f *tracer) reach(y float64) (float64, error) {
	s, err := f.beside(f.x, f.y, y)
	if err != nil {
		return 0, err
	}
	seen, err := s.loosest(math.NaN())
	if err != nil || f.method != sim.Auto {
		return seen.at, err
	}
	lo, hi := s.position(s.From), s.position(s.To)
	lo, hi = min(lo, hi), max(lo, hi)
	s.opt.Workers = f.opt.Workers
	r, ok, err := s.rootsByLaw(lo, hi, max(seen.at, lo))
	if err != nil || !ok {
		return seen.at, err
	}
	return r.value, nil
}

// points finds the loosest y of every x: by the law where there is one, unless
// years alone are asked for.
func (f *tracer) points(at []float64, out *Frontier) (err error) {
	if f.method == sim.Auto {
		none := (*sweep.NoLaw)(nil)
		if err := f.fillByLaw(at, out); !errors.As(err, &none) {
			return err
		}
		out.NoLaw = none
	}
	out.Points, err = f.fill(at)
	return err
}

// point returns a point of the frontier.
func (f *tracer) point(at float64, e edgeAt) FrontierPoint {
	_, loosest := f.y.ends()
	p := FrontierPoint{X: f.x.loose(at), Y: f.y.loose(e.at), Low: f.y.loose(e.safe), High: f.y.loose(e.beyond)}
	p.Low, p.High = min(p.Low, p.High), max(p.Low, p.High)
	p.Whole = p.Y == loosest.value
	return p
}

// spread places points from one position to another, closer towards the end:
// there a frontier falls steeply.
func spread(from, to float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		part := 1 - float64(i)/float64(n-1)
		out[i] = to - (to-from)*part*part
	}
	out[0], out[n-1] = from, to
	return slices.Compact(out)
}

// beside returns a search for one quantity with the other set to a value.
func (f *tracer) beside(of, other *search, v float64) (*search, error) {
	sc, err := other.at(v)
	if err != nil {
		return nil, err
	}
	s := *of
	s.sc, s.readings, s.opt.Workers = sc, nil, 1
	for _, end := range []float64{s.From, s.To} {
		if err := s.Variable.try(sc, end); err != nil {
			return nil, fmt.Errorf("%s cannot take the value %s beside %s=%s: %w",
				s.Path, s.Kind.Format(end), other.Path, other.Kind.Format(v), err)
		}
	}
	return &s, nil
}

// fill finds the loosest y of every x: first those in the middle between two
// that are known, which tell the next where to begin.
func (f *tracer) fill(at []float64) ([]FrontierPoint, error) {
	points := make([]FrontierPoint, len(at))
	found := make([]edgeAt, len(at))
	known := make([]bool, len(at))
	errs := make([]error, len(at))
	round := []int{0, len(at) - 1}
	for len(round) > 0 {
		engine.Each(f.ctx, len(round), engine.Cores(f.opt.Workers), func() func(int) {
			return func(k int) {
				i := round[k]
				found[i], errs[i] = f.column(at, found, known, i)
			}
		})
		if f.ctx.Err() != nil {
			return nil, sim.ErrInterrupted
		}
		for _, i := range round {
			if errs[i] != nil {
				return nil, errs[i]
			}
			known[i] = true
		}
		round = round[:0]
		for i, last := 1, 0; i < len(at); i++ {
			if known[i] {
				if i-last > 1 {
					round = append(round, (i+last)/2)
				}
				last = i
			}
		}
	}
	for i, e := range found {
		points[i] = f.point(at[i], e)
	}
	return points, nil
}

// column finds the loosest y of one x, from where its neighbours say it is.
func (f *tracer) column(at []float64, found []edgeAt, known []bool, i int) (edgeAt, error) {
	s, err := f.beside(f.y, f.x, f.x.loose(at[i]))
	if err != nil {
		return edgeAt{}, err
	}
	a, b := i-1, i+1
	for a >= 0 && !known[a] {
		a--
	}
	for b < len(at) && !known[b] {
		b++
	}
	start := math.NaN()
	if a >= 0 && b < len(at) {
		start = found[a].at + (found[b].at-found[a].at)*(at[i]-at[a])/(at[b]-at[a])
	}
	return s.loosest(start)
}

// nothing fills in what prevents the promise where both quantities are as strict as
// they may be.
func (f *tracer) nothing(out *Frontier) error {
	xStrict, _ := f.x.ends()
	yStrict, _ := f.y.ends()
	sc, err := file.With(f.sc, f.x.patch(xStrict.value), f.y.patch(yStrict.value))
	if err != nil {
		return err
	}
	if out.At, err = sim.RunWhole(f.ctx, sc, sim.Options{Years: sim.DefaultYears, Seed: f.opt.Seed, Workers: f.opt.Workers, Method: sim.Auto}); err != nil {
		return err
	}
	out.BlockedBy = blockers(out.At)
	out.Rooms, err = sim.Rooms(f.ctx, out.At, f.sc.SLO.Promise, f.opt)
	return err
}
