package explain

import (
	"context"
	"math"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestSensitivity knows what matters: with one risk of constant outages,
// the number of outages within the budget decides.
func TestSensitivity(t *testing.T) {
	sc := simtest.ReadText(t, `
[change.deploy]
per_week = 1
[alarm.probe]
delay = "1m"
[responder.oncall]
ack = "4m"
[recovery.fix]
time = "30m"
success = "100%"
responder = "oncall"
[risk.crash]
rate = "6/year"
impact = "50%"
alarms = ["probe"]
diagnose = "5m"
recovery = ["fix"]
[risk.never]
rate = "0/year"
alarms = ["probe"]
recovery = ["fix"]
`)
	r, err := sim.Run(context.Background(), sc, sim.Options{Years: 20_000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	s, err := Sensitivities(context.Background(), r, sim.Options{Seed: 1, Years: 4000})
	if err != nil {
		t.Fatal(err)
	}
	if s.Today != r.AttainableAllYear {
		t.Errorf("today is %v, the run says %v", s.Today, r.AttainableAllYear)
	}
	at := map[string]Input{}
	for i, in := range s.Inputs {
		at[in.Path] = in
		if i > 0 && in.Swing > s.Inputs[i-1].Swing {
			t.Errorf("%s swings farther than %s before it", in.Path, s.Inputs[i-1].Path)
		}
	}
	for _, tt := range []struct {
		why, path string
		less      float64 // what is missing to 100 % with half of it, against today
		more      float64
	}{
		{"half the users: half the downtime", "risk.crash.impact", 0.5, 2},
		{"30 of 40 minutes", "recovery.fix.time", 25.0 / 40, 70.0 / 40},
		{"5 of 40 minutes", "risk.crash.diagnose", 37.5 / 40, 45.0 / 40},
		{"4 of 40 minutes", "responder.oncall.ack", 38.0 / 40, 44.0 / 40},
		{"1 of 40 minutes", "alarm.probe.latency", 39.5 / 40, 41.0 / 40},
	} {
		in, ok := at[tt.path]
		if !ok {
			t.Errorf("%s is not among the inputs", tt.path)
			continue
		}
		// Overlap and outages across the year's edge take a little.
		for _, e := range []struct{ got, want float64 }{{in.Less.Attainable.Value, tt.less}, {in.More.Attainable.Value, tt.more}} {
			if part := (1 - e.got) / (1 - s.Today.Value); math.Abs(part-e.want) > 0.02 {
				t.Errorf("%s: %s leaves %.3f of today's downtime, want %.3f", tt.why, tt.path, part, e.want)
			}
		}
	}
	if in := at["risk.never.rate"]; !in.Less.Same || !in.More.Same || in.Swing != 0 {
		t.Errorf("a risk that never strikes swings by %v", in.Swing)
	}
	if in := at["risk.crash.rate"]; !(in.Less.Attainable.Value > s.Today.Value && in.More.Attainable.Value < s.Today.Value) {
		t.Errorf("crashes half as often attain %v, twice as often %v, today %v", in.Less.Attainable.Value, in.More.Attainable.Value, s.Today.Value)
	}
	for _, path := range []string{"recovery.fix.success", "risk.never.impact", "alarm.probe.miss", "change.deploy.downtime"} {
		if _, ok := at[path]; ok {
			t.Errorf("%s is certain and still among the inputs", path)
		}
	}
	if _, err := file.ParseSet(at["risk.crash.rate"].More.Set.String()); err != nil {
		t.Error(err)
	}
}

// TestSensitivityAtSteps knows the law of constant outages of 180 s: nine years
// in ten have at most two of one a year, and at most one of half as many. Few
// years alone may tell neither, and then say so.
func TestSensitivityAtSteps(t *testing.T) {
	const one = 180 / model.Year
	for _, file := range []string{"one-failure-a-year", "five-nines"} {
		sc := simtest.ReadScenario(t, "../../scenarios/"+file+".toml")
		often := func(method sim.Method, opt sim.Options) End {
			t.Helper()
			opt.Method = method
			s, err := Sensitivities(t.Context(), mustRun(t, sc, opt), sim.Options{Seed: opt.Seed, Years: opt.Years})
			if err != nil {
				t.Fatal(err)
			}
			for _, in := range s.Inputs {
				if in.Path == "risk.bad-deploy.chance" {
					return in.Less
				}
			}
			t.Fatal("how often is no input")
			return End{}
		}
		for _, opt := range []sim.Options{{Years: 1000, Seed: 1}, {Years: 300, Seed: 2}} {
			if e := often(sim.Auto, opt); math.Abs(e.Change.Value-one) > 1e-12 || e.Noise || math.Abs(e.Change.High-e.Change.Low) > 1e-12 {
				t.Errorf("%s, %d years: half as many bad deploys change %+v, want one outage of 180 s", file, opt.Years, e.Change)
			}
		}
		held, runs := 0, simtest.Enough(40, 400)
		for seed := range runs {
			e := often(sim.Simulate, sim.Options{Years: 300, Seed: uint64(seed), Workers: 1})
			held += simtest.Holds(stat.Estimate{Low: e.Change.Low - 1e-12, High: e.Change.High + 1e-12}, one)
		}
		if part := float64(held) / float64(runs); part < 0.93-4*math.Sqrt(0.05*0.95/float64(runs)) {
			t.Errorf("%s: %d of %d intervals of the change hold it", file, held, runs)
		}
	}
}
