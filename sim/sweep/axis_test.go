package sweep

import (
	"math"
	"testing"

	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// staffed is a service whose rollback waits for a person.
const staffed = `
[alarm.probe]
delay = "2m"
[responder.team]
ack = "10m"
[recovery.rollback]
time = "5m"
responder = "team"
[risk.crash]
rate = "20/year"
alarms = ["probe"]
diagnose = "8m"
recovery = ["rollback"]
`

// TestMeanTimes holds the labels of the default axes against times that are
// known by hand.
func TestMeanTimes(t *testing.T) {
	for _, c := range []struct {
		why             string
		sets            []string
		detect, recover float64 // minutes
	}{
		{"answering, diagnosing and acting follow the alarm", nil, 2, 23},
		{"without a person only the action does", []string{"recovery.rollback.responder=none"}, 2, 5},
		{"the axes' factors are part of it", []string{"detect={ times = 0.5 }", "recover={ times = 2 }"}, 1, 46},
		{"what fails is tried all the same", []string{"recovery.rollback.success=0", "risk.crash.self_heal_time=1m"}, 2, 23},
	} {
		m := MeanTimes(t.Context(), engine.NewPlan(simtest.ReadText(t, staffed, c.sets...), 1))
		if math.Abs(m.Detect/60-c.detect) > 1e-9 || math.Abs(m.Recover/60-c.recover) > 1e-9 {
			t.Errorf("%s: %g min until the alarm and %g min from there, want %g and %g", c.why, m.Detect/60, m.Recover/60, c.detect, c.recover)
		}
	}
}

// TestMark shows what automation buys: taking a person out moves the point
// along the default axis, and the point carries what it attains.
func TestMark(t *testing.T) {
	sc := simtest.ReadText(t, staffed)
	sc.Sweep = coarse(defaultSweep(), 3)
	s := surfaceOf(t, sc, sim.Options{Years: 200, Seed: 1, Method: sim.Simulate})
	with := func(set file.Patch) bool {
		return s.Mark("option", simtest.Must(file.With(sc, set)), stat.Certain(0.9995))
	}
	if !with(file.Drop("recovery.rollback.responder")) {
		t.Fatal("nobody is waited for, and the point stands still")
	}
	if k := s.Marks[0]; math.Abs(k.X-120) > 1e-9 || math.Abs(k.Y-300) > 1e-9 || k.Attainable.Value != 0.9995 {
		t.Errorf("without a person the point stands at %+v, want 2 min, 5 min, 99.95 %%", k)
	}
	if with(file.Set("risk.crash.rate", "10/year")) || len(s.Still) != 1 {
		t.Error("fewer faults moved the point, which neither axis shows")
	}
}
