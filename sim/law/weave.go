package law

import (
	"math"
	"slices"
)

// spectrum returns the transform of a quantity, or of the part of it that is
// made of known lengths; nil is zero. It belongs to others and must not be
// changed. What is asked for a second time is kept: it is a pure function of
// what the key tells, so that it does not matter who worked it out.
func (r *reader) spectrum(l *lattice, q quantity, tied bool) []complex128 {
	key := spectrumKey{q.marked(), r.level, tied}
	if s, ok := r.spectra.Load(key); ok {
		return s.([]complex128)
	}
	d, leaf := q.(*duration)
	var s []complex128
	if leaf {
		s = r.leaf(l, d, tied)
	} else {
		s = r.woven(l, q, tied)
	}
	_, again := r.met.LoadOrStore(key, true)
	if !again {
		r.note(q)
	}
	if (again || leaf) && s != nil && r.held.Load() < mostHeld {
		s = slices.Clone(s)
		r.held.Add(int64(16 * len(s)))
		r.spectra.Store(key, s)
	}
	return s
}

// note counts what it took to work out the spectrum of a quantity from those of
// its parts.
func (r *reader) note(q quantity) {
	per := float64(pointOfProduct)
	switch q := q.(type) {
	case *duration:
		r.leaves.Add(int64(pointOfDuration * r.points))
		return
	case sum:
		per *= float64(len(q))
	case mixture:
		per *= float64(len(q))
	case compound:
		per = pointOfCount
	case *cut:
		per = pointOfCut
	}
	r.works.Add(int64(per * float64(r.points)))
}

// woven puts the spectra of a quantity's parts together.
func (r *reader) woven(l *lattice, q quantity, tied bool) []complex128 {
	out := r.tables.spectrum()
	switch q := q.(type) {
	case sum:
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
	case mixture:
		clear(out)
		for _, c := range q {
			weight := c.weight
			for j, v := range r.spectrum(l, c.of, tied) {
				out[j] += complex(weight*real(v), weight*imag(v))
			}
		}
	case *cut:
		r.cut(l, q, out, tied)
	case compound:
		p := r.spectrum(l, q.of, tied)
		if p == nil {
			g, _ := q.count.generate(0)
			for j := range out {
				out[j] = g
			}
			break
		}
		for j, z := range p {
			out[j], _ = q.count.generate(z)
		}
	}
	return out
}

// cut fills in the spectrum of a cut. Parts that count both whole and by their
// impact are asked for once.
func (r *reader) cut(l *lattice, c *cut, out []complex128, tied bool) {
	clear(out)
	time := out
	if !tied {
		time = l.blank()
	}
	inverse := weightsOf(c.timed(), 1, map[mark]float64{})
	r.parts(l, c.of, 1, tied, func(part quantity, weight float64, s []complex128) {
		l.add(out, s, weight)
		if !tied {
			l.add(time, s, inverse[part.marked()])
			delete(inverse, part.marked())
		}
	})
	if len(c.biased.at) > 0 {
		l.add(out, l.scatter(c.biased), -1/c.window)
	}
	if tied {
		return
	}
	var points []complex128
	if len(c.biased.at) > 0 {
		points = r.spectrum(l, c.timed(), true)
	}
	c.trim(l, out, time, points)
}

// parts calls f for what mixtures of mixtures are made of, with its weight and
// its spectrum.
func (r *reader) parts(l *lattice, q quantity, weight float64, tied bool, f func(part quantity, weight float64, s []complex128)) {
	if m, ok := q.(mixture); ok {
		for _, c := range m {
			r.parts(l, c.of, weight*c.weight, tied, f)
		}
		return
	}
	f(q, weight, r.spectrum(l, q, tied))
}

// weightsOf adds up the weights of what mixtures of mixtures are made of.
func weightsOf(q quantity, weight float64, all map[mark]float64) map[mark]float64 {
	if m, ok := q.(mixture); ok {
		for _, c := range m {
			weightsOf(c.of, weight*c.weight, all)
		}
		return all
	}
	all[q.marked()] += weight
	return all
}

// leaf transforms a duration. The smooth part of a multiple of another is that
// other's on a lattice of another step.
func (r *reader) leaf(l *lattice, d *duration, tied bool) []complex128 {
	var all []complex128
	if len(d.steps.at) > 0 {
		all = l.scatter(d.steps)
	}
	if tied || d.smoothWeight() <= leastMass {
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
func (r *reader) ready(d *duration) *duration {
	if known, ok := r.bases.Load(d.mark); ok {
		return known.(*duration)
	}
	own := *d
	own.prepare(newAllowance(r.ctx, cellWork)) // not the cell's, for another one may be first
	known, _ := r.bases.LoadOrStore(d.mark, &own)
	return known.(*duration)
}

// certainty returns the probability that all of a quantity is made of known
// lengths, and that they are all nothing.
func certainty(q quantity) (all, nothing float64) {
	switch q := q.(type) {
	case *duration:
		return q.steps.total(), q.steps.of(0)
	case sum:
		all, nothing = 1, 1
		for _, part := range q {
			a, n := certainty(part)
			all, nothing = all*a, nothing*n
		}
	case mixture:
		for _, c := range q {
			a, n := certainty(c.of)
			all, nothing = all+c.weight*a, nothing+c.weight*n
		}
	case compound:
		a, n := certainty(q.of)
		ga, _ := q.count.generate(complex(a, 0))
		gn, _ := q.count.generate(complex(n, 0))
		return real(ga), real(gn)
	case *cut:
		all, nothing = certainty(q.of)
		return all - q.biased.total()/q.window, nothing
	}
	return all, nothing
}

// exceeding bounds the probability that all of a quantity is made of known
// lengths and more than x, by the Chernoff bound at one point.
func exceeding(q quantity, x float64) float64 {
	const steepness = 24
	if x <= 0 {
		return 1
	}
	var mean func(q quantity) float64 // of exp(rate·X)
	mean = func(q quantity) float64 {
		all := 0.0
		switch q := q.(type) {
		case *duration:
			for i, at := range q.steps.at {
				all += q.steps.mass(i) * math.Exp(steepness/x*at)
			}
		case sum:
			all = 1
			for _, part := range q {
				all *= mean(part)
			}
		case mixture:
			for _, c := range q {
				all += c.weight * mean(c.of)
			}
		case compound:
			g, _ := q.count.generate(complex(mean(q.of), 0))
			all = real(g)
		case *cut:
			all = mean(q.of)
		}
		return all
	}
	if bound := math.Exp(-steepness) * mean(q); bound >= 0 {
		return bound
	}
	return 1 // more than fits a number
}

// countPoints returns about how many points the law of what is made of known
// lengths has: as many as there are ways to have so many incidents of so many
// lengths.
func countPoints(q quantity) float64 {
	all := 0.0
	switch q := q.(type) {
	case *duration:
		return float64(len(q.steps.at))
	case sum:
		all = 1
		for _, part := range q {
			all *= countPoints(part)
		}
	case mixture:
		for _, c := range q {
			all += countPoints(c.of)
		}
	case compound:
		lengths := countPoints(q.of)
		n, _ := q.count.count()
		if a, nothing := certainty(q.of); nothing > 0 {
			n *= a - nothing
			lengths--
		}
		most := math.Ceil(n + 5*math.Sqrt(n) + 3)
		all = 1
		for i := 1.0; i <= math.Min(lengths, most); i++ {
			all *= (math.Max(lengths, most) + i) / i
		}
	case *cut:
		return countPoints(q.of)
	}
	return all
}

// pointsOf returns the part of a quantity's law that is made of known lengths.
func pointsOf(q quantity, e *exactly) steps {
	var all steps
	switch q := q.(type) {
	case *duration:
		return q.steps
	case sum:
		all.add(0, 1)
		for _, part := range q {
			all = e.convolve(all, pointsOf(part, e))
		}
	case mixture:
		for _, c := range q {
			all = merged(all, pointsOf(c.of, e).scaled(c.weight))
		}
	case compound:
		all, _ = q.count.compound(e, pointsOf(q.of, e))
	case *cut:
		all = q.less(pointsOf(q.of, e))
	}
	return all
}

// quantile returns the least point up to which the measure is p at least; the
// last where it is less.
func (s *steps) quantile(p float64) float64 {
	i, _ := slices.BinarySearch(s.sum, p)
	return s.at[min(i, len(s.at)-1)]
}
