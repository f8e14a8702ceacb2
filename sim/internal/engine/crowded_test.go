package engine

import "testing"

// TestCrowded holds the bits against each pair's slots.
func TestCrowded(t *testing.T) {
	const slot = 365 * 86400.0 / calendarSlots
	var c calendar
	for _, x := range []struct {
		what   string
		pieces []Piece
		want   bool
	}{
		{"nothing", nil, false},
		{"one", []Piece{{Start: 5, Length: 1e7}}, false},
		{"apart", []Piece{{Start: 0.5 * slot, Length: 1}, {Start: 1.5 * slot, Length: 1}}, false},
		{"in one slot", []Piece{{Start: 0.2 * slot, Length: 1}, {Start: 0.8 * slot, Length: 1}}, true},
		{"across two words", []Piece{{Start: 62.5 * slot, Length: 3 * slot}, {Start: 64.5 * slot, Length: 1}}, true},
		{"beside two words", []Piece{{Start: 62.5 * slot, Length: 3 * slot}, {Start: 66.5 * slot, Length: 1}}, false},
		{"as long as may be", []Piece{{Start: 63.5 * slot, Length: 63.9 * slot}, {Start: 128.5 * slot, Length: 1}}, false},
		{"too long", []Piece{{Start: 0.5 * slot, Length: 66 * slot}, {Start: 100.5 * slot, Length: 1}}, true},
		{"at the year's end", []Piece{{Start: 4095.5 * slot, Length: 0.5 * slot}, {Start: 0, Length: 1}}, false},
	} {
		if got := c.crowded(x.pieces); got != x.want {
			t.Errorf("%s: crowded is %v", x.what, got)
		}
	}
}
