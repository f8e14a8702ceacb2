package random

import (
	"math"
	"reflect"

	"nines/model/dist"
)

// A Mark tells quantities apart without comparing their laws: what is made in
// the same way from the same parts has the same mark. The cells of a surface
// have most of their durations in common, and find by it what another cell
// has worked out.
type Mark uint64

// What a mark is of: the way in which a quantity is made.
const (
	markConstant = iota + 1
	markLaw
	markShift
	MarkScale
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
	MarkRealized
	markSmeared
	markHours
	MarkStrata
	markCut
	MarkStretch
	markOverlap
	markPaired
	markStopped
	markLeftOver
)

// With mixes numbers into a mark: the finalizer of MurmurHash3 (Appleby) on
// each, which leaves no bit of it without influence.
func (m Mark) With(xs ...uint64) Mark {
	h := uint64(m)
	for _, x := range xs {
		h ^= x + 0x9e3779b97f4a7c15 + h<<6 + h>>2
		h = (h ^ h>>33) * 0xff51afd7ed558ccd
		h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
		h ^= h >> 33
	}
	return Mark(h)
}

// NewMark returns the mark of what is made in a way (a constant Mark...) from parts.
func NewMark(of int, parts ...Mark) Mark {
	m := Mark(0).With(uint64(of))
	for _, p := range parts {
		m = m.With(uint64(p))
	}
	return m
}

// WithFloats mixes numbers in.
func (m Mark) WithFloats(xs ...float64) Mark {
	for _, x := range xs {
		m = m.With(math.Float64bits(x))
	}
	return m
}

// MarkOfLaw returns the mark of a law of the model. Laws of one kind that
// agree in their moments and in five values, to the last bit, are the same.
func MarkOfLaw(law dist.Distribution) Mark {
	m := NewMark(markLaw)
	for _, c := range []byte(reflect.TypeOf(law).String()) {
		m = m.With(uint64(c))
	}
	lo, hi := law.Support()
	mean := law.Mean()
	m = m.WithFloats(lo, hi, mean, law.Variance())
	for _, p := range []float64{0.03, 0.3, 0.7, 0.97} {
		m = m.WithFloats(law.Quantile(p))
	}
	return m.WithFloats(law.CDF(math.Min(mean, 1e9)))
}

// Marked implements Quantity.
func (d *Duration) Marked() Mark { return d.Mark }

// Marked implements Quantity.
func (s Sum) Marked() Mark {
	m := NewMark(markSum)
	for _, part := range s {
		m = m.With(uint64(part.Marked()))
	}
	return m
}

// Marked implements Quantity.
func (m Mixture) Marked() Mark {
	all := NewMark(markMixture)
	for _, c := range m {
		all = all.WithFloats(c.Weight).With(uint64(c.Of.Marked()))
	}
	return all
}

// Marked implements Quantity.
func (c Compound) Marked() Mark { return c.Count.marked().With(uint64(c.Of.Marked())) }

func (f Poisson) marked() Mark { return NewMark(markPoisson).WithFloats(f.Mean) }
func (f Fixed) marked() Mark   { return NewMark(markFixed).With(uint64(f.N)) }
