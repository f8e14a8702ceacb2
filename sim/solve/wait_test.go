package solve

import (
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestNobodyBlocks: where only time ends outages, nothing that blocks a promise is
// anybody's way to the keyboard.
func TestNobodyBlocks(t *testing.T) {
	r := mustRun(t, simtest.ReadText(t, simtest.Lonely), sim.Options{Years: 2000, Seed: 1})
	for _, x := range blockers(r) {
		if x.Phase == sim.Acknowledge || x.Phase == sim.Diagnose {
			t.Errorf("%s is blocked by %s", x.Part, x.Phase)
		}
	}
}
