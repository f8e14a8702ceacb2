package law

import "math"

// An extent is what a lattice of a quantity costs.
type extent struct {
	uses map[*duration]int // how often each duration occurs
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
			of = sum{s.of, s.beside}
		}
		s.size = extentOf(of)
	}
	return s.size
}

func extentOf(q quantity) *extent {
	x := &extent{uses: map[*duration]int{}}
	q.each(func(d *duration) {
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
func (x *extent) add(q quantity) (live float64, passing bool) {
	const ofDuration, ofSum, ofMixture, ofCount, ofCut = 4, 3, 3, 2, 6
	switch q := q.(type) {
	case *duration:
		return ofDuration, x.uses[q] <= 1
	case sum:
		live, passing = ofSum, true
		for _, part := range q {
			l, once := x.add(part)
			x.work += pointOfProduct
			live, passing = live+l, passing && once
		}
	case mixture:
		live, passing = ofMixture, true
		most := 0.0
		for _, c := range q {
			l, once := x.add(c.of)
			x.work += pointOfProduct
			if once {
				most = math.Max(most, l)
			} else {
				live, passing = live+l, false
			}
		}
		live += most
	case compound:
		x.work += pointOfCount
		live, passing = x.add(q.of)
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
func weaving(q quantity) (work, nodes float64) {
	switch q := q.(type) {
	case *duration:
		return pointOfDuration, ofNode
	case sum:
		for _, part := range q {
			w, n := weaving(part)
			work, nodes = work+w+pointOfProduct, nodes+n
		}
	case mixture:
		for _, c := range q {
			w, n := weaving(c.of)
			work, nodes = work+w+pointOfProduct, nodes+n
		}
	case compound:
		work, nodes = weaving(q.of)
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
func marksOf(q quantity, all map[mark]bool) map[mark]bool {
	if all[q.marked()] {
		return all
	}
	all[q.marked()] = true
	switch q := q.(type) {
	case sum:
		for _, part := range q {
			marksOf(part, all)
		}
	case mixture:
		for _, c := range q {
			marksOf(c.of, all)
		}
	case compound:
		marksOf(q.of, all)
	case *cut:
		marksOf(q.of, all)
		marksOf(q.timed(), all)
	}
	return all
}
