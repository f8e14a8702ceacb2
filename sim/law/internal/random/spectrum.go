package random

import (
	"slices"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// spectrum returns the transform of a quantity, or of the part of it that is
// made of known lengths; nil is zero. Callers share it; do not
// modify. Cached on the second request: it is a pure function of the key, so that
// it does not matter which worker computed it.
func (r *Reader) spectrum(l *lattice, q Quantity, tied bool) []complex128 {
	key := spectrumKey{q.Marked(), r.level, tied}
	if s, ok := r.spectra.Load(key); ok {
		return s.([]complex128)
	}
	d, leaf := q.(*Duration)
	var s []complex128
	if leaf {
		s = r.durationSpectrum(l, d, tied)
	} else {
		s = r.combined(l, q, tied)
	}
	_, again := r.met.LoadOrStore(key, true)
	if !again {
		r.note(q)
	}
	if (again || leaf) && s != nil && r.held.Load() < maxHeld {
		s = slices.Clone(s)
		r.held.Add(int64(16 * len(s)))
		r.spectra.Store(key, s)
	}
	return s
}

// note counts what it took to work out the spectrum of a quantity from those of
// its parts.
func (r *Reader) note(q Quantity) {
	per := float64(pointOfProduct)
	switch q := q.(type) {
	case *Duration:
		r.leaves.Add(int64(pointOfDuration * r.points))
		return
	case Sum:
		per *= float64(len(q))
	case Mixture:
		per *= float64(len(q))
	case Compound:
		per = pointOfCount
	case *cut:
		per = pointOfCut
	}
	r.works.Add(int64(per * float64(r.points)))
}

// combined computes a quantity's spectrum from those of its parts.
func (r *Reader) combined(l *lattice, q Quantity, tied bool) []complex128 {
	out := r.tables.spectrum()
	switch q := q.(type) {
	case Sum:
		for i, part := range q {
			p := r.spectrum(l, part, tied)
			switch {
			case p == nil:
				return nil
			case i == 0:
				copy(out, p)
			default:
				for j, v := range p {
					out[j] *= v
				}
			}
		}
	case Mixture:
		clear(out)
		for _, c := range q {
			weight := c.Weight
			for j, v := range r.spectrum(l, c.Of, tied) {
				out[j] += complex(weight*real(v), weight*imag(v))
			}
		}
	case *cut:
		r.cut(l, q, out, tied)
	case Compound:
		p := r.spectrum(l, q.Of, tied)
		if p == nil {
			g, _ := q.Count.generate(0)
			for j := range out {
				out[j] = g
			}
			break
		}
		for j, z := range p {
			out[j], _ = q.Count.generate(z)
		}
	}
	return out
}

// cut fills in the spectrum of a cut. Parts that count both whole and by their
// impact are asked for once.
func (r *Reader) cut(l *lattice, c *cut, out []complex128, tied bool) {
	clear(out)
	time := out
	if !tied {
		time = l.blank()
	}
	inverse := weightsOf(c.timed(), 1, map[Mark]float64{})
	r.parts(l, c.of, 1, tied, func(part Quantity, weight float64, s []complex128) {
		l.add(out, s, weight)
		if !tied {
			l.add(time, s, inverse[part.Marked()])
			delete(inverse, part.Marked())
		}
	})
	if len(c.biased.At) > 0 {
		l.add(out, l.scatter(c.biased), -1/c.window)
	}
	if tied {
		return
	}
	var points []complex128
	if len(c.biased.At) > 0 {
		points = r.spectrum(l, c.timed(), true)
	}
	c.trim(l, out, time, points)
}

// parts calls f for what mixtures of mixtures are made of, with its weight and
// its spectrum.
func (r *Reader) parts(l *lattice, q Quantity, weight float64, tied bool, f func(part Quantity, weight float64, s []complex128)) {
	if m, ok := q.(Mixture); ok {
		for _, c := range m {
			r.parts(l, c.Of, weight*c.Weight, tied, f)
		}
		return
	}
	f(q, weight, r.spectrum(l, q, tied))
}

// weightsOf adds up the weights of what mixtures of mixtures are made of.
func weightsOf(q Quantity, weight float64, all map[Mark]float64) map[Mark]float64 {
	if m, ok := q.(Mixture); ok {
		for _, c := range m {
			weightsOf(c.Of, weight*c.Weight, all)
		}
		return all
	}
	all[q.Marked()] += weight
	return all
}

// durationSpectrum transforms a duration. The smooth part of a multiple of another is that
// other's on a lattice of another step.
func (r *Reader) durationSpectrum(l *lattice, d *Duration, tied bool) []complex128 {
	var all []complex128
	if len(d.Steps.At) > 0 {
		all = l.scatter(d.Steps)
	}
	if tied || d.SmoothWeight() <= measure.LeastMass {
		return all
	}
	base, h := d, l.h
	if d.base != nil {
		base, h = d.base, l.h/d.factor
	}
	base = r.ready(base)
	own := newLattice(r.allow, r.tables, h)
	return l.add(own.spread(base), all, 1)
}

// ready returns a duration, or the one of its mark that has been asked for
// before, with the pieces that lattices are filled from.
func (r *Reader) ready(d *Duration) *Duration {
	if known, ok := r.bases.Load(d.Mark); ok {
		return known.(*Duration)
	}
	own := *d
	own.Prepare(effort.New(r.ctx, effort.CellWork)) // not the cell's, for another one may be first
	known, _ := r.bases.LoadOrStore(d.Mark, &own)
	return known.(*Duration)
}
