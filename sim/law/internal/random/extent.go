package random

import "math"

// An extent is what a lattice of a quantity costs.
type extent struct {
	uses map[*Duration]int // how often each duration occurs
	work float64           // units for each point
	live float64           // spectra that are held at once
	tail float64           // units of one call of tail
}

// What a point of a lattice costs, in units of work: of a duration, which is
// tabulated, transformed and sharpened; of a product or a sum; of a generating
// function; of a cut, which is transformed back and forth.
const (
	pointOfDuration = 45
	pointOfProduct  = 6
	pointOfCount    = 60
	pointOfCut      = 90
)

// extent returns what a lattice of the solver's quantity costs.
func (s *solver) extent() *extent {
	if s.size == nil {
		of := s.of
		if s.beside != nil {
			of = Sum{s.of, s.beside}
		}
		s.size = extentOf(of)
	}
	return s.size
}

func extentOf(q Quantity) *extent {
	x := &extent{uses: map[*Duration]int{}}
	q.each(func(d *Duration) {
		if x.uses[d]++; x.uses[d] == 1 {
			x.work += pointOfDuration
		}
		x.tail += d.cost
	})
	x.live, _ = x.add(q)
	return x
}

// add goes on with a part of the quantity. It returns how many spectra the part
// holds, and whether it can let go of them once they have been added up.
func (x *extent) add(q Quantity) (live float64, passing bool) {
	const ofDuration, ofSum, ofMixture, ofCount, ofCut = 4, 3, 3, 2, 6
	switch q := q.(type) {
	case *Duration:
		return ofDuration, x.uses[q] <= 1
	case Sum:
		live, passing = ofSum, true
		for _, part := range q {
			l, once := x.add(part)
			x.work += pointOfProduct
			live, passing = live+l, passing && once
		}
	case Mixture:
		live, passing = ofMixture, true
		most := 0.0
		for _, c := range q {
			l, once := x.add(c.Of)
			x.work += pointOfProduct
			if once {
				most = math.Max(most, l)
			} else {
				live, passing = live+l, false
			}
		}
		live += most
	case Compound:
		x.work += pointOfCount
		live, passing = x.add(q.Of)
		live += ofCount
	case *cut:
		x.work += pointOfCut
		live, passing = x.add(q.of)
		if q.time != nil {
			l, once := x.add(q.time)
			live, passing = live+l, passing && once
		}
		live += ofCut
	}
	return live, passing
}

// ofNode is how many spectra a part of a quantity takes while its own is worked
// out.
const ofNode = 4

// weaving returns what a point of a quantity's spectrum costs and how many
// spectra that takes, if each part is worked out as often as it occurs.
func weaving(q Quantity) (work, nodes float64) {
	switch q := q.(type) {
	case *Duration:
		return pointOfDuration, ofNode
	case Sum:
		for _, part := range q {
			w, n := weaving(part)
			work, nodes = work+w+pointOfProduct, nodes+n
		}
	case Mixture:
		for _, c := range q {
			w, n := weaving(c.Of)
			work, nodes = work+w+pointOfProduct, nodes+n
		}
	case Compound:
		work, nodes = weaving(q.Of)
		work += pointOfCount
	case *cut:
		work, nodes = weaving(q.of)
		if q.time != nil {
			w, n := weaving(q.time)
			work, nodes = work+w, nodes+n
		}
		work += pointOfCut
	}
	return work, nodes + ofNode
}

// marksOf adds the marks of a quantity and of its parts.
func marksOf(q Quantity, all map[Mark]bool) map[Mark]bool {
	if all[q.Marked()] {
		return all
	}
	all[q.Marked()] = true
	switch q := q.(type) {
	case Sum:
		for _, part := range q {
			marksOf(part, all)
		}
	case Mixture:
		for _, c := range q {
			marksOf(c.Of, all)
		}
	case Compound:
		marksOf(q.Of, all)
	case *cut:
		marksOf(q.of, all)
		marksOf(q.timed(), all)
	}
	return all
}
