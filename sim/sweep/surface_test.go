package sweep

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// coarse returns axes with few values from one end to the other.
func coarse(axes *model.Sweep, points int) *model.Sweep {
	thin := func(a model.Axis) model.Axis {
		values := make([]float64, points)
		for i := range values {
			values[i] = a.Values[i*(len(a.Values)-1)/(points-1)]
		}
		a.Values = values
		return a
	}
	return &model.Sweep{X: thin(axes.X), Y: thin(axes.Y)}
}

// bothWays fills the same surface from the tape and cell by cell. It returns
// false where the sweep is none for the tape.
func bothWays(t *testing.T, sc *model.Scenario, axes *model.Sweep, opt sim.Options) (tape, cells *Surface, ok bool) {
	t.Helper()
	base := engine.NewPlan(sc, opt.Seed)
	xs, err := axisPlans(sc, axes.X, opt.Seed)
	if err != nil {
		t.Fatal(err)
	}
	ys, err := axisPlans(sc, axes.Y, opt.Seed)
	if err != nil {
		t.Fatal(err)
	}
	empty := func() *Surface {
		return &Surface{Scenario: sc, Years: opt.Years, Seed: opt.Seed, known: newMask(len(xs), len(ys)), Attainable: newCells(len(ys), len(xs)), Met: newCells(len(ys), len(xs))}
	}
	tape, cells = empty(), empty()
	w := &Grid{axes: axes, base: base, xs: xs, ys: ys}
	if err := cells.fillByCell(t.Context(), w, allCells(len(xs), len(ys)), opt); err != nil {
		t.Fatal(err)
	}
	how, ok := separate(base, xs, ys)
	if ok {
		if err := tape.fillByTape(t.Context(), &tapePlan{base: base, xs: xs, ys: ys, how: how}, opt); err != nil {
			t.Fatal(err)
		}
	}
	return tape, cells, ok
}

// rising reports a surface that gets better as something takes longer.
func rising(t *testing.T, what string, s *Surface) {
	t.Helper()
	worse := func(a, b stat.Estimate) bool { return b.Value <= a.Value+1e-12 }
	for j := range s.Attainable {
		for i := range s.Attainable[j] {
			if i > 0 && (!worse(s.Attainable[j][i-1], s.Attainable[j][i]) || !worse(s.Met[j][i-1], s.Met[j][i])) {
				t.Errorf("%s: better at x %d than at %d", what, i, i-1)
			}
			if j > 0 && (!worse(s.Attainable[j-1][i], s.Attainable[j][i]) || !worse(s.Met[j-1][i], s.Met[j][i])) {
				t.Errorf("%s: better at y %d than at %d", what, j, j-1)
			}
		}
	}
}

const byFactors = "detect * recover"

// TestTapeIsTheEngine holds the quick way to fill a surface against the
// engine itself, cell by cell to 1e-12, on all shipped scenarios and on crowd.
func TestTapeIsTheEngine(t *testing.T) {
	t.Parallel()
	type sweep struct {
		what string
		sc   *model.Scenario
		axes *model.Sweep
		rows bool // whether the surface must be monotone
	}
	var all []sweep
	files, err := filepath.Glob("../../scenarios/*.toml")
	if err != nil || len(files) < 6 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		for _, sets := range [][]string{nil, {"slo.window=month"}} {
			sc := simtest.ReadScenario(t, f, sets...)
			all = append(all, sweep{fmt.Sprint(f, sets, byFactors), sc, defaultSweep(), true})
			if sc.Sweep != nil {
				all = append(all, sweep{fmt.Sprint(f, sets), sc, sc.Sweep, true})
			}
		}
	}
	for _, sets := range [][]string{nil, {"slo.window=month"}, {"slo.window=week"}, {"risk.*.fresh=true"},
		{"risk.*.self_heal_time=2h"}, {"change.deploy.downtime=none", "change.migration.downtime=none"}} {
		all = append(all, sweep{fmt.Sprint("crowd", sets, byFactors), simtest.ReadText(t, simtest.Crowd, sets...), defaultSweep(), false})
		for _, paths := range [][2]string{
			{"alarm.customers.latency", "recovery.rollback.time"},
			{"recovery.fix.time", "alarm.errors.latency"},
			{"risk.bad-deploy.diagnose", "alarm.customers.delay"},
			{"responder.oncall.ack", "alarm.errors.for"},
			{"responder.expert.ack", "detect"},
		} {
			sc := simtest.ReadText(t, simtest.Crowd, sets...)
			axis := func(path string) model.Axis {
				if path == "detect" {
					return defaultSweep().X
				}
				return model.Axis{Path: path, Kind: model.DurationValue, Values: []float64{1, 30, 300, 3000, 90_000}}
			}
			all = append(all, sweep{fmt.Sprint("crowd", sets, paths), sc, &model.Sweep{X: axis(paths[0]), Y: axis(paths[1])}, true})
		}
	}
	for n, s := range all {
		if n%2 > 0 && !simtest.Proof() {
			continue // every second one tells much
		}
		years := simtest.Enough(40, 3000)
		points := simtest.Enough(3, 7)
		if len(s.axes.X.Values) < points {
			points = len(s.axes.X.Values)
		}
		tape, cells, ok := bothWays(t, s.sc, coarse(s.axes, points), sim.Options{Years: years, Seed: 8})
		if !ok {
			t.Errorf("%s: not taken by the tape", s.what)
			continue
		}
		for j := range cells.Met {
			for i := range cells.Met[j] {
				if !simtest.Close12(tape.Attainable[j][i], cells.Attainable[j][i]) || !simtest.Close12(tape.Met[j][i], cells.Met[j][i]) {
					t.Fatalf("%s: cell %d, %d: the tape says %.12f and %.4f, the engine %.12f and %.4f", s.what, i, j,
						tape.Attainable[j][i].Value, tape.Met[j][i].Value, cells.Attainable[j][i].Value, cells.Met[j][i].Value)
				}
			}
		}
		if s.rows {
			rising(t, s.what, cells)
		}
	}
}

// calm is a service in most of whose years nothing overlaps, but where
// outages heal by themselves, and faults that a gate catches cost for weeks.
const calm = `
[change.release]
per_year = 2
downtime = "3h"
[gate.canary]
catches = "50%"
exposure = { impact = "5%", time = { dist = "exponential", mean = "20d" } }
[alarm.a]
delay = { p50 = "1h", p95 = "5h" }
[recovery.r]
time = { p50 = "4h", p95 = "2d" }
[risk.bad-release]
on = "release"
chance = "50%"
gates = ["canary"]
impact = "40%"
alarms = ["a"]
recovery = ["r"]
self_heal_time = { p50 = "5h", p95 = "1d" }
[risk.disk]
rate = "2/year"
impact = "70%"
alarms = ["a"]
recovery = ["r"]
self_heal_time = { p50 = "8h", p95 = "1d" }
`

// TestTapeOfRandomYears plays single years at random values of the
// axes, and compares each with the engine: quantiles of many years could hide
// a year that is wrong.
func TestTapeOfRandomYears(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for _, c := range []struct {
		what string
		sc   *model.Scenario
	}{
		{"crowd", simtest.ReadText(t, simtest.Crowd)},
		{"by month", simtest.ReadText(t, simtest.Crowd, "slo.window=month")},
		{"fresh", simtest.ReadText(t, simtest.Crowd, "risk.*.fresh=true")},
		{"all hit all users", simtest.ReadText(t, simtest.Crowd, "risk.*.impact=100%", "gate.canary.exposure=none")},
		{"few that heal", simtest.ReadText(t, calm)},
		{"few that heal, hitting all", simtest.ReadText(t, calm, "risk.*.impact=100%")},
		{"few long ones", simtest.ReadText(t, calm, "risk.*.self_heal_time=none", "risk.*.impact=100%", `recovery.r.time={ p50 = "20d", p95 = "300d" }`)},
		{"of all kinds, of weeks", simtest.ReadText(t, simtest.LongLived)},
		{"few with exposures, cut", simtest.ReadText(t, calm, "risk.*.self_heal_time=none", "risk.*.fresh=true")},
	} {
		what, sc := c.what, c.sc
		axes := defaultSweep()
		axes.X.Values, axes.Y.Values = nil, nil
		for range 4 {
			axes.X.Values = append(axes.X.Values, math.Pow(10, 3*rng.Float64()-2))
			axes.Y.Values = append(axes.Y.Values, math.Pow(10, 3*rng.Float64()-2))
		}
		base := engine.NewPlan(sc, 2)
		xs, ys := simtest.Must(axisPlans(sc, axes.X, 2)), simtest.Must(axisPlans(sc, axes.Y, 2))
		how, ok := separate(base, xs, ys)
		if !ok {
			t.Fatalf("%s: not taken by the tape", what)
		}
		years := simtest.Enough(120, 3000)
		tape := newTape(&tapePlan{base: base, xs: xs, ys: ys, how: how}, 0, len(ys))
		worst := make([]float64, len(xs)*len(ys)*years)
		for y := range years {
			tape.record(uint64(y))
			tape.play(worst, y, years)
		}
		direct := make([]float64, years)
		for j, y := range axes.Y.Values {
			for i, x := range axes.X.Values {
				worstWindows(engine.NewPlan(simtest.Must(file.With(sc, file.At(axes.X, x), file.At(axes.Y, y))), 2), direct)
				for year, d := range direct {
					if got := worst[(j*len(xs)+i)*years+year]; math.Abs(got-d) > 1e-12 {
						t.Fatalf("%s: year %d at ×%g, ×%g: the tape says %.15f, the engine %.15f", what, year, x, y, got, d)
					}
				}
			}
		}
	}
}

// TestSweepsForTheEngine lists what the tape must not take: what changes
// which faults there are, or one part of a life along both axes.
func TestSweepsForTheEngine(t *testing.T) {
	t.Parallel()
	years := simtest.Enough(25, 60)
	for _, paths := range [][2]string{
		{"risk.disk.rate", "recovery.fix.time"}, {"risk.bad-deploy.chance", "recovery.fix.time"},
		{"gate.canary.catches", "recovery.fix.time"}, {"risk.net.interarrival", "recovery.fix.time"},
		{"change.deploy.downtime", "recovery.fix.time"}, {"change.deploy.per_week", "recovery.fix.time"},
		{"risk.vendor.impact", "recovery.fix.time"}, {"risk.net.self_heal_time", "recovery.fix.time"},
		{"risk.disk.diagnose", "recovery.fix.time"}, {"alarm.customers.delay", "alarm.burn.window"},
		{"recovery.rollback.time", "recovery.fix.time"}, {"responder.oncall.ack", "recovery.fix.time"},
	} {
		ends := func(path string) string {
			switch {
			case strings.HasSuffix(path, "rate"):
				return `from = "1/year", to = "9/year"`
			case strings.HasSuffix(path, "chance"), strings.HasSuffix(path, "catches"):
				return `from = "1%", to = "30%"`
			case strings.HasSuffix(path, "impact"):
				return `from = "10%", to = "90%"`
			case strings.HasSuffix(path, "per_week"):
				return `from = 1, to = 7`
			}
			if strings.HasSuffix(path, "interarrival") {
				return `from = "20d", to = "60d"`
			}
			return `from = "1m", to = "2h"`
		}
		sc := simtest.ReadText(t, simtest.Crowd+fmt.Sprintf("[sweep]\nx = { path = %q, points = 2, %s }\ny = { path = %q, points = 2, %s }\n",
			paths[0], ends(paths[0]), paths[1], ends(paths[1])))
		xs, ys := simtest.Must(axisPlans(sc, sc.Sweep.X, 1)), simtest.Must(axisPlans(sc, sc.Sweep.Y, 1))
		if _, ok := separate(engine.NewPlan(sc, 1), xs, ys); ok {
			t.Errorf("%v: taken by the tape", paths)
		}
		s, err := Run(t.Context(), sc, sim.Options{Years: years, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		for j, y := range sc.Sweep.Y.Values {
			for i, x := range sc.Sweep.X.Values {
				r := mustRun(t, simtest.Must(file.With(sc, file.At(sc.Sweep.X, x), file.At(sc.Sweep.Y, y))), sim.Options{Years: years, Seed: 1})
				if !simtest.Close12(r.AttainableAllYear, s.Attainable[j][i]) {
					t.Errorf("%v: cell %d, %d holds %v, a run %v", paths, i, j, s.Attainable[j][i], r.AttainableAllYear)
				}
			}
		}
	}
}

// worstWindows simulates the first years and puts the unavailability of each
// year's worst window into worst.
func worstWindows(p *engine.Plan, worst []float64) {
	y := engine.NewYear(p, engine.NewTally(p))
	for i := range worst {
		worst[i] = y.Worst(uint64(i))
	}
}
