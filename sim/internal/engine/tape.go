package engine

import (
	"cmp"
	"math"
	"slices"

	"nines/model"
)

// A tape holds the pieces of a variant in the years of a chunk.
type tape struct {
	pieces []Piece
	slots  []uint16 // of the calendar, that the pieces touch
	parts  []slice  // of the pieces, by window
	years  []tapeYear
}

// A tapeYear says where a year's entries of a tape end; they begin where those of
// the year before end.
type tapeYear struct {
	pieces, slots, parts int32
	sum                  float64 // downtime of the pieces, as if none overlapped
	long                 bool    // some piece touches so many slots that none are listed
}

// A slice is the downtime that a window has of a piece.
type slice struct {
	window int32
	down   float64
}

// clear empties the tape.
func (r *tape) clear() {
	r.pieces, r.slots, r.parts, r.years = r.pieces[:0], r.slots[:0], r.parts[:0], r.years[:0]
}

// add appends a year. Planned work is sorted in place of being entered into the
// calendar.
func (r *tape) add(pieces []Piece, edges []float64, planned bool) {
	const perSecond = calendarSlots / (model.Year + 1)
	n := tapeYear{}
	for i := range pieces {
		p := &pieces[i]
		p.Owner, p.phase, p.segs, p.nsegs = 0, 0, 0, 0 // whose it is does not matter here
		n.sum += p.Impact * p.Length
		if !planned {
			first, last := int(p.Start*perSecond), int((p.Start+p.Length)*perSecond)
			if last > first+longPiece || last >= calendarSlots {
				n.long = true
				continue
			}
			for s := first; s <= last; s++ {
				r.slots = append(r.slots, uint16(s))
			}
		}
		if edges != nil {
			r.spread(p, edges)
		}
	}
	r.pieces = append(r.pieces, pieces...)
	n.pieces, n.slots, n.parts = int32(len(r.pieces)), int32(len(r.slots)), int32(len(r.parts))
	r.years = append(r.years, n)
	if planned {
		r.sort()
	}
}

// sort puts the newest year's pieces in order of time, which planned work is
// in but for what crosses the year's end. Pieces that overlap among themselves
// make the year a long one.
func (r *tape) sort() {
	n := len(r.years) - 1
	pieces := r.pieces[r.begin(n).pieces:]
	byStart := func(a, b Piece) int { return cmp.Compare(a.Start, b.Start) }
	for i := 1; i < len(pieces); i++ {
		if pieces[i].Start < pieces[i-1].Start {
			slices.SortFunc(pieces, byStart)
			break
		}
	}
	for i := 1; i < len(pieces); i++ {
		if pieces[i].Start < pieces[i-1].Start+pieces[i-1].Length {
			r.years[n].long = true
		}
	}
}

// of returns the pieces of a year.
func (r *tape) of(year int) []Piece { return r.pieces[r.begin(year).pieces:r.years[year].pieces] }

// touching returns which of sorted pieces that do not overlap overlap a
// stretch of time: those from one index up to, not including, the other. A
// change's events are evenly spaced, so that the place is guessed and hardly
// ever sought.
func touching(sorted []Piece, start, end float64) (from, to int) {
	n := len(sorted)
	if n == 0 {
		return 0, 0
	}
	if span := sorted[n-1].Start - sorted[0].Start; span > 0 {
		from = min(max(int((start-sorted[0].Start)/span*float64(n-1)), 0), n-1)
	}
	for from > 0 && sorted[from-1].Start+sorted[from-1].Length > start {
		from--
	}
	for from < n && sorted[from].Start+sorted[from].Length <= start {
		from++
	}
	for to = from; to < n && sorted[to].Start < end; to++ {
	}
	return from, to
}

// spread lists the windows that a piece falls in. What lies behind the last
// window is dropped.
func (r *tape) spread(p *Piece, edges []float64) {
	end := p.Start + p.Length
	for w := max(windowAt(edges, p.Start), 0); w < len(edges)-1 && edges[w] < end; w++ {
		r.parts = append(r.parts, slice{int32(w), p.Impact * (math.Min(end, edges[w+1]) - math.Max(p.Start, edges[w]))})
	}
}

// begin returns where a year's entries begin.
func (r *tape) begin(year int) (at tapeYear) {
	if year > 0 {
		at = r.years[year-1]
	}
	return at
}
