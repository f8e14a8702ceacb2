package law

import (
	"context"

	"nines/model"
	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/random"
)

// A Surface computes the laws of many scenarios that differ in a few of their
// durations, rates or chances, such as the cells of a sweep. Each law costs
// about as much as one short Fourier transform: it is read from a single
// lattice that reaches just beyond the quantile asked for, and what scenarios
// have in common is transformed once for each of a few steps, the powers of
// two. The error is that of the step squared where a duration is shorter than
// it, and of higher order elsewhere; Finer shows it.
type Surface struct {
	length float64
	strata int // that a varying impact is parted into
	pool   *pool
	cache  *random.Cache
	rough  bool
}

// surfaceStrata is how many impacts stand for all at first, and surfaceTolerance
// the tolerance of what is tabulated on the way.
const (
	surfaceStrata    = 4
	surfaceTolerance = 1e-6
)

// NewSurface returns a surface of laws of the plain sum of downtimes in a window
// of the given length (seconds; model.Year where the window is the year), as Of
// says.
func NewSurface(length float64) *Surface {
	return &Surface{length: length, strata: surfaceStrata, pool: &pool{}, cache: random.NewCache()}
}

// Rough returns an empty surface whose durations are exact to 1e-9 in place of 1e-12,
// for scenarios that have few of them in common: they take less time.
func (s *Surface) Rough() *Surface {
	r := NewSurface(s.length)
	r.rough = true
	return r
}

// Finer returns the surface with lattices of half the step, and impacts told
// apart more finely.
func (s *Surface) Finer() *Surface {
	return &Surface{length: s.length, strata: s.strata + 2, pool: s.pool, cache: s.cache.Finer(), rough: s.rough}
}

// Solved returns how many durations have taken a law of their own to work out,
// tens of milliseconds each: an outage that heals by itself ends with the
// earlier of two sums, and the law of a sum has to be known first.
func (s *Surface) Solved() int { return int(s.pool.solved.Load()) }

// Work returns the units of work that the cells so far took by themselves, and
// those of what several of them have in common. What has been worked out once
// counts once, so that neither depends on the order in which the cells came.
func (s *Surface) Work() (cells, common float64) {
	own, shared := s.cache.Work()
	return float64(own), float64(s.pool.work.Load() + shared)
}

// A Walk goes over a surface's cells one after another; workers have one each.
// It is fastest from neighbour to neighbour, since each begins with the lattice's
// step of the one before.
type Walk struct {
	*Surface
	ctx    context.Context
	reader *random.Reader

	framing *framing // of the last cell; nil where the year is the window
}

// Walk begins a walk, whose laws end with the context.
func (s *Surface) Walk(ctx context.Context) *Walk {
	return &Walk{Surface: s, ctx: ctx, reader: s.cache.Reader(ctx)}
}

// A Sketch is the law of a cell's downtime, as far as it was asked for.
type Sketch = random.Sketch

// Close ends the walk.
func (w *Walk) Close() { w.reader.Close() }

// Law returns the law of a scenario's downtime as far as the quantile at p and
// the given budget (seconds) are concerned. A model that it cannot do is an
// *Unsupported error. When the context ends first its error is returned.
func (w *Walk) Law(sc *model.Scenario, p, budget float64) (k *Sketch, err error) {
	al := w.begin()
	defer al.Contain(&err)
	b := w.builder(sc, w.length, al)
	q, err := b.window()
	if err != nil {
		return nil, err
	}
	al.On(allRisks(sc))
	k = w.reader.Sketch(q.Cut, p, budget)
	return k, w.ctx.Err()
}

// Moments returns the mean and the variance, in seconds and their square, of the plain
// sum of the downtimes in a year of a scenario; +Inf for what does not exist. A model
// that it cannot do is an *Unsupported error.
func (w *Walk) Moments(sc *model.Scenario) (mean, variance float64, err error) {
	al := w.begin()
	defer al.Contain(&err)
	b := w.builder(sc, model.Year, al)
	q, err := b.window()
	if err != nil {
		return 0, 0, err
	}
	mean, variance = random.MeanAndVariance(al, q.Cut)
	return mean, variance, w.ctx.Err()
}

// begin returns the allowance of the next law.
func (w *Walk) begin() *effort.Allowance {
	al := w.reader.Begin()
	al.Rough = w.rough
	return al
}

// builder returns a builder of the present cell.
func (w *Walk) builder(sc *model.Scenario, length float64, al *effort.Allowance) *builder {
	b := newBuilder(sc, length, surfaceTolerance)
	b.allow, b.pool, b.strata = al, w.pool, w.strata
	return b
}
