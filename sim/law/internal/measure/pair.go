package measure

import (
	"slices"

	"nines/sim/law/internal/effort"
)

// Quantile returns the least point up to which the measure is p at least; the
// last where it is less.
func (s *Steps) Quantile(p float64) float64 {
	i, _ := slices.BinarySearch(s.Sum, p)
	return s.At[min(i, len(s.At)-1)]
}

// thinned returns the measure with neighbours merged whose masses come to no
// more than little.
func (s Steps) thinned(little float64) Steps {
	var out Steps
	for i := 0; i < len(s.At); {
		at, mass := s.At[i], s.Mass(i)
		for i++; i < len(s.At) && mass+s.Mass(i) <= little; i++ {
			m := s.Mass(i)
			at += (s.At[i] - at) * m / (mass + m)
			mass += m
		}
		out.Add(at, mass)
	}
	return out
}

// ConvolvedUpTo returns the mass up to x of the convolution of two measures.
func ConvolvedUpTo(a, b *Steps, x float64) float64 {
	sum, before := 0.0, 0.0
	j := len(b.At) - 1
	masses := a.Sum[:len(a.At)]
	for i, at := range a.At {
		for j >= 0 && b.At[j] > x-at {
			j--
		}
		if j < 0 {
			break
		}
		sum += (masses[i] - before) * b.Sum[j]
		before = masses[i]
	}
	return sum
}

// Joint returns the convolution of both lists as one, short enough to go on
// with, and how far that may be off.
func Joint(al *effort.Allowance, a, b Steps) (Steps, float64) {
	const short = 512
	off := 0.0
	for _, s := range []*Steps{&a, &b} {
		for little := 1e-12; len(s.At) > short; little *= 2 {
			*s = s.thinned(little)
			off += little
		}
	}
	e := &Convolver{Allow: al, Thin: 1e-9}
	s := e.Convolve(a, b)
	return s, off + e.Lost
}
