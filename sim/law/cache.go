package law

import (
	"context"
	"math"
	"sync"
	"sync/atomic"
)

// A cache keeps what the laws of many quantities have in common: spectra on
// lattices of one number of points, by the power of two that is their step.
type cache struct {
	points  int          // of a lattice
	bases   *sync.Map    // mark to *duration, ready to fill lattices
	spectra sync.Map     // spectrumKey to []complex128
	met     sync.Map     // spectrumKey of what one law at least has asked for
	held    atomic.Int64 // bytes in spectra
	leaves  atomic.Int64 // units of work in spectra of durations, each counted once
	works   atomic.Int64 // the same in spectra of what is made of them
}

type spectrumKey struct {
	mark  mark
	level int  // the lattice's step is 2^level seconds
	tied  bool // the part of known lengths alone
}

const (
	cellPoints = 1 << 9  // that a lattice has at first
	cellWork   = 1e8     // units that a law may take on a lattice of cellPoints, and each thing that laws have in common
	mostHeld   = 1 << 26 // bytes of spectra that a cache keeps
)

// newCache returns an empty cache of lattices of the fewest points.
func newCache() *cache { return &cache{points: cellPoints, bases: &sync.Map{}} }

// finer returns a cache of lattices of half the step, with durations in common.
func (c *cache) finer() *cache { return &cache{points: 2 * c.points, bases: c.bases} }

// work returns the units of work that laws took by themselves, and those of what
// several of them have in common, each counted once.
func (c *cache) work() (own, shared int64) { return c.works.Load(), c.leaves.Load() }

// A reader reads the laws of one quantity after another, each from a single
// lattice, with a cache. It begins with the step of the one before.
type reader struct {
	*cache
	ctx    context.Context
	allow  *allowance // of the present law
	tables *tables
	level  int
	last   float64 // downtime that the last law was asked about
}

// reader returns a reader, whose laws end with the context.
func (c *cache) reader(ctx context.Context) *reader {
	return &reader{cache: c, ctx: ctx, tables: borrow(c.points, steep)}
}

// close gives back what the reader worked in.
func (r *reader) close() { r.tables.giveBack() }

// begin returns the allowance of the next law.
func (r *reader) begin() *allowance {
	r.allow = newAllowance(r.ctx, cellWork*float64(r.points)/cellPoints)
	return r.allow
}

// sketch finds the step and reads the law from it.
func (r *reader) sketch(q quantity, p, budget float64) *Sketch {
	d := newDraft(q)
	k := d.Sketch
	budget -= k.shift
	m := d.of.moments()
	r.start(m)
	d.tell(r.last)
	for range 40 {
		if d.settle(r.allow); !k.lattice {
			return k
		}
		k.near = r.read(d.of, d.apart)
		top := k.near.top
		target := k.quantile(p)
		if target == 0 || budget > target && budget <= 3*target {
			target = budget
		}
		if r.move(target, top) {
			continue
		}
		r.last = target
		if budget > 0 {
			r.last = math.Min(target, budget)
		}
		if !d.tell(r.last) {
			break
		}
	}
	if far := budget - m.first; budget > k.near.top && m.variance() > beyondAll*far*far {
		home := r.level
		r.level = r.levelOf(budget)
		far := r.read(d.of, d.apart)
		k.far, r.level = &far, home
	}
	return k
}

// start chooses the first step.
func (r *reader) start(m moments) {
	if r.last == 0 {
		r.level = r.levelOf(math.Min(m.first+2*math.Sqrt(m.variance()), 10*m.first+1))
	}
}

// move changes the step where a lattice that reaches to top is too small for
// what is asked, or much too large.
func (r *reader) move(target, top float64) bool {
	switch {
	case target <= 0:
		return false
	case math.IsInf(target, 1):
		r.level += 2
	case target > 0.92*top, target < 0.44*top:
		r.level = r.levelOf(target)
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
func (r *reader) levelOf(x float64) int {
	return int(math.Ceil(math.Log2(x / (0.9 * usable * float64(r.points)))))
}

// read returns the smooth part of a quantity's distribution function on the
// lattice of the present level. The points are left out if they are told apart.
func (r *reader) read(q quantity, tied bool) level {
	r.tables.used = 0
	// As if no other cell had worked anything out before.
	work, nodes := weaving(q)
	r.allow.spend(work * float64(r.points))
	if 8*nodes*float64(r.points) > mostRoom { // many of them may be alike
		nodes = ofNode * float64(len(marksOf(q, map[mark]bool{})))
		r.allow.room(8 * nodes * float64(r.points))
	}
	l := newLattice(r.allow, r.tables, math.Ldexp(1, r.level))
	all := r.spectrum(l, q, false)
	rest := r.tables.spectrum()
	copy(rest, all)
	if tied {
		for j, v := range r.spectrum(l, q, true) {
			rest[j] -= v
		}
	}
	for j, v := range r.tables.bin {
		rest[j] *= v
	}
	return l.cumulated(l.masses(rest))
}
