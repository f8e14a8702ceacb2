package engine

import (
	"reflect"
	"testing"

	"nines/sim/internal/simtest"
)

// TestMoreYearsBeginWithFewer holds the first years of a longer run against
// those of a shorter one.
func TestMoreYearsBeginWithFewer(t *testing.T) {
	few, lengths := monthly(t, simtest.ReadText(t, simtest.Crowd, "slo.window=month"), 700)
	many, _ := monthly(t, simtest.ReadText(t, simtest.Crowd, "slo.window=month"), 1500)
	many.Cut(700)
	if !reflect.DeepEqual(few.Full, many.Full) || !reflect.DeepEqual(few.Windows, many.Windows) || len(lengths) != 12 {
		t.Error("a longer run begins with other years")
	}
}
