package random

import "nines/sim/law/internal/measure"

// A spectra is the transform of a quantity's law, and of the exact part of it;
// nil stands for nothing.
type spectra struct {
	full   []complex128
	points []complex128 // all of known length
	single []complex128 // one smooth duration among what is of known length
}

func (d *Duration) spectra(l *lattice) spectra {
	if s, ok := l.ready[d]; ok {
		return s
	}
	var s, tied []complex128
	if d.SmoothWeight() > measure.LeastMass {
		s = l.spread(d)
	}
	if len(d.Steps.At) > 0 {
		tied = l.scatter(d.Steps)
	}
	all := spectra{full: s}
	switch {
	case s == nil:
		all.full = tied
	case tied != nil:
		all.full = l.add(l.add(nil, s, 1), tied, 1)
	}
	if l.points {
		all.points = tied
		if l.single {
			all.single = s
		}
	}
	if l.uses[d] > 1 {
		l.ready[d] = all
	}
	return all
}

func (s Sum) spectra(l *lattice) spectra {
	all := s[0].spectra(l)
	for i, part := range s[1:] {
		p := part.spectra(l)
		if i == 0 { // what is multiplied from here on is this sum's own
			all = spectra{l.add(nil, all.full, 1), l.add(nil, all.points, 1), l.add(nil, all.single, 1)}
		}
		all.single = multiply(all.single, p.points)
		if all.points != nil && p.single != nil {
			if all.single == nil {
				all.single = l.tables.spectrum()
				clear(all.single)
			}
			for j, v := range p.single {
				all.single[j] += v * all.points[j]
			}
		}
		all.points = multiply(all.points, p.points)
		all.full = multiply(all.full, p.full)
	}
	return all
}

func (m Mixture) spectra(l *lattice) spectra {
	// A mixture may have thousands of parts: each takes the room of the one
	// before it, if nothing of that is asked for again.
	own := [3][]complex128{l.blank(), l.blank(), l.blank()}
	var all spectra
	for _, c := range m {
		room := l.tables.used
		p := c.Of.spectra(l)
		for i, to := range []struct{ sum, part *[]complex128 }{{&all.full, &p.full}, {&all.points, &p.points}, {&all.single, &p.single}} {
			if *to.part != nil {
				*to.sum = l.add(own[i], *to.part, c.Weight)
			}
		}
		if l.passing(c.Of) {
			l.tables.used = room
		}
	}
	if all.full == nil { // of no weight
		all.full = own[0]
	}
	return all
}

func (c Compound) spectra(l *lattice) spectra {
	p := c.Of.spectra(l)
	var all spectra
	all.full = l.tables.spectrum()
	for j, z := range p.full {
		all.full[j], _ = c.Count.generate(z)
	}
	if !l.points {
		return all
	}
	all.points = l.tables.spectrum()
	if p.single != nil {
		all.single = l.tables.spectrum()
	}
	if p.points == nil {
		g, derived := c.Count.generate(0)
		for j := range all.points {
			all.points[j] = g
		}
		for j, v := range p.single {
			all.single[j] = derived * v
		}
		return all
	}
	for j, z := range p.points {
		g, derived := c.Count.generate(z)
		all.points[j] = g
		if p.single != nil {
			all.single[j] = derived * p.single[j]
		}
	}
	return all
}

// blank returns room for a spectrum, all zero.
func (l *lattice) blank() []complex128 {
	s := l.tables.spectrum()
	clear(s)
	return s
}

// passing reports whether nothing of a quantity occurs a second time.
func (l *lattice) passing(q Quantity) bool {
	once := true
	q.each(func(d *Duration) { once = once && l.uses[d] <= 1 })
	return once
}

// multiply multiplies a by b, in place; nil is zero.
func multiply(a, b []complex128) []complex128 {
	if a == nil || b == nil {
		return nil
	}
	for j, v := range b {
		a[j] *= v
	}
	return a
}

// add adds w·b to a, in place; nil is zero.
func (l *lattice) add(a, b []complex128, w float64) []complex128 {
	switch {
	case b == nil:
		return a
	case a == nil:
		a = l.tables.spectrum()
		for j, v := range b {
			a[j] = complex(w*real(v), w*imag(v))
		}
		return a
	}
	for j, v := range b {
		a[j] += complex(w*real(v), w*imag(v))
	}
	return a
}
