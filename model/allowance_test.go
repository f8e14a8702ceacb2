package model

import (
	"math"
	"testing"
)

// TestAllowance goes from a target to downtimes and back again.
func TestAllowance(t *testing.T) {
	target, err := ParseTarget("99.99%")
	if err != nil {
		t.Fatal(err)
	}
	a := AllowanceOf(target)
	if got := a.Over(Year); got != 3153.6 {
		t.Errorf("a year of 99.99%% allows %v s, want 3153.6", got)
	}
	if got := a.Incidents(3153.6 / 7); got != 7 {
		t.Errorf("%d sevenths of the budget fit, want 7", got)
	}
	b, err := ParseAllowance("3153.6s/year")
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(b.Miss-1e-4) > 1e-18 || b.Per != "year" || b.Down != 3153.6 {
		t.Errorf("got %+v", b)
	}
	for _, s := range Stretches() {
		if math.Abs(a.Over(s.Seconds)-b.Over(s.Seconds)) > 1e-9 {
			t.Errorf("a %s: %v s by the target, %v s by the downtime", s.Name, a.Over(s.Seconds), b.Over(s.Seconds))
		}
	}
	for _, wrong := range []string{"5h", "x/year", "5h/0s", "2d/day", "5h/moon"} {
		if _, err := ParseAllowance(wrong); err == nil {
			t.Errorf("%q is no allowance", wrong)
		}
	}
}
