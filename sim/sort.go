package sim

import (
	"math"
	"slices"
)

// sortBlock is how many values are sorted at once by their digits: as many as
// stay, with the room beside them, in a core's own cache. Room for more would
// count beside the years themselves.
const sortBlock = 1 << 16

// sortRooms holds rooms that are not in use. A sync.Pool would let go of them
// at each collection of garbage, and a run has one every few thousand years.
var sortRooms = make(chan *sortRoom, 4)

const (
	digitBits = 11
	digits    = (64 + digitBits - 1) / digitBits
)

type sortRoom struct {
	keys, other [sortBlock]uint64
	places      [digits][1 << digitBits]int32
}

// sortValues sorts values in place, in ascending order. Most of a run's time
// after its years goes into this: by digits, a million windows take a third of
// the time that comparing them takes. Long slices are parted first, so that
// the room beside them does not grow with the number of years.
func sortValues(v []float64) {
	const few = 512
	if len(v) < few {
		slices.Sort(v)
		return
	}
	r := borrowRoom()
	r.part(v)
	select {
	case sortRooms <- r:
	default: // enough are kept
	}
}

func borrowRoom() *sortRoom {
	select {
	case r := <-sortRooms:
		return r
	default:
		return new(sortRoom)
	}
}

// part parts values into blocks, and sorts each.
func (r *sortRoom) part(v []float64) {
	for len(v) > sortBlock {
		half := len(v) / 2
		selectRank(v, half)
		r.part(v[:half])
		v = v[half:]
	}
	r.sort(v)
}

// sort sorts a block by the bits of its values, which stand in the same order
// as the values once the sign is turned, digit by digit from the lowest
// (Knuth, The Art of Computer Programming 3, section 5.2.5). A digit that all
// have in common is passed over.
func (r *sortRoom) sort(v []float64) {
	from, to := r.keys[:len(v)], r.other[:len(v)]
	for d := range r.places {
		clear(r.places[d][:])
	}
	const sign = 1 << 63
	for i, x := range v {
		k := math.Float64bits(x)
		if k&sign != 0 {
			k = ^k
		} else {
			k |= sign
		}
		from[i] = k
		for d := range r.places {
			r.places[d][k>>(d*digitBits)&(1<<digitBits-1)]++
		}
	}
	for d := range r.places {
		places, shift := &r.places[d], d*digitBits
		if int(places[from[0]>>shift&(1<<digitBits-1)]) == len(v) {
			continue
		}
		next := int32(0)
		for i, n := range places {
			places[i], next = next, next+n
		}
		for _, k := range from {
			at := &places[k>>shift&(1<<digitBits-1)]
			to[*at] = k
			*at++
		}
		from, to = to, from
	}
	for i, k := range from {
		if k&sign != 0 {
			k &^= sign
		} else {
			k = ^k
		}
		v[i] = math.Float64frombits(k)
	}
}
