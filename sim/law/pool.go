package law

import (
	"sync"
	"sync/atomic"

	"nines/model/dist"
	"nines/sim/law/internal/random"
)

// A pool caches durations that are expensive to compute, for scenarios that have
// them in common. A nil pool caches nothing.
type pool struct {
	known  sync.Map     // Mark to *random.Duration
	strata sync.Map     // Mark to []stratum
	work   atomic.Int64 // units that they took, each counted once
	solved atomic.Int64 // durations that took a law of their own to work out
}

// cached returns the duration of a mark, made the first time.
func (b *builder) cached(m random.Mark, make func() *random.Duration) *random.Duration {
	if b.pool == nil {
		return make()
	}
	if d, ok := b.pool.known.Load(m); ok {
		return d.(*random.Duration)
	}
	// Two cells may compute it at the same time, with the same result. It has an
	// allowance of its own, so that no cell's work depends on what others have
	// computed before.
	cell := b.allow
	b.allow = cell.Fresh()
	made := make()
	made.Prepare(b.allow) // from now on nobody changes it
	d, known := b.pool.known.LoadOrStore(m, made)
	if !known {
		b.pool.work.Add(int64(b.allow.Spent()))
	}
	b.allow = cell
	return d.(*random.Duration)
}

// times is scaled, with the pool.
func (b *builder) times(d *random.Duration, w float64) *random.Duration {
	if b.pool == nil || w == 1 || d.IsConstant() {
		return d.Scaled(w)
	}
	return b.cached(random.NewMark(random.MarkScale, d.Mark).WithFloats(w), func() *random.Duration { return d.Scaled(w) })
}

// drawn is the function of that name, with the pool.
func (b *builder) drawn(law dist.Distribution) *random.Duration {
	if law == nil || b.pool == nil {
		return random.Drawn(law)
	}
	return b.cached(random.MarkOfLaw(law), func() *random.Duration { return random.Drawn(law) })
}

// realized is the function of that name, with the pool.
func (b *builder) realized(q random.Quantity, tol float64) *random.Duration {
	if s, ok := q.(random.Sum); ok {
		q = s.Flat()
	}
	if d, ok := q.(*random.Duration); ok {
		return d
	}
	m := random.NewMark(random.MarkRealized, q.Marked()).WithFloats(tol)
	if b.pool != nil {
		if _, again := b.pool.known.LoadOrStore(m.With(1), (*random.Duration)(nil)); !again {
			b.pool.solved.Add(1)
		}
	}
	return b.cached(m, func() *random.Duration { return random.Realized(b.allow, q, tol) })
}
