package sim

import "testing"

// TestTallyRoom folds tallies into one that has made room for all of them.
func TestTallyRoom(t *testing.T) {
	p := newPlan(twoPhase(24), 1)
	of := func(n int) *tally {
		next := newTally(p)
		for i := range n {
			next.outage(0, float64(i), 1)
		}
		return next
	}
	for _, c := range []struct {
		what          string
		each, tallies int
		room          int // at most
	}{
		{"few", 10, 5, 60},
		{"none", 0, 5, 0},
		{"more than are kept", sampledOutages / 3, 7, sampledOutages * 11 / 10},
	} {
		all := newTally(p)
		for i := range c.tallies {
			next := of(c.each)
			all.makeRoom(next, c.tallies-i)
			all.fold(next)
		}
		if got, want := len(all.lengths[0]), min(c.each*c.tallies, sampledOutages); got != want {
			t.Errorf("%s: %d kept, want %d", c.what, got, want)
		}
		if got := cap(all.lengths[0]); got > c.room {
			t.Errorf("%s: room for %d, at most %d wanted", c.what, got, c.room)
		}
	}
}
