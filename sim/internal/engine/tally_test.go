package engine

import (
	"testing"

	"nines/sim/internal/simtest"
)

// TestTallyRoom folds tallies into one that has made room for all of them.
func TestTallyRoom(t *testing.T) {
	p := NewPlan(simtest.TwoPhase(24), 1)
	of := func(n int) *Tally {
		next := NewTally(p)
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
		{"more than are kept", SampledOutages / 3, 7, SampledOutages * 11 / 10},
	} {
		all := NewTally(p)
		for i := range c.tallies {
			next := of(c.each)
			all.makeRoom(next, c.tallies-i)
			all.Fold(next)
		}
		if got, want := len(all.Lengths[0]), min(c.each*c.tallies, SampledOutages); got != want {
			t.Errorf("%s: %d kept, want %d", c.what, got, want)
		}
		if got := cap(all.Lengths[0]); got > c.room {
			t.Errorf("%s: room for %d, at most %d wanted", c.what, got, c.room)
		}
	}
}
