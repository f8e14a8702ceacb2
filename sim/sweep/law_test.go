package sweep

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"reflect"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// sweptScenarios returns the shipped scenarios, for which maps rest on the law,
// with the axes that each is swept over unless told, and some over shorter
// windows.
func sweptScenarios(t *testing.T) map[string]*model.Scenario {
	t.Helper()
	files, err := filepath.Glob("../../scenarios/*.toml")
	if err != nil || len(files) < 6 {
		t.Fatal(files, err)
	}
	all := map[string]*model.Scenario{}
	for _, f := range files {
		sc := simtest.ReadScenario(t, f)
		if len(sc.Unknowns) > 0 {
			continue // every year is a world, whose cells are simulated
		}
		if filepath.Base(f) == "cre-risk-catalogue.toml" && !simtest.Proof() {
			continue // as dear as all others together
		}
		all[filepath.Base(f)] = sc
	}
	all["github by month"] = simtest.ReadScenario(t, "../../scenarios/github.toml", "slo.window=month")
	all["automation by quarter"] = simtest.ReadScenario(t, "../../scenarios/automation-investments.toml", "slo.window=quarter")
	for _, sc := range all {
		if sc.Sweep == nil {
			sc.Sweep = defaultSweep()
		}
	}
	return all
}

func surfaceOf(t *testing.T, sc *model.Scenario, opt sim.Options) *Surface {
	t.Helper()
	s, err := Run(t.Context(), sc, opt)
	if err != nil {
		t.Fatal(err)
	}
	if opt.Method != "" && s.Method != opt.Method {
		t.Fatalf("%s: by %s and not by %s: %s", sc.Title, s.Method, opt.Method, s.NoLaw)
	}
	return s
}

// TestSurfacesByLawFall draws the whole map of every shipped scenario: what
// takes longer must nowhere be better, and the interval hold the value.
func TestSurfacesByLawFall(t *testing.T) {
	t.Parallel()
	for name, sc := range sweptScenarios(t) {
		if !simtest.Proof() {
			sc.Sweep = coarse(sc.Sweep, 5)
		}
		s := surfaceOf(t, sc, sim.Options{Years: simtest.Enough(1000, 10_000), Seed: 3, Method: sim.Auto})
		rising(t, name, s)
		for j := range s.Attainable {
			for i, a := range s.Attainable[j] {
				m := s.Met[j][i]
				if !(a.Low <= a.Value+1e-12 && a.Value <= a.High+1e-12 && m.Low <= m.Value+1e-12 && m.Value <= m.High+1e-12) {
					t.Errorf("%s: cell %d, %d: %v and %v", name, i, j, a, m)
				}
			}
		}
	}
}

// TestSurfacesByLawOfAnyWorkersAreTheEngines holds cells by the law against cells of
// simulated years, other ones: by four standard errors of both. Any number of
// workers finds the same map.
func TestSurfacesByLawOfAnyWorkersAreTheEngines(t *testing.T) {
	t.Parallel()
	all := sweptScenarios(t)
	all["calm"] = simtest.ReadText(t, calm, "risk.*.self_heal_time=none")
	all["calm"].Sweep = defaultSweep()
	// In short windows most years may miss, and outages are cut at the edges.
	all["alerts by week"] = simtest.ReadScenario(t, "../../scenarios/burn-rate-alerts.toml", "slo.window=week")
	week := defaultSweep()
	week.X.Values = week.X.Values[:21] // later than today, weeks are mostly overlap
	all["alerts by week"].Sweep = week
	for name, sc := range all {
		sc.Sweep = coarse(sc.Sweep, simtest.Enough(3, 9))
		years := simtest.Enough(1000, 40_000)
		l := surfaceOf(t, sc, sim.Options{Years: years, Seed: 4, Workers: 5, Method: sim.Auto})
		for _, workers := range []int{1, 2}[:simtest.Enough(1, 2)] {
			if other := surfaceOf(t, sc, sim.Options{Years: years, Seed: 4, Workers: workers, Method: sim.Auto}); !reflect.DeepEqual(l, other) {
				t.Errorf("%s: %d workers find another map than five", name, workers)
			}
		}
		e := surfaceOf(t, sc, sim.Options{Years: years, Seed: 5})
		for j := range e.Met {
			for i := range e.Met[j] {
				p, q := l.Met[j][i], e.Met[j][i]
				se := math.Hypot(p.SE, math.Max(math.Sqrt(p.Value*(1-p.Value)/float64(years)), 1/float64(years)))
				if math.Abs(p.Value-q.Value) > 4*se {
					t.Errorf("%s: cell %d, %d: met by the law %.5f, by the engine %.5f", name, i, j, p.Value, q.Value)
				}
				a, b := l.Attainable[j][i], e.Attainable[j][i]
				// The intervals are 1.96 standard errors wide to each side.
				if reach := 2.04 * math.Hypot(a.High-a.Low, b.High-b.Low) / 2; math.Abs(a.Value-b.Value) > reach+1e-12 {
					t.Errorf("%s: cell %d, %d: attainable by the law %.7f, by the engine %.7f ± %.2g", name, i, j, a.Value, b.Value, b.SE)
				}
			}
		}
	}
}

// TestSurfaceOverChances sweeps what the tape does not take, by the law: rates,
// chances and gates.
func TestSurfaceOverChances(t *testing.T) {
	t.Parallel()
	sc := simtest.ReadText(t, calm+`[sweep]
x = { path = "risk.bad-release.chance", points = 4, from = "10%", to = "90%" }
y = { path = "risk.disk.rate", points = 4, from = "1/year", to = "9/year" }
`)
	l := surfaceOf(t, sc, sim.Options{Years: simtest.Enough(3000, 20_000), Seed: 4, Method: sim.Auto})
	e := surfaceOf(t, sc, sim.Options{Years: simtest.Enough(3000, 20_000), Seed: 5})
	for j := range e.Met {
		for i := range e.Met[j] {
			p, q := l.Attainable[j][i], e.Attainable[j][i]
			if math.Abs(p.Value-q.Value) > 2.04*math.Hypot(p.High-p.Low, q.High-q.Low)/2 {
				t.Errorf("cell %d, %d: by the law %v, by the engine %v", i, j, p, q)
			}
		}
	}
	rising(t, "chances", l)
}

// TestSurfacesWithoutLaw says why they are simulated.
func TestSurfacesWithoutLaw(t *testing.T) {
	t.Parallel()
	for _, sc := range []*model.Scenario{simtest.ReadText(t, calm), simtest.ReadText(t, simtest.Crowd, "slo.window=month"), simtest.ReadText(t, simtest.Crowd)} {
		sc.Sweep = coarse(defaultSweep(), 2)
		s := surfaceOf(t, sc, sim.Options{Years: 100, Seed: 1})
		auto, err := Run(t.Context(), sc, sim.Options{Years: 100, Seed: 1, Method: sim.Auto})
		if err != nil {
			t.Fatal(err)
		}
		if auto.Method != sim.Simulate || auto.NoLaw == nil {
			t.Errorf("by %s, because %v", auto.Method, auto.NoLaw)
		}
		if !reflect.DeepEqual(auto.Attainable, s.Attainable) {
			t.Error("another map than that of simulated years")
		}
		if _, err := Run(t.Context(), sc, sim.Options{Years: 100, Seed: 1, Method: sim.Exact}); err == nil {
			t.Error("an exact map of a model without an exact law")
		}
	}
}

// TestCellsAreTheLaw holds the quick laws of cells against law.Of.
func TestCellsAreTheLaw(t *testing.T) {
	t.Parallel()
	worst := 0.0
	for name, sc := range sweptScenarios(t) {
		sc.Sweep = coarse(sc.Sweep, simtest.Enough(3, 7))
		s := surfaceOf(t, sc, sim.Options{Years: 100, Seed: 1, Method: sim.Exact})
		for j, y := range sc.Sweep.Y.Values {
			for i, x := range sc.Sweep.X.Values {
				if i != j && !simtest.Proof() {
					continue // two corners and the middle tell
				}
				c := simtest.Must(file.With(sc, file.At(sc.Sweep.X, x), file.At(sc.Sweep.Y, y)))
				l, _, err := control.NewLaw(t.Context(), engine.NewPlan(c, 1), true, law.Options{})
				if errors.Is(err, control.ErrWeakLaw) && i+j > 0 {
					t.Logf("%s at %g, %g: no law to hold it against", name, x, y)
					continue // everything takes ten times as long
				}
				simtest.Must(0, err)
				years := control.Strata{Law: l.All, Most: 1, Tie: 1e-12, Alone: true}
				want := 1 - years.Quantile(c.SLO.Confidence).Value
				off := math.Abs(s.Attainable[j][i].Value - want)
				worst = math.Max(worst, off)
				if off > 2e-6 {
					t.Errorf("%s at %g, %g: attainable %.9f, by the law %.9f", name, x, y, s.Attainable[j][i].Value, want)
				}
				if met, bound := l.All(c.SLO.Promise.Miss()); math.Abs(s.Met[j][i].Value-met) > 2*lawMetTolerance+bound {
					t.Errorf("%s at %g, %g: met %.7f, by the law %.7f", name, x, y, s.Met[j][i].Value, met)
				}
			}
		}
	}
	t.Logf("attainable SLOs off by %.2g at most", worst)
}

// BenchmarkSurface fills the map of each shipped scenario by the law, and from
// 10,000 simulated years in every cell. The plain run simulates 1000, and tells
// what ten times as many cost: years cost alike.
func BenchmarkSurface(b *testing.B) {
	files, err := filepath.Glob("../../scenarios/*.toml")
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range files {
		sc := simtest.ReadScenario(b, f)
		for _, m := range []sim.Method{sim.Auto, sim.Simulate} {
			years, share := 10_000, 1.0
			if (m == sim.Simulate || sc.SLO.Window.Kind != model.YearWindow) && !simtest.Proof() {
				years, share = 1000, 0.1
			}
			b.Run(fmt.Sprintf("%s/%s", filepath.Base(f), m), func(b *testing.B) {
				for b.Loop() {
					if _, err := Run(b.Context(), sc, sim.Options{Years: years, Seed: 1, Method: m}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1681/share, "µs/cell")
			})
		}
	}
}

// Overlap saves whole outages of a known length, or seconds: what is left of
// the misses then jumps from step to step of the law, and cells are simulated.
// The catalogue's eight known lengths make steps too small to matter.
func TestSteppedLawsAreSimulated(t *testing.T) {
	sc := simtest.ReadText(t, `
[alarm.probe]
delay = "1m"
[recovery.fix]
time = "54m"
[risk.x]
rate = "80/year"
alarms = ["probe"]
recovery = ["fix"]
[sweep]
x = { path = "risk.x.rate", from = "20/year", to = "120/year", points = 6 }
y = { path = "alarm.probe.delay", from = "30s", to = "2m", points = 3 }`, "slo.promise=98.859%")
	s := simtest.Must(Run(t.Context(), sc, sim.Options{Years: simtest.Enough(1500, 4000), Seed: 1, Method: sim.Auto}))
	if s.Method != sim.Simulate || s.NoLaw == nil || s.NoLaw.Reason != SteppedOverlap {
		t.Errorf("method %s (%v), want simulated cells", s.Method, s.NoLaw)
	}
	catalogue := simtest.Shipped(t, "cre-risk-catalogue")
	if catalogue.Sweep == nil {
		catalogue.Sweep = defaultSweep()
	}
	catalogue.Sweep = coarse(catalogue.Sweep, simtest.Enough(15, 41))
	if s := simtest.Must(Run(t.Context(), catalogue, sim.Options{Years: 2000, Seed: 1, Method: sim.Auto})); s.Method != sim.Auto {
		t.Errorf("the catalogue is simulated: %v", s.NoLaw)
	}
}
