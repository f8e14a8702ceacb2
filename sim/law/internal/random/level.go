package random

import (
	"math"

	"nines/sim/law/internal/effort"
)

// What the exact part leaves is read from lattices, one for each order of
// magnitude that matters: the law up to a point depends on the durations up to
// there alone, so that small downtimes can be looked at on a lattice of their
// own, as fine as they need, while another reaches out to the largest.

// A level is the rest of the distribution function on one lattice.
type level struct {
	top float64   // it is read up to here
	h   float64   // the lattice's step
	cum []float64 // at (i - before + ½)·h
}

// at returns the rest at x, by cubic interpolation. Masses of cells around
// lattice points add up to the distribution function half way between them.
func (l *level) at(x float64) float64 {
	t := math.Min(x, l.top)/l.h - 0.5 + before
	i := math.Floor(t)
	u, k := t-i, int(i)
	if k < 1 {
		return 0
	}
	p := l.cum[k-1 : k+3]
	return -p[0]*u*(u-1)*(u-2)/6 + p[1]*(u+1)*(u-1)*(u-2)/2 - p[2]*(u+1)*u*(u-2)/2 + p[3]*(u+1)*u*(u-1)/6
}

// A solver finds the levels of a law.
type solver struct {
	allow          *effort.Allowance
	of             Quantity
	beside         Quantity // whose rest is known; nil for nothing
	points, single bool     // the exact part holds these
	minPoints      int      // points of a lattice
	size           *extent
}

// level returns the rest up to top from n points.
func (s *solver) level(top float64, n int) *level {
	t := acquireTables(n, steep)
	defer t.release()
	size := s.extent()
	s.allow.Memory(8 * float64(n) * (size.live + float64(12)))
	s.allow.Spend(float64(n) * size.work)
	l := newLattice(s.allow, t, top/(usable*float64(n)))
	l.points, l.single, l.uses = s.points, s.single, size.uses
	all := s.of.spectra(l)
	if s.beside != nil {
		known := s.beside.spectra(l)
		all.full = l.add(l.add(nil, all.full, 1), known.full, -1)
		all.full = l.add(all.full, known.points, 1)
	}
	rest := t.spectrum()
	for j := range rest {
		v := all.full[j]
		if all.points != nil {
			v -= all.points[j]
		}
		if all.single != nil {
			v -= all.single[j]
		}
		rest[j] = v * t.bin[j]
	}
	m := l.masses(rest)
	out := &level{top: top, h: l.h}
	out.cum = make([]float64, before+int(usable*float64(n))+4)
	running := 0.0
	for i := range out.cum {
		k := i - before
		if k < 0 {
			k += n
		}
		running += m[k]
		out.cum[i] = running
	}
	return out
}

// How many points a lattice may have.
const (
	minPoints     = 1 << 9
	minEdgePoints = 1 << 7 // for what the ends of a window change, which is little
	maxPoints     = 1 << 18
)

// levels returns levels from the outermost inwards, and a bound on the error
// with which they give the rest.
func (s *solver) levels(top, tolerance float64) (levels []level, bound float64) {
	tol := 0.35 * tolerance
	bound = tol
	for {
		var t comparison
		t.coarser = s.level(top, s.minPoints)
		t.coarse = s.level(top, 2*s.minPoints)
		t.fine = s.level(top, 4*s.minPoints)
		good := t.goodAbove(tol)
		for n := 8 * s.minPoints; good > top/3 && n <= maxPoints; n *= 2 {
			t = comparison{fine: s.level(top, n), coarse: t.fine, coarser: t.coarse}
			good = t.goodAbove(tol)
		}
		from := math.Min(good, top/3)
		// A part of a distribution function rises: what is little here is
		// less below.
		if s.beside == nil && t.fine.at(from) <= tol || len(levels)+1 == maxLevels {
			from = 0
		}
		levels = append(levels, *t.fine)
		bound = math.Max(bound, t.worst(from, good))
		if from <= 0 {
			return levels, safetyFactor * bound
		}
		top = from
	}
}

// A comparison is a level with the same from half and from a quarter as many
// points. Its error is judged by how it differs from them. Where the error
// falls by half or more from lattice to lattice, twice the change from half as
// many points is at least twice the error that is left; commonly it falls by
// eight. But errors of several kinds may cancel, and one kind depends on where
// in its cell a density jumps, so that one change may be small by chance:
// hence the second, of which a half is at least one and a half times the error.
type comparison struct {
	fine, coarse, coarser *level
	off                   []float64 // bounds on the error at half steps, once worked out from the top
}

// at returns a bound on the error at i half steps.
func (t *comparison) at(i int) float64 {
	x := float64(i) * t.fine.h / 2
	v := t.fine.at(x)
	return 2 * math.Max(math.Abs(v-t.coarse.at(x)), math.Abs(v-t.coarser.at(x))/4)
}

// goodAbove returns the point above which the error is at most the tolerance.
func (t *comparison) goodAbove(tol float64) float64 {
	last := int(2 * t.fine.top / t.fine.h)
	t.off = make([]float64, last+1)
	for i := last; i > 0; i-- {
		if t.off[i] = t.at(i); t.off[i] > tol {
			return math.Min(float64(i+2)*t.fine.h/2, t.fine.top)
		}
	}
	return 0
}

// worst returns the greatest error above from, given down to where it is good.
func (t *comparison) worst(from, good float64) float64 {
	worst := 0.0
	for i := len(t.off) - 1; i >= int(2*from/t.fine.h); i-- {
		if float64(i)*t.fine.h/2 < good {
			t.off[i] = t.at(i)
		}
		worst = math.Max(worst, t.off[i])
	}
	return worst
}

// safetyFactor multiplies what the comparisons say. In 3,000 comparisons of random
// models with themselves at a tight tolerance, 2 were off by more than it
// without, by half at most.
const safetyFactor = 2

// maxLevels bounds the number of levels: three times finer at least each, they
// reach down to a part in 10^10 of the range.
const maxLevels = 24

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
