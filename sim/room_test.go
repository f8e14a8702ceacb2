package sim

import (
	"math"
	"testing"

	"nines/sim/internal/simtest"
)

// TestRoomByTheMean holds how many incidents fit against arithmetic, in run and
// in an explanation alike: 99.9 % of a year leaves 31,536 s, a mean incident of
// exponential length costs 6,000 s, of which half the users are hit: ten fit.
// One alone exceeds the budget of a month, 2,628 s, where it lasts longer than
// 5,256 s: with probability exp(-5256/6000) of the hour-long and more.
func TestRoomByTheMean(t *testing.T) {
	t.Parallel()
	const text = `
[risk.x]
rate = "12/year"
impact = "50%"
self_heal_time = { dist = "exponential", mean = "6000s" }
`
	sc := simtest.ReadText(t, text, `slo.targets=["99.9%"]`)
	r := mustRun(t, sc, Options{Years: 4000, Seed: 1})
	fit := r.Arithmetic(sc.SLO.Promise).Fits[0]
	simtest.Within(t, "the cost of one in the years", fit.Each.Value, 3000, fit.Each.SE, 4)
	simtest.Within(t, "its error", fit.Each.SE, 3000/math.Sqrt(48_000), 3, 3)
	rooms, err := Rooms(t.Context(), r, sc.SLO.Promise, Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if k := rooms[0]; fit.Count != 10 || k.Mean.Count != 10 || k.Mean.Cost != fit.Each {
		t.Errorf("run has room for %d of %v, an explanation for %d of %v", fit.Count, fit.Each, k.Mean.Count, k.Mean.Cost)
	}
	simtest.Within(t, "too much alone in a year", rooms[0].Alone.Value, math.Exp(-31_536/3000.0), 2e-4, 4)

	month := simtest.ReadText(t, text, `slo.targets=["99.9%"]`, `slo.window="month"`)
	rooms, err = Rooms(t.Context(), mustRun(t, month, Options{Years: 50, Seed: 1}), month.SLO.Promise, Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	k, alone := rooms[0], math.Exp(-5256.0/6000)
	simtest.Within(t, "too much alone in a month", k.Alone.Value, alone, k.Alone.SE, 4)
	simtest.Within(t, "years with such a one", k.Breaks(), -math.Expm1(-12*alone), 12*k.Alone.SE, 4)
	simtest.Within(t, "the mean by the census, where the years have few", k.Mean.Cost.Value, 3000, k.Mean.Cost.SE, 4)
	if k.Mean.Count != 0 || k.Typical.Count != 1 {
		t.Errorf("a month holds %d of mean and %d of typical cost", k.Mean.Count, k.Typical.Count)
	}
	free := simtest.ReadText(t, text, `slo.exclude=["risk.x"]`)
	if rooms, err = Rooms(t.Context(), mustRun(t, free, Options{Years: 50, Seed: 1}), free.SLO.Promise, Options{Seed: 1}); err != nil {
		t.Fatal(err)
	}
	if k := rooms[0]; k.Mean.Count != AnyNumber || k.Alone.Value != 0 {
		t.Errorf("what does not count: %+v", k)
	}
}
