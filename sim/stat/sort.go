package stat

import (
	"math"
	"slices"
)

// sortBlock is how many values are sorted at once by their digits: as many as
// stay, with the room beside them, in a core's own cache. Room for more would
// count beside the years themselves.
const sortBlock = 1 << 16

// sortBuffers holds buffers that are not in use. A sync.Pool would free them at each garbage collection, and a run has one every
// few thousand years.
var sortBuffers = make(chan *sortBuffer, 4)

// fewValues is how many values are sorted by comparing them.
const fewValues = 512

// Values are told apart by as many digits of their bits as nearly all differ
// in: the sign, the exponent, and 21 bits behind it.
const (
	digitBits = 11
	digits    = 3
	lowBits   = 64 - digits*digitBits // that no digit holds
)

type sortBuffer struct {
	keys, other [sortBlock]uint64
	places      [digits][1 << digitBits]int32
}

// SortValues sorts values in place, in ascending order. Most of a run's time
// after its years goes into this: by digits, a million windows take a third of
// the time that comparing them takes. Long slices are parted first, so that
// the room beside them does not grow with the number of years.
func SortValues(v []float64) {
	if len(v) < fewValues {
		slices.Sort(v)
		return
	}
	r := acquireBuffer()
	r.part(v)
	select {
	case sortBuffers <- r:
	default: // enough are kept
	}
}

func acquireBuffer() *sortBuffer {
	select {
	case r := <-sortBuffers:
		return r
	default:
		return new(sortBuffer)
	}
}

// part parts values into blocks, and sorts each.
func (r *sortBuffer) part(v []float64) {
	for len(v) > sortBlock {
		middle := sampleMedian(v)
		n := partition(v, middle)
		if n > 0 {
			r.part(v[:n])
			v = v[n:]
			continue
		}
		if math.IsInf(middle, 1) {
			return
		}
		v = v[partition(v, math.Nextafter(middle, math.Inf(1))):] // what is least is common
	}
	if len(v) < fewValues {
		slices.Sort(v)
	} else {
		r.sort(v)
	}
}

// sampleMedian returns about the middle one of many values, which is one of
// them.
func sampleMedian(v []float64) float64 {
	var sample [63]float64
	step := len(v) / len(sample)
	for i := range sample {
		sample[i] = v[i*step]
	}
	slices.Sort(sample[:])
	return sample[len(sample)/2]
}

// partition moves the values below a limit to the front, and returns how many
// they are. It has no branch, since none could be predicted.
func partition(v []float64, limit float64) int {
	n := 0
	for i, x := range v {
		below := 0
		if x < limit {
			below = 1
		}
		v[i], v[n] = v[n], x
		n += below
	}
	return n
}

// sort sorts a block by the bits of its values, which stand in the same order
// as the values once the sign is turned, digit by digit from the lowest
// (Knuth, The Art of Computer Programming 3, section 5.2.5). A digit that all
// have in common is passed over. The few that differ in no digit are put in
// order at the end.
func (r *sortBuffer) sort(v []float64) {
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
			r.places[d][k>>(lowBits+d*digitBits)&(1<<digitBits-1)]++
		}
	}
	for d := range r.places {
		places, shift := &r.places[d], lowBits+d*digitBits
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
	orderLow(from)
	for i, k := range from {
		if k&sign != 0 {
			k &^= sign
		} else {
			k = ^k
		}
		v[i] = math.Float64frombits(k)
	}
}

// orderLow sorts keys that their digits have in order already.
func orderLow(keys []uint64) {
	for i := 1; i < len(keys); i++ {
		if keys[i-1] <= keys[i] {
			continue
		}
		from, to, high := i-1, i+1, keys[i]>>lowBits
		for from > 0 && keys[from-1]>>lowBits == high {
			from--
		}
		for to < len(keys) && keys[to]>>lowBits == high {
			to++
		}
		slices.Sort(keys[from:to])
		i = to - 1
	}
}
