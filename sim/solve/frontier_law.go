package solve

import (
	"errors"
	"math"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/law"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// How many points of a frontier are simulated to measure overlap, and in how many
// years each. Where few years may miss the promise more are needed, to see some
// that do.
const (
	frontierNodes  = 7
	frontierYears  = 4000
	frontierMisses = 400
	mostNodeYears  = 40_000
	frontierLaws   = 30 // that the search beside each x takes
)

// A lawFrontier is a frontier by the laws of plain sums at its points; overlap is
// measured in simulated years at a few of them, the nodes.
type lawFrontier struct {
	*tracer
	at      []float64 // positions of x
	columns []*search // for y, one for each x
	surface *law.Surface
	off     sweep.LawError
	roots   []float64 // positions of y; -Inf for none
}

// A bracketing holds, for every x, the loosest y that was seen to keep the promise,
// and the next looser one, which was not.
type bracketing struct{ kept, missed []float64 }

// fillByLaw finds the points of the frontier by law. A NoLaw error says why
// that cannot be done.
func (f *tracer) fillByLaw(at []float64, out *Frontier) error {
	l := &lawFrontier{tracer: f, at: at, surface: law.NewSurface(model.Year)}
	if err := l.open(); err != nil {
		return err
	}
	if err := l.refine(); err != nil {
		return err
	}
	// Overlap moves the frontier, and is measured again where it then is.
	needs := [3][]float64{l.always(f.y.confidence)}
	for range 2 {
		found, err := l.solve(needs[0])
		if err != nil {
			return err
		}
		l.roots = found.kept
		if needs, err = l.count(); err != nil {
			return err
		}
	}
	var edges [3]bracketing
	for k := range edges {
		var err error
		if edges[k], err = l.solve(needs[k]); err != nil {
			return err
		}
	}
	out.Points, out.Method, out.Years = nil, sim.Auto, l.years()
	for i, root := range edges[0].kept {
		if !math.IsInf(root, -1) {
			safe, beyond := min(edges[1].kept[i], root), max(edges[2].missed[i], root)
			out.Points = append(out.Points, f.point(at[i], edgeAt{root, max(safe, l.strictest()), beyond}))
		}
	}
	return nil
}

// open makes a search along y for every x.
func (l *lawFrontier) open() error {
	l.columns = make([]*search, len(l.at))
	for i, at := range l.at {
		s, err := l.beside(l.y, l.x, l.x.loose(at))
		if err != nil {
			return err
		}
		l.columns[i] = s
	}
	return nil
}

func (l *lawFrontier) strictest() float64 {
	strict, _ := l.y.ends()
	return l.y.position(strict.value)
}

// always returns one probability for every x.
func (l *lawFrontier) always(p float64) []float64 {
	v := make([]float64, len(l.at))
	for i := range v {
		v[i] = p
	}
	return v
}

// refine makes the surface exact enough in nine cells around the frontier.
func (l *lawFrontier) refine() error {
	found, err := l.solve(l.always(l.y.confidence))
	if err != nil {
		return err
	}
	l.roots = found.kept
	axes := &model.Sweep{X: model.Axis{Path: l.x.Path, Kind: l.x.Kind}, Y: model.Axis{Path: l.y.Path, Kind: l.y.Kind}}
	for _, i := range sweep.SpreadIndexes(len(l.at), 3) {
		axes.X.Values = append(axes.X.Values, l.x.loose(l.at[i]))
		axes.Y.Values = append(axes.Y.Values, l.y.loose(max(l.roots[i], l.strictest())))
	}
	w, err := sweep.NewGrid(l.sc, axes, l.opt.Seed)
	if err != nil {
		return err
	}
	if l.surface, l.off, err = w.FineEnough(l.ctx, len(l.at), frontierLaws, engine.Cores(l.opt.Workers)); err != nil {
		return err
	}
	for _, s := range l.columns {
		s.laws, s.lawBound = nil, l.off.Met
	}
	return nil
}

// solve returns, for every x, the loosest y with which the plain sum keeps the
// promise with the needed probability.
func (l *lawFrontier) solve(needs []float64) (bracketing, error) {
	const fine = 3e-4
	n := len(l.at)
	found, errs := bracketing{make([]float64, n), make([]float64, n)}, make([]error, n)
	_, loose := l.y.ends()
	lo, hi := l.strictest(), l.y.position(loose.value)
	engine.Each(l.ctx, len(l.at), engine.Cores(l.opt.Workers), func() func(int) {
		return func(i int) {
			s := l.columns[i]
			s.walk = l.surface.Walk(l.ctx)
			start := (lo + hi) / 2
			if l.roots != nil && !math.IsInf(l.roots[i], -1) {
				start = l.roots[i]
			}
			found.kept[i], found.missed[i], errs[i] = s.lawRoot(1-needs[i], fine, lo, hi, start)
			s.walk.Close()
		}
	})
	if l.ctx.Err() != nil {
		return found, sim.ErrInterrupted
	}
	return found, errors.Join(errs...)
}

// years returns the number of years of a node.
func (l *lawFrontier) years() int {
	return int(min(max(frontierYears, frontierMisses/(1-l.y.confidence)), mostNodeYears))
}

// count simulates the nodes and returns the probabilities that the law needs
// for every x: as estimated, and at the ends of the interval.
func (l *lawFrontier) count() (needs [3][]float64, err error) {
	nodes := sweep.SpreadIndexes(len(l.at), frontierNodes)
	for k := range needs {
		needs[k] = l.always(0)
	}
	for n, i := range nodes {
		y := max(l.roots[i], l.strictest())
		s := l.columns[i]
		s.opt.Workers = l.opt.Workers
		j, err := s.compareWithSum(y, l.years())
		if err != nil {
			return needs, err
		}
		s.walk = l.surface.Walk(l.ctx)
		p, err := s.lawAt(y)
		s.walk.Close()
		if err != nil {
			return needs, err
		}
		if err := l.checkNode(p.met, j); err != nil {
			return needs, err
		}
		for k, end := range []func(stat.Estimate) float64{
			func(e stat.Estimate) float64 { return e.Value },
			func(e stat.Estimate) float64 { return e.Low },
			func(e stat.Estimate) float64 { return e.High },
		} {
			needs[k][i] = s.needed(j, end)
			if n > 0 {
				interpolate(needs[k], nodes[n-1], i)
			}
		}
	}
	return needs, nil
}

// checkNode refuses a node where so much overlaps that the law says little, or
// where the two engines disagree.
func (l *lawFrontier) checkNode(met float64, j stat.Joint) error {
	if j.Sum >= sweep.FewestMisses && j.Both < sweep.LeastStill*j.Sum {
		return &sweep.NoLaw{Reason: sweep.MostlyOverlap}
	}
	const most = 5 // standard errors
	se := math.Max(math.Sqrt(met*(1-met)/j.Trials), 1/j.Trials)
	if gap := math.Abs(1 - j.Sum/j.Trials - met); gap > most*se+2*l.off.Met {
		return &sweep.NoLaw{Reason: sweep.Disagreement, Law: met, Simulated: 1 - j.Sum/j.Trials, Within: l.y.sc.SLO.Promise.Budget(model.Year)}
	}
	return nil
}

// interpolate fills the values between two indexes linearly.
func interpolate(v []float64, a, b int) {
	for i := a + 1; i < b; i++ {
		v[i] = v[a] + (v[b]-v[a])*float64(i-a)/float64(b-a)
	}
}
