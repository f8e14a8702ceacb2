package dist

import (
	"math"
	"math/bits"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

// An Inverse turns random words into draws of a law, by tables of its quantile
// function: the draw rises with the uniform that the word stands for, and takes
// a hash and a short polynomial. What is tabled is the law in a unit of its
// own, so that laws that differ in scale alone share their tables.
//
// The tables hold the quantile of either tail's probability, each halving of it
// in parts of equal width, with a polynomial in each. They are made when a
// first word falls into them.
type Inverse struct {
	scale  float64
	law    tailed         // the unit law
	tables *inverseTables // nil where each quantile is computed
}

// A tailed law has quantiles that are exact however small the tail is. It is
// a multiple of a unit law, which is comparable and stands for all of that
// shape.
type tailed interface {
	unit() (law tailed, scale float64)

	// tail returns the quantile of a probability of at most 1/2, from below
	// or, in the upper tail, from above.
	tail(p float64, upper bool) float64
}

const (
	inverseParts  = 32 // of each halving
	inverseDegree = 6
	inverseDepth  = 54 // halvings; a word has 63 bits for a tail
)

// An inversePart is the polynomial of a part, of a variable from -1 to 1,
// lowest power first.
type inversePart [inverseDegree + 1]float64

type inverseTables struct {
	law   tailed
	parts [2 * inverseDepth]atomic.Pointer[[inverseParts]inversePart] // the upper tail's behind the lower's
}

// inverses holds the tables in use by unit law: no law in use has two.
var inverses = struct {
	sync.Mutex
	of map[tailed]weak.Pointer[inverseTables]
}{of: map[tailed]weak.Pointer[inverseTables]{}}

// InverseOf returns the inverse of a law; nil where a law has none whose error
// stays below 1e-12 of the quantile.
func InverseOf(d Distribution) *Inverse {
	law, ok := d.(tailed)
	if !ok {
		return nil
	}
	unit, scale := law.unit()
	inverses.Lock()
	defer inverses.Unlock()
	if t := inverses.of[unit].Value(); t != nil {
		return &Inverse{scale, unit, t}
	}
	t := &inverseTables{law: unit}
	if !t.accurate() {
		return nil
	}
	inverses.of[unit] = weak.Make(t)
	runtime.AddCleanup(t, forgetInverse, unit)
	return &Inverse{scale, unit, t}
}

// DirectInverseOf is InverseOf without tables, for a law of which few draws are
// made: it computes each quantile, and gives the same but for the tables' error.
func DirectInverseOf(d Distribution) *Inverse {
	if law, ok := d.(tailed); ok {
		return &Inverse{scale: 1, law: law}
	}
	return nil
}

// forgetInverse drops the entry of tables that nobody uses any more, unless
// others have taken their place.
func forgetInverse(unit tailed) {
	inverses.Lock()
	defer inverses.Unlock()
	if inverses.of[unit].Value() == nil {
		delete(inverses.of, unit)
	}
}

// Of returns the draw that a word stands for.
func (v *Inverse) Of(word uint64) float64 {
	if v.tables == nil {
		return v.scale * v.law.tail(math.Ldexp(float64(max(word<<1, 1)), -65), word>>63 != 0)
	}
	return v.scale * v.tables.of(word)
}

// OfAll puts the draws that words stand for into to, which is as long.
func (v *Inverse) OfAll(words []uint64, to []float64) {
	t := v.tables
	if t == nil {
		for i, word := range words {
			to[i] = v.Of(word)
		}
		return
	}
	// In a loop of its own, which lets the processor work on several draws at
	// once.
	for i, word := range words[:min(len(words), len(to))] {
		table, rest := inversePlace(word)
		parts := t.parts[table].Load()
		if parts == nil {
			parts = t.fitTable(table)
		}
		to[i] = v.scale * parts[rest>>(64-5)].at(rest<<5)
	}
}

// of returns the draw of the unit law.
func (t *inverseTables) of(word uint64) float64 {
	table, rest := inversePlace(word)
	parts := t.parts[table].Load()
	if parts == nil {
		parts = t.fitTable(table)
	}
	return parts[rest>>(64-5)].at(rest << 5)
}

// inversePlace returns the table that a word falls into, and as a fraction of
// 64 bits where. A word's first bit says which tail, and the others, as a
// fraction, twice its probability.
func inversePlace(word uint64) (table int, rest uint64) {
	tail := word << 1
	depth := bits.LeadingZeros64(tail | 1<<(64-inverseDepth))
	return depth + inverseDepth*int(word>>63), tail << (depth + 1)
}

// at returns the polynomial's value at a fraction of the part.
func (p *inversePart) at(fraction uint64) float64 {
	x := float64(int64(fraction)^math.MinInt64) * (1.0 / (1 << 63))
	x2 := x * x
	return p[0] + p[1]*x + x2*(p[2]+p[3]*x+x2*(p[4]+p[5]*x+x2*p[6]))
}

// inverseSpan returns where the probabilities of a part begin, and half their width.
func inverseSpan(depth, part int) (middle, half float64) {
	least := math.Ldexp(1, -2-depth)
	width := least / inverseParts
	return least + (float64(part)+0.5)*width, width / 2
}

// fitTable fits the polynomials of a halving.
func (t *inverseTables) fitTable(table int) *[inverseParts]inversePart {
	parts := new([inverseParts]inversePart)
	for i := range parts {
		parts[i] = t.fit(table, i)
	}
	t.parts[table].CompareAndSwap(nil, parts)
	return t.parts[table].Load()
}

// fit returns the polynomial through the quantiles at a part's Chebyshev nodes.
func (t *inverseTables) fit(table, part int) (p inversePart) {
	middle, half := inverseSpan(table%inverseDepth, part)
	var at [inverseDegree + 1]float64
	for i, x := range &chebyshevNodes {
		at[i] = t.law.tail(middle+x*half, table >= inverseDepth)
	}
	for k := range p {
		for i, v := range at {
			p[k] += monomials[k][i] * v
		}
	}
	return p
}

// accurate reports whether the polynomials come close to the quantiles between
// their nodes, at the places of a tail where these bend most.
func (t *inverseTables) accurate() bool {
	const most = 1e-12
	for _, table := range []int{0, 1, 4, 20, 45, inverseDepth, inverseDepth + 1, inverseDepth + 4, inverseDepth + 20, inverseDepth + 45} {
		p := t.fit(table, 0)
		middle, half := inverseSpan(table%inverseDepth, 0)
		for _, x := range []float64{-1, -0.7, 0.2, 0.9, 1} {
			got := p[inverseDegree]
			for k := inverseDegree - 1; k >= 0; k-- {
				got = got*x + p[k]
			}
			if want := t.law.tail(middle+x*half, table >= inverseDepth); !(math.Abs(got-want) <= most*want) {
				return false
			}
		}
	}
	return true
}

// chebyshevNodes are the nodes at which a polynomial is fitted, on [-1, 1].
var chebyshevNodes = func() (x [inverseDegree + 1]float64) {
	for i := range x {
		x[i] = math.Cos((float64(i) + 0.5) * math.Pi / float64(len(x)))
	}
	return x
}()

// monomials turn values at the nodes into the coefficients of the polynomial
// through them: the inverse of the matrix of the nodes' powers.
var monomials = func() (m [inverseDegree + 1][inverseDegree + 1]float64) {
	// Lagrange's polynomials, multiplied out.
	for i, xi := range &chebyshevNodes {
		poly, norm := []float64{1}, 1.0
		for j, xj := range &chebyshevNodes {
			if j == i {
				continue
			}
			next := make([]float64, len(poly)+1)
			for k, c := range poly {
				next[k+1] += c
				next[k] -= c * xj
			}
			poly, norm = next, norm*(xi-xj)
		}
		for k, c := range poly {
			m[k][i] = c / norm
		}
	}
	return m
}()
