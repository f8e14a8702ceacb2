package law

import (
	"math"
	"reflect"
	"sync"
	"sync/atomic"

	"nines/model/dist"
)

// A mark tells quantities apart without comparing their laws: what is made in
// the same way from the same parts has the same mark. The cells of a surface
// have most of their durations in common, and find by it what another cell
// has worked out.
type mark uint64

// What a mark is of.
const (
	markConstant = iota + 1
	markLaw
	markShift
	markScale
	markPolled
	markEarliest
	markLatest
	markEarly
	markLate
	markSmooth
	markSum
	markMixture
	markPoisson
	markFixed
	markNegativeBinomial
	markRealized
	markSmeared
	markHours
	markStrata
	markCut
	markStretch
	markOverlap
	markPaired
	markStopped
	markLeftOver
)

// with mixes numbers into a mark: the finalizer of MurmurHash3 (Appleby) on
// each, which leaves no bit of it without influence.
func (m mark) with(xs ...uint64) mark {
	h := uint64(m)
	for _, x := range xs {
		h ^= x + 0x9e3779b97f4a7c15 + h<<6 + h>>2
		h = (h ^ h>>33) * 0xff51afd7ed558ccd
		h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
		h ^= h >> 33
	}
	return mark(h)
}

func newMark(of int, parts ...mark) mark {
	m := mark(0).with(uint64(of))
	for _, p := range parts {
		m = m.with(uint64(p))
	}
	return m
}

// number mixes numbers in.
func (m mark) number(xs ...float64) mark {
	for _, x := range xs {
		m = m.with(math.Float64bits(x))
	}
	return m
}

// markOfLaw returns the mark of a law of the model. Laws of one kind that
// agree in their moments and in five values, to the last bit, are the same.
func markOfLaw(law dist.Distribution) mark {
	m := newMark(markLaw)
	for _, c := range []byte(reflect.TypeOf(law).String()) {
		m = m.with(uint64(c))
	}
	lo, hi := law.Support()
	mean := law.Mean()
	m = m.number(lo, hi, mean, law.Variance())
	for _, p := range []float64{0.03, 0.3, 0.7, 0.97} {
		m = m.number(law.Quantile(p))
	}
	return m.number(law.CDF(math.Min(mean, 1e9)))
}

func (d *duration) marked() mark { return d.mark }

func (s sum) marked() mark {
	m := newMark(markSum)
	for _, part := range s {
		m = m.with(uint64(part.marked()))
	}
	return m
}

func (m mixture) marked() mark {
	all := newMark(markMixture)
	for _, c := range m {
		all = all.number(c.weight).with(uint64(c.of.marked()))
	}
	return all
}

func (c compound) marked() mark { return c.count.marked().with(uint64(c.of.marked())) }

func (f Poisson) marked() mark { return newMark(markPoisson).number(f.Mean) }
func (f Fixed) marked() mark   { return newMark(markFixed).with(uint64(f.N)) }

// A pool keeps durations that took time to make, for scenarios that have them
// in common. Nil keeps nothing.
type pool struct {
	known  sync.Map     // mark to *duration
	strata sync.Map     // mark to []stratum
	work   atomic.Int64 // units that they took, each counted once
	solved atomic.Int64 // durations that took a law of their own to work out
}

// kept returns the duration of a mark, made the first time.
func (b *builder) kept(m mark, make func() *duration) *duration {
	if b.pool == nil {
		return make()
	}
	if d, ok := b.pool.known.Load(m); ok {
		return d.(*duration)
	}
	// Two cells may make it at the same time: what they make is the same.
	// Whichever makes it has an allowance of its own for that, so that no
	// cell's depends on what others have made before.
	cell := b.allow
	b.allow = cell.apart()
	made := make()
	made.prepare(b.allow) // from now on nobody changes it
	d, known := b.pool.known.LoadOrStore(m, made)
	if !known {
		b.pool.work.Add(int64(b.allow.spent()))
	}
	b.allow = cell
	return d.(*duration)
}

// times is scaled, with the pool.
func (b *builder) times(d *duration, w float64) *duration {
	if b.pool == nil || w == 1 || d.isConstant() {
		return d.scaled(w)
	}
	return b.kept(newMark(markScale, d.mark).number(w), func() *duration { return d.scaled(w) })
}

// drawn is the function of that name, with the pool.
func (b *builder) drawn(law dist.Distribution) *duration {
	if law == nil || b.pool == nil {
		return drawn(law)
	}
	return b.kept(markOfLaw(law), func() *duration { return drawn(law) })
}

// realized is the function of that name, with the pool.
func (b *builder) realized(q quantity, enough float64) *duration {
	if s, ok := q.(sum); ok {
		q = s.flat()
	}
	if d, ok := q.(*duration); ok {
		return d
	}
	m := newMark(markRealized, q.marked()).number(enough)
	if b.pool != nil {
		if _, again := b.pool.known.LoadOrStore(m.with(1), (*duration)(nil)); !again {
			b.pool.solved.Add(1)
		}
	}
	return b.kept(m, func() *duration { return realized(b.allow, q, enough) })
}
