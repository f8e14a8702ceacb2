package random

import (
	"context"
	"math"
	"sync"
	"sync/atomic"

	"nines/sim/law/internal/effort"
)

// A Cache keeps what the laws of many quantities have in common: spectra on
// lattices of one number of points, by the power of two that is their step.
type Cache struct {
	points  int          // of a lattice
	bases   *sync.Map    // Mark to *Duration, ready to fill lattices
	spectra sync.Map     // spectrumKey to []complex128
	met     sync.Map     // spectrumKey of what one law at least has asked for
	held    atomic.Int64 // bytes in spectra
	leaves  atomic.Int64 // units of work in spectra of durations, each counted once
	works   atomic.Int64 // the same in spectra of what is made of them
}

type spectrumKey struct {
	mark  Mark
	level int  // the lattice's step is 2^level seconds
	tied  bool // the part of known lengths alone
}

const (
	cellPoints = 1 << 9 // that a lattice has at first

	maxHeld = 1 << 26 // bytes of spectra that a cache keeps
)

// NewCache returns an empty cache of lattices of the fewest points.
func NewCache() *Cache { return &Cache{points: cellPoints, bases: &sync.Map{}} }

// Finer returns a cache of lattices of half the step, with durations in common.
func (c *Cache) Finer() *Cache { return &Cache{points: 2 * c.points, bases: c.bases} }

// Work returns the units of work that laws took by themselves, and those of what
// several of them have in common, each counted once.
func (c *Cache) Work() (own, shared int64) { return c.works.Load(), c.leaves.Load() }

// A Reader reads the laws of one quantity after another, each from a single
// lattice, with a cache. It begins with the lattice's step of the quantity before.
type Reader struct {
	*Cache
	ctx    context.Context
	allow  *effort.Allowance // of the present law
	tables *tables
	level  int
	last   float64 // downtime that the last law was asked about
}

// Reader returns a reader, whose laws end with the context.
func (c *Cache) Reader(ctx context.Context) *Reader {
	return &Reader{Cache: c, ctx: ctx, tables: acquireTables(c.points, steep)}
}

// Close gives back what the reader worked in.
func (r *Reader) Close() { r.tables.release() }

// Begin returns the allowance of the next law.
func (r *Reader) Begin() *effort.Allowance {
	r.allow = effort.New(r.ctx, effort.CellWork*float64(r.points)/cellPoints)
	return r.allow
}

// Sketch finds the step and reads the law from it.
func (r *Reader) Sketch(q Quantity, p, budget float64) *Sketch {
	d := newDraft(q)
	k := d.Sketch
	budget -= k.shift
	m := d.of.Moments()
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
	if far := budget - m.First; budget > k.near.top && m.variance() > beyondAll*far*far {
		home := r.level
		r.level = r.levelOf(budget)
		far := r.read(d.of, d.apart)
		k.far, r.level = &far, home
	}
	return k
}

// start chooses the first step.
func (r *Reader) start(m Moments) {
	if r.last == 0 {
		r.level = r.levelOf(math.Min(m.First+2*math.Sqrt(m.variance()), 10*m.First+1))
	}
}

// move changes the step where a lattice that reaches to top is too small for
// what is asked, or much too large.
func (r *Reader) move(target, top float64) bool {
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
func (r *Reader) levelOf(x float64) int {
	return int(math.Ceil(math.Log2(x / (0.9 * usable * float64(r.points)))))
}

// read returns the smooth part of a quantity's distribution function on the
// lattice of the present level. The points are left out if they are told apart.
func (r *Reader) read(q Quantity, tied bool) level {
	r.tables.used = 0
	// As if no other cell had worked anything out before.
	work, nodes := weaving(q)
	r.allow.Spend(work * float64(r.points))
	if 8*nodes*float64(r.points) > effort.MaxMemory { // many of them may be alike
		nodes = ofNode * float64(len(marksOf(q, map[Mark]bool{})))
		r.allow.Memory(8 * nodes * float64(r.points))
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
