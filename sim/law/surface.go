package law

import (
	"context"
	"math"
	"sync"
	"sync/atomic"

	"nines/model"
)

// A Surface computes the laws of many scenarios that differ in a few of their
// durations, rates or chances, such as the cells of a sweep. Each law costs
// about as much as one short Fourier transform: it is read from a single
// lattice that reaches just beyond the quantile asked for, and what scenarios
// have in common is transformed once for each of a few steps, the powers of
// two. The error is that of the step squared where a duration is shorter than
// it, and of higher order elsewhere; Finer shows it.
type Surface struct {
	length  float64
	points  int // of a lattice
	strata  int // that a varying impact is parted into
	pool    *pool
	bases   *sync.Map    // mark to *duration, ready to fill lattices
	spectra sync.Map     // spectrumKey to []complex128
	met     sync.Map     // spectrumKey of what one cell at least has asked for
	held    atomic.Int64 // bytes in spectra
	leaves  atomic.Int64 // units of work in spectra of durations, each counted once
	works   atomic.Int64 // the same in spectra of what is made of them
}

type spectrumKey struct {
	mark  mark
	level int  // the lattice's step is 2^level seconds
	tied  bool // the part of known lengths alone
}

// surfacePoints is how many points a lattice has at first, surfaceStrata how
// many impacts stand for all, and surfaceTolerance the tolerance of what is
// tabulated on the way.
const (
	surfacePoints    = 1 << 9
	surfaceStrata    = 4
	surfaceTolerance = 1e-6

	cellWork = 1e8     // units that a cell may take on a lattice of surfacePoints, and each thing that cells have in common
	mostHeld = 1 << 26 // bytes of spectra that a surface keeps
)

// NewSurface returns a surface of laws of the plain sum of downtimes in a window
// of the given length (seconds; model.Year where the window is the year), as Of
// says.
func NewSurface(length float64) *Surface {
	return &Surface{length: length, points: surfacePoints, strata: surfaceStrata, pool: &pool{}, bases: &sync.Map{}}
}

// Finer returns the surface with lattices of half the step, and impacts told
// apart more finely.
func (s *Surface) Finer() *Surface {
	return &Surface{length: s.length, points: 2 * s.points, strata: s.strata + 2, pool: s.pool, bases: s.bases}
}

// Solved returns how many durations have taken a law of their own to work out,
// tens of milliseconds each: an outage that heals by itself ends with the
// earlier of two sums, and the law of a sum has to be known first.
func (s *Surface) Solved() int { return int(s.pool.solved.Load()) }

// Work returns the units of work that the cells so far took by themselves, and
// those of what several of them have in common. What has been worked out once
// counts once, so that neither depends on the order in which the cells came.
func (s *Surface) Work() (cells, common float64) {
	return float64(s.works.Load()), float64(s.pool.work.Load() + s.leaves.Load())
}

// A Walk goes over a surface's cells one after another; workers have one each.
// Neighbours follow each other best, for each begins with the step of the one
// before.
type Walk struct {
	*Surface
	ctx    context.Context
	allow  *allowance // of the present cell
	tables *tables
	level  int
	last   float64 // downtime that the last cell was asked about

	framing *framing // of the last cell; nil where the year is the window
}

// Walk begins a walk, whose laws end with the context.
func (s *Surface) Walk(ctx context.Context) *Walk {
	return &Walk{Surface: s, ctx: ctx, tables: borrow(s.points, steep)}
}

// Close ends the walk.
func (w *Walk) Close() { w.tables.giveBack() }

// Law returns the law of a scenario's downtime as far as the quantile at p and
// the given budget (seconds) are concerned. A model that it cannot do is an
// *Unsupported error. When the context ends first its error is returned.
func (w *Walk) Law(sc *model.Scenario, p, budget float64) (k *Sketch, err error) {
	w.allow = w.allowance()
	defer w.allow.contain(&err)
	b := w.builder(sc, w.length)
	q, err := b.window()
	if err != nil {
		return nil, err
	}
	w.allow.on(allRisks(sc))
	k = w.sketch(q.cut, p, budget)
	return k, w.ctx.Err()
}

// allowance returns that of one cell.
func (w *Walk) allowance() *allowance {
	return newAllowance(w.ctx, Options{Work: cellWork * float64(w.points) / surfacePoints})
}

// builder returns a builder of the present cell.
func (w *Walk) builder(sc *model.Scenario, length float64) *builder {
	b := newBuilder(sc, length, surfaceTolerance)
	b.allow, b.pool, b.strata = w.allow, w.pool, w.strata
	return b
}

// sketch finds the step and reads the law from it.
func (w *Walk) sketch(q quantity, p, budget float64) *Sketch {
	d := newDraft(q)
	k := d.Sketch
	budget -= k.shift
	m := d.of.moments()
	w.begin(m)
	d.tell(w.last)
	for range 40 {
		if d.settle(w.allow); !k.lattice {
			return k
		}
		k.near = w.read(d.of, d.apart)
		top := k.near.top
		target := k.quantile(p)
		if target == 0 || budget > target && budget <= 3*target {
			target = budget
		}
		if w.move(target, top) {
			continue
		}
		w.last = target
		if budget > 0 {
			w.last = math.Min(target, budget)
		}
		if !d.tell(w.last) {
			break
		}
	}
	if far := budget - m.first; budget > k.near.top && m.variance() > beyondAll*far*far {
		home := w.level
		w.level = w.levelOf(budget)
		far := w.read(d.of, d.apart)
		k.far, w.level = &far, home
	}
	return k
}

// begin chooses the first step of a walk.
func (w *Walk) begin(m moments) {
	if w.last == 0 {
		w.level = w.levelOf(math.Min(m.first+2*math.Sqrt(m.variance()), 10*m.first+1))
	}
}

// move changes the step where a lattice that reaches to top is too small for
// what is asked, or much too large.
func (w *Walk) move(target, top float64) bool {
	switch {
	case target <= 0:
		return false
	case math.IsInf(target, 1):
		w.level += 2
	case target > 0.92*top, target < 0.44*top:
		w.level = w.levelOf(target)
	default:
		return false
	}
	return true
}

const (
	leastTied = 1e-7  // probability of known lengths from which on they are treated point by point
	mostTied  = 4096  // points that there may then be, and pairs that one convolution may form
	beyondAll = 1e-10 // what is less likely by Chebyshev's inequality is left out
)

// levelOf returns the level whose lattice reaches little beyond x.
func (w *Walk) levelOf(x float64) int {
	return int(math.Ceil(math.Log2(x / (0.9 * usable * float64(w.points)))))
}

// read returns the smooth part of a quantity's distribution function on the
// lattice of the present level. The points are left out if they are told apart.
func (w *Walk) read(q quantity, tied bool) level {
	w.tables.used = 0
	// As if no other cell had worked anything out before.
	work, nodes := weaving(q)
	w.allow.spend(work * float64(w.points))
	if 8*nodes*float64(w.points) > mostRoom { // many of them may be alike
		nodes = ofNode * float64(len(marksOf(q, map[mark]bool{})))
		w.allow.room(8 * nodes * float64(w.points))
	}
	l := newLattice(w.allow, w.tables, math.Ldexp(1, w.level))
	all := w.spectrum(l, q, false)
	rest := w.tables.spectrum()
	copy(rest, all)
	if tied {
		for j, v := range w.spectrum(l, q, true) {
			rest[j] -= v
		}
	}
	for j, v := range w.tables.bin {
		rest[j] *= v
	}
	return l.cumulated(l.masses(rest))
}

// cumulated adds masses up.
func (l *lattice) cumulated(m []float64) level {
	end := int(usable * float64(l.n))
	out := level{top: float64(end) * l.h, h: l.h, cum: make([]float64, before+end+4)}
	running := 0.0
	for i := range out.cum {
		k := i - before
		if k < 0 {
			k += l.n
		}
		running += m[k]
		out.cum[i] = running
	}
	return out
}
