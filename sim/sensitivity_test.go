package sim

import (
	"context"
	"math"
	"testing"

	"nines/model"
)

// TestSensitivity knows what matters: with one risk of constant outages,
// the number of outages within the budget decides.
func TestSensitivity(t *testing.T) {
	sc := readText(t, `
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
	r, err := Run(context.Background(), sc, Options{Years: 20_000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	s, err := Sensitivities(context.Background(), r, Options{Seed: 1, Years: 4000})
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
	if _, err := model.ParseSet(at["risk.crash.rate"].More.Set); err != nil {
		t.Error(err)
	}
}
