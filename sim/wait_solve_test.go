package sim

import "testing"

// TestNobodyBlocks: where only time ends outages, nothing that blocks a promise is
// anybody's way to the keyboard.
func TestNobodyBlocks(t *testing.T) {
	r := run(t, readText(t, lonely), Options{Years: 2000, Seed: 1})
	for _, x := range blockers(r) {
		if x.Phase == Acknowledge || x.Phase == Diagnose {
			t.Errorf("%s is blocked by %s", x.Part, x.Phase)
		}
	}
}
