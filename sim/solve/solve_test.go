package solve

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
)

// anywhere is a search from a hundredth to a hundred times today's value.

// solved solves a scenario's text with patches.
func solved(t *testing.T, sc *model.Scenario, v Vary, opt sim.Options) *Solution {
	t.Helper()
	if opt.Seed == 0 {
		opt.Seed = 1
	}
	s, err := Run(context.Background(), sc, v, opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// incident is a risk of one known alarm and one recovery; what strikes it and
// how long recovery takes are set.
const incident = `
[change.deploy]
per_year = 1
[alarm.a]
delay = "0s"
[recovery.r]
time = "10m"
[risk.x]
on = "deploy"
chance = "100%"
alarms = ["a"]
recovery = ["r"]
`

// The greatest chance per change with which at most m of n changes fail in
// enough of the years is the inverse of a binomial distribution, worked out by
// other software (b_binom_inverse). A failure takes three minutes.
func TestSolveInvertsTheBinomial(t *testing.T) {
	for _, tt := range []struct {
		promise, confidence string
		want                float64
	}{
		{"99.9995%", "90%", 0.002024112478500398}, // 157.68 s: room for none
		{"99.999%", "50%", 0.0320662724887056},    // 315.36 s: for one
		{"99.999%", "90%", 0.010273871497007711},
		{"99.999%", "95%", 0.006876832883314145},
		{"99.999%", "99%", 0.0028805440028943467},
		{"99.999%", "99.9%", 0.0008812462334087327},
		{"99.9985%", "99%", 0.00851466384996663}, // 473.04 s: for two
	} {
		sc := simtest.Shipped(t, "one-failure-a-year", "slo.confidence="+tt.confidence, "slo.promise="+tt.promise)
		s := solved(t, sc, Anywhere("risk.bad-deploy.chance"), sim.Options{Years: 5000, Method: sim.Auto})
		if s.Ending != Found || s.Effect != Hurts || math.Abs(s.Value.Value/tt.want-1) > 2e-5 {
			t.Errorf("%s at %s: %s, %s, value %.9f, want %.9f", tt.promise, tt.confidence, s.Effect, s.Ending, s.Value.Value, tt.want)
		}
		if s.Value.Low > tt.want*(1+2e-5) || s.Value.High < tt.want*(1-2e-5) {
			t.Errorf("%s: the interval %v to %v does not hold %v", tt.confidence, s.Value.Low, s.Value.High, tt.want)
		}
	}
}

// Closed forms, by the law and by counting years.
func TestSolveClosedForms(t *testing.T) {
	const budget = 3153.6 // of 99.99 %
	poisson := func(k int, l float64) float64 {
		sum, term := 0.0, math.Exp(-l)
		for i := range k + 1 {
			sum += term
			term *= l / float64(i+1)
		}
		return sum
	}
	rate := 0.0 // the greatest with P(at most 5) of 0.9
	for step := 8.0; step > 1e-12; step /= 2 {
		if poisson(5, rate+step) >= 0.9 {
			rate += step
		}
	}
	for _, tt := range []struct {
		why  string
		sets []string
		path string
		want float64
		slop float64 // by which overlap may move it
	}{
		{
			"one exponential outage a year: median = ln 2 · budget / -ln(1 - c)",
			[]string{`recovery.r.time={ dist = "exponential", mean = "10m" }`},
			"recovery.r.time", math.Ln2 * budget / -math.Log(0.1), 1e-3,
		},
		{
			"Poisson outages of ten minutes: room for five",
			[]string{"risk.x.on=none", "risk.x.chance=none", "risk.x.rate=1/year", "change.deploy=none"},
			"risk.x.rate", rate, 1e-3,
		},
		{
			"the same by the time between them",
			[]string{"risk.x.on=none", "risk.x.chance=none", "risk.x.mtbf=100d", "change.deploy=none"},
			"risk.x.mtbf", model.Year / rate, 1e-3,
		},
		{
			"a gate before a change that always breaks: 1 - c slip through when none may",
			[]string{"slo.promise=99.999%", "gate.g={ catches = 0.2 }", `risk.x.gates=["g"]`},
			"gate.g.catches", 0.9, 1e-4,
		},
		{
			"constants: twelve tries a year fit when each takes a twelfth",
			[]string{"change.deploy.per_year=12"},
			"recovery.r.time", budget / 12, 3e-3,
		},
	} {
		sc := simtest.ReadText(t, incident, append([]string{"slo.promise=99.99%"}, tt.sets...)...)
		s := solved(t, sc, Anywhere(tt.path), sim.Options{Years: 5000, Method: sim.Auto})
		if s.Ending != Found || s.Method != sim.Auto || math.Abs(s.Value.Value/tt.want-1) > tt.slop {
			t.Errorf("%s: %s by %s, value %v, want %v", tt.why, s.Ending, s.Method, s.Value, tt.want)
		}
		p := solved(t, sc, Anywhere(tt.path), sim.Options{Years: simtest.Enough(8000, 20_000), Method: sim.Simulate})
		if p.Method != sim.Simulate || p.Value.Low > tt.want*(1+2e-3) || p.Value.High < tt.want*(1-2e-3) {
			t.Errorf("%s: by counting %v, want %v", tt.why, p.Value, tt.want)
		}
	}
}

// What is offered to be set has the verdict yes, for a run with the same years
// and seed, and lies close to the loosest value.
func TestSolveSettingIsSafe(t *testing.T) {
	for _, tt := range []struct {
		scenario, path, set string
		method              sim.Method
	}{
		{"one-failure-a-year", "risk.bad-deploy.chance", "", sim.Auto},
		{"one-failure-a-year", "recovery.rollback.time", "", sim.Auto},
		{"one-failure-a-year", "alarm.error-rate.latency", `alarm.error-rate.delay={ p50 = "30s", p95 = "1m" }`, sim.Auto},
		{"five-nines", "change.deploy.per_year", "", sim.Auto},
		{"github", "recovery.github.time", "", sim.Auto},
		{"github", "recover", "", sim.Simulate}, // two other counted ones stand below
		{"github", "risk.github.rate", "slo.window=month", sim.Simulate},
		{"manual-or-automatic", "gate.canary.catches", "slo.promise=99.99%", sim.Simulate},
		{"cre-risk-catalogue", "recover", "", sim.Auto},
	} {
		if tt.scenario == "github" && tt.path == "recover" && !simtest.Proof() {
			continue
		}
		var sets []string
		if tt.set != "" {
			sets = []string{tt.set}
		}
		sc := simtest.Shipped(t, tt.scenario, sets...)
		// Looser targets are not asked for, and take long.
		sc = simtest.Must(file.With(sc, simtest.Must(file.ParseSet(`slo.targets=["`+sc.SLO.Promise.Text()+`"]`))))
		opt := sim.Options{Years: simtest.Enough(3000, 4000), Seed: 3, Method: tt.method}
		s := solved(t, sc, Anywhere(tt.path), opt)
		if s.Ending != Found || s.Safe == nil || s.Safe.Set.String() == "" {
			t.Errorf("%s %s: %s, nothing to set", tt.scenario, tt.path, s.Ending)
			continue
		}
		opt.Method = s.At.Method
		r := simtest.Must(sim.Run(context.Background(), simtest.Must(file.With(sc, simtest.Must(file.ParseSet(s.Safe.Set.String())))), opt))
		if v := r.Promised().Verdict; v != sim.Yes {
			t.Errorf("%s with %s: the verdict is %s (%v)", tt.scenario, s.Safe.Set, v, r.MetAllYear(sc.SLO.Promise))
		}
		if s.Safe.Value < 0.95*s.Value.Low || s.Safe.Value > 1.05*s.Value.High {
			t.Errorf("%s %s: %v is far from %v", tt.scenario, tt.path, s.Safe.Value, s.Value)
		}
	}
}

// The verdict turns where the solution says: two rollbacks of 97.68 s beside
// two alarms of a minute are all that five nines allow.
func TestSolveStandsAtTheEdge(t *testing.T) {
	sc := simtest.Shipped(t, "one-failure-a-year")
	s := solved(t, sc, Anywhere("recovery.rollback.time"), sim.Options{Years: 2000, Method: sim.Auto})
	if math.Abs(s.Value.Value-97.68) > 0.011 || s.Safe == nil || s.Safe.Set.String() != "recovery.rollback.time=1m37s" {
		t.Errorf("value %v, %+v, want 97.68 s and 1m37s", s.Value, s.Safe)
	}
	at := simtest.Must(file.With(sc, simtest.Must(file.ParseSet("recovery.rollback.time=98s"))))
	if r := simtest.Must(sim.Run(context.Background(), at, sim.Options{Years: 2000, Seed: 1, Method: sim.Auto})); r.Promised().Verdict != sim.No {
		t.Errorf("98 s: %s, want no", r.Promised().Verdict)
	}
}

// A month's promise is solved by the law of months and by counting alike.
func TestSolveWindows(t *testing.T) {
	sc := simtest.Shipped(t, "burn-rate-alerts", "slo.window=month", "slo.promise=99.8%")
	years := simtest.Enough(1200, 10_000)
	law := solved(t, sc, Anywhere("risk.outage.rate"), sim.Options{Years: years, Method: sim.Auto})
	counted := solved(t, sc, Anywhere("risk.outage.rate"), sim.Options{Years: years, Method: sim.Simulate})
	if law.Ending != Found || law.Method != sim.Auto || counted.Method != sim.Simulate {
		t.Fatalf("%s by %s, and by %s", law.Ending, law.Method, counted.Method)
	}
	if d := math.Abs(law.Value.Value - counted.Value.Value); d > 4*math.Hypot(law.Value.SE, counted.Value.SE) {
		t.Errorf("by the law %v, by counting %v", law.Value, counted.Value)
	}
}

// What ends otherwise than with a value.
func TestSolveOutcomes(t *testing.T) {
	for _, tt := range []struct {
		why, scenario, path string
		sets                []string
		effect              Effect
		outcome             Ending
	}{
		{"planned work alone takes too long", "five-nines", "risk.bad-deploy.chance", nil, Hurts, Nothing},
		{"no canary is good enough for what it lets through anyway", "manual-or-automatic", "alarm.error-rate.for", []string{"slo.promise=99.999%"}, Hurts, Nothing},
		{"the loosest is good enough", "five-nines", "risk.bad-deploy.chance", []string{"slo.promise=99%"}, Hurts, Any},
		{"what nobody uses", "one-failure-a-year", "alarm.idle.delay", []string{`alarm.idle={ delay = "1m" }`}, NoEffect, Nothing},
		{"users count no downtime", "manual-or-automatic", "service.users", nil, NoEffect, Any},
	} {
		s := solved(t, simtest.Shipped(t, tt.scenario, tt.sets...), Anywhere(tt.path), sim.Options{Years: 2000, Method: sim.Auto})
		if s.Effect != tt.effect || s.Ending != tt.outcome {
			t.Errorf("%s: %s, %s, want %s, %s", tt.why, s.Effect, s.Ending, tt.effect, tt.outcome)
		}
		if s.Safe != nil || s.At == nil || !math.IsNaN(s.Value.Value) {
			t.Errorf("%s: a value where there is none: %+v", tt.why, s.Value)
		}
		if blocked := len(s.BlockedBy) > 0; blocked != (s.Ending == Nothing) {
			t.Errorf("%s: %d parts in the way", tt.why, len(s.BlockedBy))
		}
	}
	s := solved(t, simtest.Shipped(t, "five-nines"), Anywhere("risk.bad-deploy.chance"), sim.Options{Years: 2000, Method: sim.Auto})
	if b := s.BlockedBy[0]; b.Part != "change.deploy" || b.Phase != sim.Planned || math.Abs(b.Downtime-520) > 1e-6 {
		t.Errorf("in the way: %+v, want 520 s of planned work", b)
	}
	if s.AtValue != s.From {
		t.Errorf("the best chance is %v, want the least, %v", s.AtValue, s.From)
	}
}

// An alarm that is evaluated every minute and waits for 50 s waits for 60; one
// that is evaluated every 50 s for 50. So a longer interval may do good.
func TestSolveMixed(t *testing.T) {
	sc := simtest.ReadText(t, incident, "alarm.a.interval=10s", "alarm.a.for=50s", "recovery.r.time=10s",
		"change.deploy.per_year=52", "slo.promise=99.986%")
	s := solved(t, sc, Vary{"alarm.a.interval", 5, 60}, sim.Options{Years: 2000, Method: sim.Auto})
	if s.Effect != Mixed || len(s.Kept) < 2 {
		t.Fatalf("%s, kept %v; want mixed, in several stretches", s.Effect, s.Kept)
	}
	for _, k := range s.Kept {
		for _, v := range []float64{k.From, k.To} {
			at := simtest.Must(file.With(sc, file.At(model.Axis{Path: "alarm.a.interval", Kind: model.DurationValue}, v)))
			r := simtest.Must(sim.Run(context.Background(), at, sim.Options{Years: 2000, Seed: 1}))
			if met := r.MetAllYear(sc.SLO.Promise); met.High < 0.9 {
				t.Errorf("at %v s it is kept in %v, want 90 %%", v, met)
			}
		}
	}
}

func TestSolveRefuses(t *testing.T) {
	sc := simtest.Shipped(t, "one-failure-a-year")
	for _, tt := range []struct {
		why  string
		vary Vary
		want string
	}{
		{"no such part", Anywhere("recovery.rolback.time"), `did you mean "rollback"`},
		{"no such key", Anywhere("recovery.rollback.tim"), "there is no key tim"},
		{"a text", Anywhere("service.name"), "could be varied"},
		{"a whole part", Anywhere("recovery.rollback"), "a path to one of its keys"},
		{"an empty path", Anywhere(""), "want a path"},
		{"the promise itself", Anywhere("slo.confidence"), "what is promised"},
		{"an empty range", Vary{"recovery.rollback.time", 60, 60}, "the range is empty"},
		{"a range upside down", Vary{"recovery.rollback.time", 60, 10}, "the range is empty"},
		{"more than there is", Vary{"risk.bad-deploy.chance", 0.1, 1.5}, "cannot take the value 150%"},
		{"nothing today", Anywhere("alarm.error-rate.miss"), "needs both ends"},
		{"a last action that must not fail", Anywhere("recovery.rollback.success"), "no value but today's"},
	} {
		_, err := Run(context.Background(), sc, tt.vary, sim.Options{Years: 1000, Seed: 1})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.why, err, tt.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, sc, Anywhere("risk.bad-deploy.chance"), sim.Options{Seed: 1}); !errors.Is(err, sim.ErrInterrupted) {
		t.Errorf("a search that was interrupted: %v", err)
	}
}

// The number of workers changes nothing.
func TestSolveWorkers(t *testing.T) {
	sc, years := simtest.Shipped(t, "github"), simtest.Enough(2*engine.ChunkYears, 4*engine.ChunkYears)
	one := solved(t, sc, Anywhere("risk.github.rate"), sim.Options{Years: years, Workers: 1, Method: sim.Auto})
	three := solved(t, sc, Anywhere("risk.github.rate"), sim.Options{Years: years, Workers: 3, Method: sim.Auto})
	if one.Value != three.Value || one.Safe.Value != three.Safe.Value || one.Safe.Set.String() != three.Safe.Set.String() || one.Tried != three.Tried {
		t.Errorf("%v %v, with three workers %v %v", one.Value, one.Safe, three.Value, three.Safe)
	}
}

// TestSolveTodayAsRun: what is said of today is what run says of it, so that a
// better value is never said to do worse.
func TestSolveTodayAsRun(t *testing.T) {
	t.Parallel()
	sc := simtest.ReadScenario(t, "../../scenarios/one-failure-a-year.toml")
	opt := sim.Options{Years: 3000, Seed: 1, Method: sim.Auto}
	s, err := Run(t.Context(), sc, Anywhere("recovery.rollback.time"), opt)
	if err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, sc, opt)
	if want := r.MetAllYear(sc.SLO.Promise); math.Abs(s.TodayMet.Value-want.Value) > 1e-12 || s.TodayMet.Low > want.Low+1e-3 {
		t.Errorf("solve says of today %+v, run %+v", s.TodayMet, want)
	}
}
