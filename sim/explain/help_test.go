package explain

import (
	"math"
	"path/filepath"
	"sync/atomic"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
)

// TestHelpsAreReal tries what is said to help most on faults that had no part
// in choosing it: with it, the target must be met more often, or a better one
// be attainable, by more than chance; and what is said of it must be true.
func TestHelpsAreReal(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../scenarios/*.toml")
	if err != nil || len(files) < 6 {
		t.Fatal(files, err)
	}
	years := simtest.Enough(1500, 50_000)
	asked := simtest.Enough(3000, 20_000)
	given := 0
	for _, f := range files {
		for _, text := range []string{"", "99%", "99.999%"}[:simtest.Enough(1, 3)] {
			sc := simtest.ReadScenario(t, f)
			target := sc.SLO.Promise
			if text != "" {
				target = simtest.Must(model.ParseTarget(text))
			}
			r := mustRun(t, sc, sim.Options{Years: asked, Seed: 1})
			helps, err := MostHelp(t.Context(), r, target, sim.Options{Years: asked, Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			if met := r.MetAllYear(target); met.Low > sc.SLO.Confidence && len(helps) > 0 {
				t.Errorf("%s, %s is met anyway, and yet: %v", f, target.Text(), helps[0].Measure)
			}
			before := sc
			for _, h := range helps {
				given++
				after, err := file.With(sc, simtest.Patches(h.Sets)...)
				if err != nil {
					t.Fatalf("%s: %v: %v", f, h.Sets, err)
				}
				const fresh = 77
				was, is := mustRun(t, before, sim.Options{Years: years, Seed: fresh}), mustRun(t, after, sim.Options{Years: years, Seed: fresh})
				a, b := was.MetAllYear(target), is.MetAllYear(target)
				if !(b.Value > a.Value+2*math.Hypot(a.SE, b.SE)) && !(is.AttainableAllYear.Value > was.AttainableAllYear.Value) {
					t.Errorf("%s, %s, %s: met in %.4f of the years, and in %.4f with it", f, target.Text(), h.Kind, a.Value, b.Value)
				}
				se := math.Hypot(b.SE, h.Met.SE) + 1.0/float64(years)
				simtest.Within(t, f+", "+target.Text()+", "+string(h.Kind)+": what it says", h.Met.Value, b.Value, se, 4)
				if h.Target.Text() != target.Text() || len(h.Sets) == 0 {
					t.Errorf("%s: a help for %s by %v", f, h.Target.Text(), h.Sets)
				}
				before = after
			}
		}
	}
	if given < simtest.Enough(6, 18) {
		t.Errorf("only %d helps to check", given)
	}
}

// TestRoomForASecondFailure holds the answer for the service that can afford
// one failure a year against arithmetic: 315.36 s hold two of 157 s.
func TestRoomForASecondFailure(t *testing.T) {
	sc := simtest.ReadScenario(t, "../../scenarios/one-failure-a-year.toml")
	five := sc.SLO.Promise
	r := mustRun(t, sc, sim.Options{Years: 10_000, Seed: 1})
	a := r.Arithmetic(five)
	if a.Budget != 315.36 || a.Planned != 0 || len(a.Fits) != 1 {
		t.Fatalf("%+v", a)
	}
	fit := a.Fits[0]
	if math.Abs(fit.Each.Value-180) > 1e-9 || fit.Count != 1 {
		t.Errorf("%d failures of %g s fit, want 1 of 180 s", fit.Count, fit.Each.Value)
	}
	simtest.Within(t, "failures a year", fit.Expected, 1.04, math.Sqrt(52*0.02*0.98/10_000), 4)
	helps, err := MostHelp(t.Context(), r, five, sim.Options{Years: 10_000, Seed: 1})
	if err != nil || len(helps) == 0 {
		t.Fatal(helps, err)
	}
	if h := helps[0]; h.Sets[0].String() != "recovery.rollback.time=1m37s" {
		t.Errorf("%s (%v) helps most, want a rollback of 97 s", h.Kind, h.Sets)
	} else {
		simtest.Within(t, string(h.Kind), h.Met.Value, 0.91406590, h.Met.SE, 4)
	}
	busy := mustRun(t, simtest.ReadScenario(t, "../../scenarios/five-nines.toml"), sim.Options{Years: 10_000, Seed: 1})
	if b := busy.Arithmetic(five); math.Abs(b.Planned-520) > 1e-9 || b.Fits[0].Count != 0 {
		t.Errorf("beside 520 planned seconds: %+v", b)
	}
	if b := busy.Arithmetic(simtest.Must(model.ParseTarget("99.99%"))); b.Fits[0].Count != 14 { // (3153.6 - 520)/180 = 14.6
		t.Errorf("four nines hold %d failures beside the planned work, want 14", b.Fits[0].Count)
	}
	month := mustRun(t, simtest.ReadScenario(t, "../../scenarios/five-nines.toml", "slo.window=month"), sim.Options{Years: 2000, Seed: 1})
	if b := month.Arithmetic(simtest.Must(model.ParseTarget("99.99%"))); math.Abs(b.Budget-262.8) > 1e-9 || math.Abs(b.Planned-520.0/12) > 1e-9 || b.Fits[0].Count != 1 {
		t.Errorf("a month of four nines: %+v, want 262.8 s, 4⅓ deploys of 10 s, and one failure", b)
	}
}

// TestInterruptedHelp stops the search for help at every point. What it says
// then must be what it says when it is left alone, or that it was stopped: a
// rank among candidates of which one was tried on fewer years is none.
func TestInterruptedHelp(t *testing.T) {
	sc := simtest.ReadScenario(t, "../../scenarios/one-failure-a-year.toml")
	years := simtest.Enough(4, 12) * engine.ChunkYears
	r := mustRun(t, sc, sim.Options{Years: years, Seed: 1})
	opt := sim.Options{Years: years, Seed: 1, Workers: 1}
	whole := simtest.Must(MostHelp(t.Context(), r, sc.SLO.Promise, opt))
	if len(whole) == 0 {
		t.Fatal("nothing helps, so that nothing can be cut off")
	}
	for n := range int64(120) {
		left := new(atomic.Int64)
		left.Store(n)
		helps, err := MostHelp(simtest.Fuse{Context: t.Context(), Left: left}, r, sc.SLO.Promise, opt)
		for i, h := range helps {
			if i >= len(whole) || h.Measure != whole[i].Measure || h.Met != whole[i].Met {
				t.Fatalf("stopped after %d looks at the clock, with error %v: %s, met %v", n, err, h.Kind, h.Met)
			}
		}
		if err == nil && len(helps) < len(whole) {
			t.Fatalf("stopped after %d looks at the clock: no error, and %d helps of %d", n, len(helps), len(whole))
		}
	}
}
