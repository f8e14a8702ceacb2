package sim

import "testing"

// TestCrowded holds the bits against each pair's slots.
func TestCrowded(t *testing.T) {
	const slot = 365 * 86400.0 / calendarSlots
	var c calendar
	for _, x := range []struct {
		what   string
		pieces []piece
		want   bool
	}{
		{"nothing", nil, false},
		{"one", []piece{{start: 5, length: 1e7}}, false},
		{"apart", []piece{{start: 0.5 * slot, length: 1}, {start: 1.5 * slot, length: 1}}, false},
		{"in one slot", []piece{{start: 0.2 * slot, length: 1}, {start: 0.8 * slot, length: 1}}, true},
		{"across two words", []piece{{start: 62.5 * slot, length: 3 * slot}, {start: 64.5 * slot, length: 1}}, true},
		{"beside two words", []piece{{start: 62.5 * slot, length: 3 * slot}, {start: 66.5 * slot, length: 1}}, false},
		{"as long as may be", []piece{{start: 63.5 * slot, length: 63.9 * slot}, {start: 128.5 * slot, length: 1}}, false},
		{"too long", []piece{{start: 0.5 * slot, length: 66 * slot}, {start: 100.5 * slot, length: 1}}, true},
		{"at the year's end", []piece{{start: 4095.5 * slot, length: 0.5 * slot}, {start: 0, length: 1}}, false},
	} {
		if got := c.crowded(x.pieces); got != x.want {
			t.Errorf("%s: crowded is %v", x.what, got)
		}
	}
}
