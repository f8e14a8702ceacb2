package sweep

import (
	"context"
	"errors"
	"slices"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestInterruptedSweep: what was stopped before anything is known says nothing;
// later it is a map of fewer columns and rows, whose cells are those of the whole
// one, by the exact law alone where overlap was still to be simulated.
func TestInterruptedSweep(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Run(ctx, simtest.ReadText(t, simtest.Crowd), sim.Options{}); !errors.Is(err, sim.ErrInterrupted) {
		t.Errorf("a sweep that never began: %v", err)
	}
	crowd := func() *model.Scenario {
		sc := simtest.ReadText(t, simtest.Crowd)
		sc.Sweep = coarse(defaultSweep(), 9)
		return sc
	}
	byCell := func(sc *model.Scenario) *model.Scenario {
		sc.Sweep.X = model.Axis{Path: "recovery.fix.time", Kind: model.DurationValue, Values: sc.Sweep.X.Values}
		sc.Sweep.Y = model.Axis{Path: "risk.net.rate", Kind: model.RateValue, Values: sc.Sweep.Y.Values}
		return sc
	}
	for _, c := range []struct {
		what   string
		sc     *model.Scenario
		method sim.Method
		years  int
	}{
		{"by law", crowd(), sim.Auto, 1000},
		{"by cell", byCell(crowd()), sim.Simulate, 60},
		{"by tape", crowd(), sim.Simulate, 1000},
	} {
		opt := sim.Options{Years: c.years, Seed: 5, Method: c.method}
		calls := 0
		whole, err := Run(t.Context(), c.sc, counting(opt, func(int, int) { calls++ }))
		if err != nil {
			t.Fatal(err)
		}
		kept := 0
		for at := 1; at <= calls; at += max(1, calls/simtest.Enough(2, 4)) {
			ctx, stop := context.WithCancel(t.Context())
			n := 0
			part, err := Run(ctx, c.sc, counting(opt, func(int, int) {
				if n++; n == at {
					stop()
				}
			}))
			stop()
			if errors.Is(err, sim.ErrInterrupted) || err == nil && !part.Partial {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			kept++
			holdPart(t, c.what, part, whole, c.method)
		}
		if kept == 0 {
			t.Errorf("%s: nothing was kept, whenever it was interrupted; %d calls", c.what, calls)
		}
	}
}

// counting returns options that tell of progress.
func counting(opt sim.Options, progress func(done, total int)) sim.Options {
	opt.Progress, opt.Workers = progress, 1
	return opt
}

// holdPart holds a part of a map against the whole one.
func holdPart(t *testing.T, what string, part, whole *Surface, method sim.Method) {
	t.Helper()
	if part.Asked != [2]int{len(whole.X.Values), len(whole.Y.Values)} || len(part.X.Values) < 2 || len(part.Y.Values) < 2 {
		t.Fatalf("%s: %d × %d cells of %v", what, len(part.X.Values), len(part.Y.Values), part.Asked)
	}
	for j, y := range part.Y.Values {
		for i, x := range part.X.Values {
			l, k := slices.Index(whole.Y.Values, y), slices.Index(whole.X.Values, x)
			if l < 0 || k < 0 || part.X.Shown[i] != whole.X.Shown[k] || part.Y.Shown[j] != whole.Y.Shown[l] {
				t.Fatalf("%s: cell %v, %v is none of the whole map", what, x, y)
			}
			got, want := part.Attainable[j][i], whole.Attainable[l][k]
			switch {
			case part.Method != method: // the law alone, which is no better than the service
				if got.Value > want.High+0.002 || got.Value < want.Value-0.2 {
					t.Errorf("%s: cell %v, %v: %v, want about %v", what, x, y, got, want)
				}
			case part.Years == whole.Years && got != want:
				t.Errorf("%s: cell %v, %v: %v, want %v", what, x, y, got, want)
			}
		}
	}
}

// TestSpreadOrder: each index once, the ends first, then spread over all.
func TestSpreadOrder(t *testing.T) {
	for n := range 100 {
		order := spreadOrder(n)
		sorted := slices.Sorted(slices.Values(order))
		if len(order) != n || len(slices.Compact(sorted)) != n || n > 0 && (sorted[0] != 0 || sorted[n-1] != n-1) {
			t.Fatalf("%d: %v", n, order)
		}
	}
	if got, want := spreadOrder(9), []int{0, 8, 4, 2, 6, 1, 3, 5, 7}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
