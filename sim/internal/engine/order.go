package engine

import "nines/model"

// A timeOrder puts the pieces of a year in order of their starts. Starts are
// spread over the year, so that as many buckets as pieces hold about one
// each, and the work grows with the number of pieces alone.
type timeOrder struct {
	head   []int32 // per bucket: its latest piece, or -1
	next   []int32 // per piece: the piece of its bucket before it, or -1
	sorted []int32
}

// of returns the indexes of the pieces by start; what starts together stands
// in the order of the slice.
func (o *timeOrder) of(pieces []Piece) []int32 {
	n := len(pieces)
	o.head, o.next, o.sorted = grow(o.head, n), grow(o.next, n), grow(o.sorted, n)
	for i := range o.head {
		o.head[i] = -1
	}
	perSecond := float64(n) / model.Year
	for i := range pieces {
		start := pieces[i].Start
		b := min(int(start*perSecond), n-1)
		// Most laws give onsets in ascending order or few to a bucket:
		// either way the place is found at once from the latest.
		at := &o.head[b]
		for *at >= 0 && pieces[*at].Start > start {
			at = &o.next[*at]
		}
		o.next[i] = *at
		*at = int32(i)
	}
	place := n
	for b := n - 1; b >= 0; b-- {
		for i := o.head[b]; i >= 0; i = o.next[i] {
			place--
			o.sorted[place] = i
		}
	}
	return o.sorted
}

// grow returns v with length n, its values of no account.
func grow(v []int32, n int) []int32 {
	if cap(v) < n {
		return make([]int32, n, 2*n)
	}
	return v[:n]
}

// A calendar answers quickly whether any pieces of a year may overlap: it
// marks the slots of the year that each touches. In most years of most
// services nothing overlaps, and the pieces need no order.
type calendar [calendarSlots / 64]uint64 // a bit for each slot that a piece touches

const (
	calendarSlots = 4096 // of about two hours: 512 bytes, soon cleared
	longPiece     = 64   // slots; a piece that touches more counts as crowded
)

// crowded reports whether two pieces touch one slot, or one is very long.
func (c *calendar) crowded(pieces []Piece) bool {
	if len(pieces) < 2 {
		return false
	}
	if len(pieces) > calendarSlots/16 {
		return true // and if not, finding out would take as long as sorting
	}
	*c = calendar{}
	const perSecond = calendarSlots / (model.Year + 1)
	for i := range pieces {
		p := &pieces[i]
		first := uint(int(p.Start * perSecond))
		last := uint(int((p.Start + p.Length) * perSecond))
		if last >= calendarSlots || last > first+longPiece {
			return true
		}
		// It touches a stretch of one word, or the end of one and the start
		// of the next.
		low, high := ^uint64(0)<<(first%64), ^uint64(0)>>(63-last%64)
		a, b := &c[first/64%uint(len(c))], &c[last/64%uint(len(c))]
		if a == b {
			low &= high
			high = low
		}
		if *a&low|*b&high != 0 {
			return true
		}
		*a |= low
		*b |= high
	}
	return false
}
