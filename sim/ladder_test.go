package sim

import (
	"testing"

	"nines/sim/internal/simtest"
)

// TestCanPromiseAlways asks for targets that are all out of reach: then the
// usual ladder says what can be promised, by the same rule as a target that the
// file names itself.
func TestCanPromiseAlways(t *testing.T) {
	const shop = `[alarm.page]
delay = "1h"
[recovery.fix]
time = "8h"
[risk.x]
rate = "4/year"
alarms = ["page"]
recovery = ["fix"]
`
	for window, want := range map[string]string{"year": "99%", "month": "95%"} {
		for _, method := range []Method{Auto, Simulate} {
			sets := []string{`slo.targets=["99.99%"]`, "slo.promise=99.99%", "slo.window=" + window}
			r := mustRun(t, simtest.ReadText(t, shop, sets...), Options{Years: 4000, Seed: 1, Method: method})
			got, ok := r.CanPromise()
			if !ok || !got.OnLadder || got.Target.Text() != want || got.Verdict != Yes {
				t.Errorf("%s, %s: got %+v, %v, want %s of the ladder", window, method, got, ok, want)
			}
			// Asked for by name, each has the verdict that the ladder implies.
			sets = append(sets, `slo.targets=["90%","95%","98%","99%","99.5%","99.8%","99.9%"]`, "slo.promise=99.9%")
			r = mustRun(t, simtest.ReadText(t, shop, sets...), Options{Years: 4000, Seed: 1, Method: method})
			named, ok := r.CanPromise()
			if !ok || named.OnLadder || named.Target.Text() != want || named.MetAllYear != got.MetAllYear {
				t.Errorf("%s, %s: by name %+v, by the ladder %+v", window, method, named.TargetResult, got.TargetResult)
			}
		}
	}
	worst := mustRun(t, simtest.ReadText(t, shop, "risk.x.rate=100/year"), Options{Years: 500, Seed: 1, Method: Auto})
	if got, ok := worst.CanPromise(); ok {
		t.Errorf("a service that is down a tenth of its time can promise %s", got.Target.Text())
	}
}
