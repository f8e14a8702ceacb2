package sim

import "testing"

// TestNobodyIsAdvised: where only time ends outages, no advice speaks of people.
func TestNobodyIsAdvised(t *testing.T) {
	sc := readText(t, lonely)
	r := run(t, sc, Options{Years: 2000, Seed: 1})
	for _, c := range candidates(r, sc.SLO.Promise) {
		if c.Kind == FasterAnswers || c.Kind == FasterDiagnoses {
			t.Errorf("nobody is there, and yet: %s", c.Kind)
		}
	}
	for _, f := range floorsOf(sc) {
		if f.If == PeopleInstant {
			t.Errorf("nobody is there, and yet people are supposed at once for %q", f.Risk)
		}
	}
}
