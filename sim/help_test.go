package sim

import (
	"context"
	"math"
	"path/filepath"
	"sync/atomic"
	"testing"

	"nines/model"
	"nines/model/file"
)

// TestHelpsAreReal tries what is said to help most on faults that had no part
// in choosing it: with it, the target must be met more often, or a better one
// be attainable, by more than chance; and what is said of it must be true.
func TestHelpsAreReal(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../scenarios/*.toml")
	if err != nil || len(files) < 6 {
		t.Fatal(files, err)
	}
	years := enough(1500, 50_000)
	asked := enough(3000, 20_000)
	given := 0
	for _, f := range files {
		for _, text := range []string{"", "99%", "99.999%"}[:enough(1, 3)] {
			sc := readScenario(t, f)
			target := sc.SLO.Promise
			if text != "" {
				target = must(model.ParseTarget(text))
			}
			r := run(t, sc, Options{Years: asked, Seed: 1})
			helps, err := MostHelp(t.Context(), r, target, Options{Years: asked, Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			if met := r.MetAllYear(target); met.Low > sc.SLO.Confidence && len(helps) > 0 {
				t.Errorf("%s, %s is met anyway, and yet: %v", f, target.Text(), helps[0].Measure)
			}
			before := sc
			for _, h := range helps {
				given++
				after, err := file.With(sc, patches(h.Sets)...)
				if err != nil {
					t.Fatalf("%s: %v: %v", f, h.Sets, err)
				}
				const fresh = 77
				was, is := run(t, before, Options{Years: years, Seed: fresh}), run(t, after, Options{Years: years, Seed: fresh})
				a, b := was.MetAllYear(target), is.MetAllYear(target)
				if !(b.Value > a.Value+2*math.Hypot(a.SE, b.SE)) && !(is.AttainableAllYear.Value > was.AttainableAllYear.Value) {
					t.Errorf("%s, %s, %s: met in %.4f of the years, and in %.4f with it", f, target.Text(), h.Kind, a.Value, b.Value)
				}
				se := math.Hypot(b.SE, h.Met.SE) + 1.0/float64(years)
				within(t, f+", "+target.Text()+", "+string(h.Kind)+": what it says", h.Met.Value, b.Value, se, 4)
				if h.Target.Text() != target.Text() || len(h.Sets) == 0 {
					t.Errorf("%s: a help for %s by %v", f, h.Target.Text(), h.Sets)
				}
				before = after
			}
		}
	}
	if given < enough(6, 18) {
		t.Errorf("only %d helps to check", given)
	}
}

// TestRoomForASecondFailure holds the answer for the service that can afford
// one failure a year against arithmetic: 315.36 s hold two of 157 s.
func TestRoomForASecondFailure(t *testing.T) {
	sc := readScenario(t, "../scenarios/one-failure-a-year.toml")
	five := sc.SLO.Promise
	r := run(t, sc, Options{Years: 10_000, Seed: 1})
	a := r.Arithmetic(five)
	if a.Budget != 315.36 || a.Planned != 0 || len(a.Fits) != 1 {
		t.Fatalf("%+v", a)
	}
	fit := a.Fits[0]
	if math.Abs(fit.Each.Value-180) > 1e-9 || fit.Count != 1 {
		t.Errorf("%d failures of %g s fit, want 1 of 180 s", fit.Count, fit.Each.Value)
	}
	within(t, "failures a year", fit.Expected, 1.04, math.Sqrt(52*0.02*0.98/10_000), 4)
	helps, err := MostHelp(t.Context(), r, five, Options{Years: 10_000, Seed: 1})
	if err != nil || len(helps) == 0 {
		t.Fatal(helps, err)
	}
	if h := helps[0]; h.Sets[0].String() != "recovery.rollback.time=1m37s" {
		t.Errorf("%s (%v) helps most, want a rollback of 97 s", h.Kind, h.Sets)
	} else {
		within(t, string(h.Kind), h.Met.Value, 0.91406590, h.Met.SE, 4)
	}
	busy := run(t, readScenario(t, "../scenarios/five-nines.toml"), Options{Years: 10_000, Seed: 1})
	if b := busy.Arithmetic(five); math.Abs(b.Planned-520) > 1e-9 || b.Fits[0].Count != 0 {
		t.Errorf("beside 520 planned seconds: %+v", b)
	}
	if b := busy.Arithmetic(must(model.ParseTarget("99.99%"))); b.Fits[0].Count != 14 { // (3153.6 - 520)/180 = 14.6
		t.Errorf("four nines hold %d failures beside the planned work, want 14", b.Fits[0].Count)
	}
	month := run(t, readScenario(t, "../scenarios/five-nines.toml", "slo.window=month"), Options{Years: 2000, Seed: 1})
	if b := month.Arithmetic(must(model.ParseTarget("99.99%"))); math.Abs(b.Budget-262.8) > 1e-9 || math.Abs(b.Planned-520.0/12) > 1e-9 || b.Fits[0].Count != 1 {
		t.Errorf("a month of four nines: %+v, want 262.8 s, 4⅓ deploys of 10 s, and one failure", b)
	}
}

// TestPlannedCertain holds the planned downtime that no year is without
// against years in which two changes happen to coincide.
func TestPlannedCertain(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      float64
	}{
		{"one change", "[change.a]\nper_year = 52\ndowntime = \"10s\"\n", 520},
		{"every seven days, 52 times at least", "[change.a]\nevery = \"7d\"\ndowntime = \"10s\"\n", 520},
		{"a change that may take no time", "[change.a]\nper_year = 52\ndowntime = { p50 = \"10s\", p95 = \"20s\" }\n", 0},
		{"and at least 5 s", "[change.a]\nper_year = 52\ndowntime = { p50 = \"10s\", p95 = \"20s\", at_least = \"5s\" }\n", 260},
		{"less than once a year", "[change.a]\nper_year = 0.5\ndowntime = \"10s\"\n", 0},
		{"longer than its period", "[change.a]\nper_year = 4\ndowntime = \"1y\"\n", 365 * 86400},
	} {
		r := run(t, readText(t, c.text), Options{Years: 500, Seed: 1})
		if r.PlannedCertain != c.want {
			t.Errorf("%s: %g s, want %g", c.why, r.PlannedCertain, c.want)
		}
		if r.Downtime.Min() < r.PlannedCertain-1e-6 {
			t.Errorf("%s: a year has %g s, less than the certain %g", c.why, r.Downtime.Min(), r.PlannedCertain)
		}
	}
}

// TestHeavyTailBehindAnAlarmThatMisses holds a risk whose only alarm that is
// certain has no finite variance: one outage in ten lasts as long as that.
func TestHeavyTailBehindAnAlarmThatMisses(t *testing.T) {
	r := run(t, readText(t, `
[alarm.fast]
delay = "1m"
miss = "10%"
[alarm.customers]
delay = { dist = "lomax", alpha = 1.5, scale = "1h" }
[recovery.r]
time = "1m"
[risk.fault]
rate = "12/year"
alarms = ["fast", "customers"]
recovery = ["r"]
`), Options{Years: 2000, Seed: 1})
	if !math.IsNaN(r.PlainSum.SD()) {
		t.Errorf("the standard deviation does not exist, and is said to be %g s", r.PlainSum.SD())
	}
}

// TestPlannedWorkMayCoincide holds two changes that take a third of the time
// each: in some years one hides behind the other.
func TestPlannedWorkMayCoincide(t *testing.T) {
	r := run(t, readText(t, "[change.a]\nper_year = 1\ndowntime = \"100d\"\n[change.b]\nper_year = 1\ndowntime = \"90d\"\n"), Options{Years: 2000, Seed: 1})
	if r.Downtime.Min() < r.PlannedCertain-1e-6 {
		t.Errorf("no year is without %g days of planned work, it says, and one has %g", r.PlannedCertain/86400, r.Downtime.Min()/86400)
	}
}

// A fuse is a context that ends after it has been asked so often.
type fuse struct {
	context.Context
	left *atomic.Int64
}

func (f fuse) Err() error {
	if f.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestInterruptedHelp stops the search for help at every point. What it says
// then must be what it says when it is left alone, or that it was stopped: a
// rank among candidates of which one was tried on fewer years is none.
func TestInterruptedHelp(t *testing.T) {
	sc := readScenario(t, "../scenarios/one-failure-a-year.toml")
	years := enough(4, 12) * chunkYears
	r := run(t, sc, Options{Years: years, Seed: 1})
	opt := Options{Years: years, Seed: 1, Workers: 1}
	whole := must(MostHelp(t.Context(), r, sc.SLO.Promise, opt))
	if len(whole) == 0 {
		t.Fatal("nothing helps, so that nothing can be cut off")
	}
	for n := range int64(120) {
		left := new(atomic.Int64)
		left.Store(n)
		helps, err := MostHelp(fuse{t.Context(), left}, r, sc.SLO.Promise, opt)
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
