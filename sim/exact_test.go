package sim

import (
	"context"
	"slices"
	"strings"
	"testing"

	"nines/sim/internal/simtest"
)

// The law alone says so where the simulated years contradict it: outages that
// are long against the window are cut by its edges, which the law does not see.
func TestExactSaysWhereItIsOff(t *testing.T) {
	const long = `
[risk.flood]
rate = "0.5/year"
self_heal_time = "100d"
`
	for name, tt := range map[string]struct {
		text string
		off  bool
	}{
		"outages of 100 d in windows of 73 d": {long, true},
		"outages of an hour":                  {strings.Replace(long, "100d", "1h", 1), false},
	} {
		r, err := Run(context.Background(), simtest.ReadText(t, tt.text, "slo.promise=90%", "slo.window=every 73d"), Options{Years: 4000, Seed: 1, Method: Exact})
		if err != nil {
			t.Fatal(err)
		}
		if off := slices.ContainsFunc(r.Warnings, func(w Warning) bool { return w.Kind == LawOff }); off != tt.off {
			t.Errorf("%s: off is %v, want %v: %+v", name, off, tt.off, r.Warnings)
		}
	}
}
