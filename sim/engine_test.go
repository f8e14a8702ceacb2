package sim

import (
	"context"
	"math"
	"testing"

	"nines/sim/internal/simtest"
)

func TestMeanOfTwoPhases(t *testing.T) {
	sc := simtest.TwoPhase(24)
	r, err := Run(context.Background(), sc, Options{Years: 20_000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	want := 24 * (sc.Alarms[0].Delay.Mean() + sc.Recoveries[0].Time.Mean())
	got := r.PlainSum.Mean()
	if math.Abs(got.Value-want) > 4*got.SE {
		t.Errorf("mean of the plain sum: got %.1f ± %.1f s, want %.1f s", got.Value, got.SE, want)
	}
}
