package explain

import (
	"fmt"
	"math"
	"sync/atomic"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// mustExplain explains the scenario's promise.
func mustExplain(t testing.TB, sc *model.Scenario, opt sim.Options) *Explanation {
	t.Helper()
	x, err := Run(t.Context(), sc, sc.SLO.Promise, opt)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// floor returns what remains under a supposition; "" is the whole service.
func (x *Explanation) floor(t testing.TB, s Supposition, risk string) Outcome {
	t.Helper()
	for _, f := range x.Floors {
		if f.If == s && f.Risk == risk {
			return f.Outcome
		}
	}
	t.Fatalf("nothing is said of %s %s", s, risk)
	return Outcome{}
}

// binomialAtMost returns P(X <= k) of n trials.
func binomialAtMost(k, n int, p float64) float64 {
	sum, term := 0.0, math.Pow(1-p, float64(n))
	for i := 0; i <= k; i++ {
		sum += term
		term *= float64(n-i) / float64(i+1) * p / (1 - p)
	}
	return sum
}

// TestFloorsOfOneFailureAYear holds the floors of a service whose incidents
// all last alike against the binomial law: 315.36 s hold one incident of 180 s,
// two of 120 s (known at once), five of 60 s (undone at once).
func TestFloorsOfOneFailureAYear(t *testing.T) {
	t.Parallel()
	sc := simtest.ReadScenario(t, "../../scenarios/one-failure-a-year.toml")
	for _, method := range []sim.Method{sim.Auto, sim.Simulate} {
		x := mustExplain(t, sc, sim.Options{Years: simtest.Enough(5000, 50_000), Seed: 2, Method: method})
		if x.Today.Method != method {
			t.Fatalf("rests on %s, want %s", x.Today.Method, method)
		}
		at := func(k int) float64 { return binomialAtMost(k, 52, 0.02) }
		for _, c := range []struct {
			what                  string
			got                   Outcome
			met, attainable, cost float64
		}{
			{"known at once", x.floor(t, DetectionInstant, ""), at(2), 2, 120},
			{"known at once, the one risk", x.floor(t, DetectionInstant, "bad-deploy"), at(2), 2, 120},
			{"undone at once", x.floor(t, RecoveryInstant, ""), at(5), 2, 60},
			{"never", x.floor(t, NeverHappens, "bad-deploy"), 1, 0, 0},
			{"once more", x.floor(t, OneMore, "bad-deploy"), at(0), 3, 180},
		} {
			simtest.Within(t, fmt.Sprint(method, ", ", c.what), c.got.Met.Value, c.met, math.Max(c.got.Met.SE, 1e-9), 4)
			// Nine years in ten have at most two incidents (91.4 %); with
			// one more, three.
			if want := 1 - c.attainable*c.cost/model.Year; math.Abs(c.got.Attainable.Value-want) > 1e-12 {
				t.Errorf("%s, %s: attains %.8f, want %.8f", method, c.what, c.got.Attainable.Value, want)
			}
			if change := c.got.Attainable.Value - x.Today.AttainableAllYear.Value; c.got.Change.Value != change || c.got.Change.Low > change || c.got.Change.High < change {
				t.Errorf("%s, %s: changes by %v, want %g", method, c.what, c.got.Change, change)
			}
		}
		w := x.Worths[0]
		if !math.IsInf(w.Reduction.Value, 1) || w.Reduction.Low < 100 || w.Share.Value != 1 {
			t.Errorf("%s: every missed year is due to the one risk: %+v", method, w)
		}
		simtest.Within(t, "achievement worth", w.Achievement.Value, (1-at(0))/(1-at(1)), w.Achievement.SE, 4)
		if r := x.Rooms[0]; r.Typical.Count != 1 || r.Fast.Count != 1 || r.Slow.Count != 1 || math.Abs(r.Typical.Cost.Value-180) > 1e-9 || math.Abs(r.PerYear-1.04) > 1e-12 {
			t.Errorf("room for one of 180 s: %+v", r)
		}
	}
}

// TestPairedChangesHoldTheTruth repeats small comparisons of simulated years
// with seed after seed and counts how often the interval of the change holds
// what the law says; unpaired, it would be several times as wide.
func TestPairedChangesHoldTheTruth(t *testing.T) {
	t.Parallel()
	sc := simtest.TwoPhase(12)
	every := func(*model.Risk) bool { return true }
	quick := sc.Alarms[0].Delay // a quarter of the time to recover
	faster := supposing(sc, every, func(r model.Risk) *model.Risk {
		r.Ladder = []*model.Recovery{{Name: "fix", Time: quick, Success: 1}}
		return &r
	})
	slower := supposing(sc, every, func(r model.Risk) *model.Risk {
		somebody := &model.Responder{Name: "somebody", Ack: quick}
		r.Ladder = []*model.Recovery{{Name: "fix", Time: sc.Recoveries[0].Time, Success: 1, Responder: somebody, BeforeDiagnosis: true}}
		return &r
	})
	attained := func(s *model.Scenario) float64 {
		return mustRun(t, s, sim.Options{Years: 20_000, Seed: 999, Method: sim.Auto}).AttainableAllYear.Value
	}
	today := attained(sc)
	runs := simtest.Enough(80, 2000)
	for what, other := range map[string]*model.Scenario{"faster": faster, "slower": slower} {
		truth, hits, paired, apart := attained(other)-today, 0, 0.0, 0.0
		for seed := range runs {
			c, err := newComparer(t.Context(), sc, sc.SLO.Promise, sim.Options{Years: 600, Seed: uint64(seed), Workers: 1}, 1)
			if err != nil {
				t.Fatal(err)
			}
			o := c.against(simtest.Must(c.try(other, 1)))
			hits += simtest.Holds(o.Change, truth)
			paired += o.Change.SE
			apart += math.Hypot(o.Attainable.SE, c.today.AttainableAllYear.SE)
		}
		simtest.Covers(t, what, hits, runs)
		if paired > 0.98*apart {
			t.Errorf("%s: pairing narrows the interval by %.3f alone", what, paired/apart)
		}
	}
}

// TestWhatChangesNothing explains nets of which nothing depends: the paired
// difference is exactly 0, by the law and by simulated months.
func TestWhatChangesNothing(t *testing.T) {
	t.Parallel()
	const text = `
[alarm.probe]
delay = "1m"
[alarm.later]
delay = { dist = "uniform", min = "2m", max = "1h" }
[alarm.idle]
delay = "1s"
[responder.nobody]
ack = "1h"
[recovery.restart]
time = { p50 = "10m", p95 = "1h" }
[recovery.never]
time = "1s"
[risk.crash]
rate = "6/year"
alarms = ["probe", "later"]
recovery = ["restart", "never"]
`
	for _, sets := range [][]string{nil, {"slo.window=month"}} {
		x := mustExplain(t, simtest.ReadText(t, text, sets...), sim.Options{Years: 2000, Seed: 1, Method: sim.Auto})
		same := 0
		for _, n := range x.Nets {
			if n.Name == "probe" || n.Name == "restart" {
				continue
			}
			same++
			if !n.Same || !n.Noise || n.Change != (stat.Estimate{}) || n.Attainable != x.Today.AttainableAllYear || n.Met != x.Met {
				t.Errorf("without %s %s something changes: %+v", n.Kind, n.Name, n.Outcome)
			}
		}
		if same != 4 { // later, idle, nobody, never
			t.Errorf("%d nets change nothing, want 4", same)
		}
	}
}

// TestExplainEdges explains services that lack what others have.
func TestExplainEdges(t *testing.T) {
	t.Parallel()
	opt := sim.Options{Years: 1000, Seed: 1, Method: sim.Auto}
	planned := mustExplain(t, simtest.ReadText(t, "[change.a]\nper_year = 10\ndowntime = \"1h\"\n"), opt)
	if len(planned.Floors) != 1 || len(planned.Worths)+len(planned.Rooms)+len(planned.Nets)+len(planned.Fires) != 0 {
		t.Errorf("a service without risks: %+v", planned)
	}
	if planned.Met != (stat.Estimate{}) || planned.Planned != 36_000 {
		t.Errorf("10 h of planned work leave nothing of 99.9 %%: met %+v, planned %g s", planned.Met, planned.Planned)
	}
	if o := planned.floor(t, NoPlannedWork, ""); o.Attainable.Value != 1 || o.Met.Value != 1 {
		t.Errorf("without planned work: %+v", o)
	}
	// A file without any trouble is none, so that half of the work has to stay.
	if len(planned.Raises) != 1 || planned.Raises[0].Together.Attainable.Value != 1-18_000/model.Year {
		t.Errorf("what helps is less planned work: %+v", planned.Raises)
	}
	never := mustExplain(t, simtest.ReadText(t, `
[alarm.a]
delay = "1m"
[recovery.r]
time = "1m"
[risk.x]
rate = "0/year"
alarms = ["a"]
recovery = ["r"]
`), opt)
	if w := never.Worths[0]; !math.IsNaN(w.Reduction.Value) || !math.IsNaN(w.Share.Value) {
		t.Errorf("no year misses, so that nothing is known of a worth: %+v", w)
	}
	if r := never.Rooms[0]; r.Typical.Count != 262 || r.PerYear != 0 { // 525.6 min of two each
		t.Errorf("a risk that never strikes fits all the same: %+v", r)
	}
	if len(never.Raises) != 0 {
		t.Errorf("nothing helps where nothing happens: %v", never.Raises[0].Measure)
	}
	free := mustExplain(t, simtest.ReadText(t, `
[alarm.a]
delay = "0s"
[recovery.r]
time = "0s"
[risk.x]
rate = "5/year"
alarms = ["a"]
recovery = ["r"]
`), opt)
	if r := free.Rooms[0]; r.Typical.Count != sim.AnyNumber {
		t.Errorf("incidents that cost nothing: %+v", r)
	}
}

// TestInterruptedExplanation stops an explanation at many points: what comes
// must be all of it, or an error.
func TestInterruptedExplanation(t *testing.T) {
	sc := simtest.ReadScenario(t, "../../scenarios/one-failure-a-year.toml")
	opt := sim.Options{Years: 600, Seed: 1, Workers: 1, Method: sim.Auto}
	whole := fmt.Sprintf("%+v", mustExplain(t, sc, opt).Worths)
	stopped := 0
	for n := int64(0); n < 200; n += 3 {
		left := new(atomic.Int64)
		left.Store(n)
		x, err := Run(simtest.Fuse{Context: t.Context(), Left: left}, sc, sc.SLO.Promise, opt)
		switch {
		case err == sim.ErrInterrupted:
			stopped++
		case err != nil:
			t.Fatalf("stopped after %d looks at the clock: %v", n, err)
		case fmt.Sprintf("%+v", x.Worths) != whole || len(x.Raises) == 0:
			t.Fatalf("stopped after %d looks at the clock: %+v", n, x)
		}
	}
	if stopped == 0 {
		t.Error("nothing was interrupted")
	}
}
