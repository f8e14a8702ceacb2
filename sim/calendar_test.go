package sim

import (
	"context"
	"math"
	"strings"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// TestLawKnowsCalendars: where changes have calendars, the law of a year and of
// its months is that of the simulation; where people have hours there is none.
func TestLawKnowsCalendars(t *testing.T) {
	const text = `
[change.deploy]
per_week = 2
downtime = { p50 = "1m", p95 = "6m" }
hours = "09:00-16:00"
days = "mon-thu"
freezes = [ { from = "11-20", to = "01-05" } ]
[alarm.probe]
delay = "2m"
[recovery.rollback]
time = { p50 = "5m", p95 = "20m" }
[risk.bad]
on = "deploy"
chance = "5%"
alarms = ["probe"]
recovery = ["rollback"]
`
	for _, sets := range [][]string{
		{`change.deploy.downtime={ p50 = "2m", p95 = "20m" }`}, {"slo.window=month"}, {"slo.window=week"},
		{"slo.window=month", "change.deploy.every=200d", "change.deploy.freezes=none"}, // months without any event
		{"change.deploy.per_week=none", "change.deploy.per_day=0.7", "slo.window=month"},
		{"change.deploy.per_week=none", "change.deploy.per_day=0.4", `change.deploy.downtime={ p50 = "4m", p95 = "20m" }`},
	} {
		r := mustRun(t, simtest.ReadText(t, text, sets...), Options{Years: simtest.Enough(4000, 40_000), Seed: 2, Method: Auto})
		if r.Check == nil || disagrees(r) || r.Check.Differ > 4 || r.Check.Farthest > 2.2 || r.Method != Auto {
			t.Errorf("%v: %+v %+v", sets, r.Check, r.Warnings)
		}
		if r.Check != nil && (r.Check.LawMet > 0.999 || r.Check.LawMet < 0.001) {
			t.Errorf("%v: the promise tells nothing: %v", sets, r.Check.LawMet)
		}
	}
	hours := simtest.ReadText(t, simtest.Office)
	if _, err := law.OfWindows(t.Context(), hours, []float64{0, model.Year / 2}, law.Options{}); err == nil {
		t.Error("windows have a law too")
	}
	for _, sets := range [][]string{
		{"responder.team.ack_off_hours=1h"},
		{"slo.window=month"},
		{`change.deploy={ per_week = 1 }`, "risk.crash.rate=none", "risk.crash.on=deploy", "risk.crash.chance=10%"},
		{`responder.other={ hours = "09:00-18:00" }`, `recovery.try={ time = "5m", success = "50%", responder = "other" }`, `risk.crash.recovery={ prepend = ["try"] }`},
	} {
		sc := simtest.ReadText(t, simtest.Office, sets...)
		_, err := Run(context.Background(), sc, Options{Years: 10, Method: Exact})
		if err == nil || !strings.Contains(err.Error(), "responder.team.hours") {
			t.Errorf("%v: the law of a page that waits for hours: %v", sets, err)
		}
		r := mustRun(t, sc, Options{Years: 10, Method: Auto})
		if r.Method != Simulate || lawless(r).Part != "responder.team.hours" {
			t.Errorf("%v: method %v, warnings %+v", sets, r.Method, r.Warnings)
		}
	}
	// Around the clock is no hours at all.
	always := mustRun(t, simtest.ReadText(t, simtest.Office, `responder.team.hours="00:00-24:00"`, `responder.team.days="mon-sun"`), Options{Years: 100, Method: Auto})
	if always.Method != Auto {
		t.Errorf("method %v, warnings %+v", always.Method, always.Warnings)
	}
}

// TestLawKnowsHours holds the law of incidents at random moments that wait for
// somebody's hours against the simulation, and its mean against the closed form.
func TestLawKnowsHours(t *testing.T) {
	for _, c := range []struct {
		why  string
		sets []string
	}{
		{"constant times", nil},
		{"random ones, and one at once beside it", []string{`responder.team.ack={ p50 = "20m", p95 = "1h" }`, `risk.crash.diagnose={ p50 = "20m", p95 = "2h" }`, `alarm.probe.delay={ p50 = "1h", p95 = "4h" }`}},
		{"an action that runs by itself beside the wait", []string{`recovery.auto={ time = { p50 = "1h", p95 = "9h" }, success = "30%" }`, `risk.crash.recovery={ prepend = ["auto"] }`, `recovery.fix.time="10m to 2h"`}},
		{"somebody else first, who has no hours", []string{`responder.other={ ack = "5m to 30m" }`, `recovery.try={ time = "5m", success = "50%", responder = "other" }`, `risk.crash.recovery={ prepend = ["try"] }`}},
		{"a night shift with daylight saving", []string{"service.timezone=America/New_York", `responder.team.hours="22:00-06:00"`}},
		{"it heals by itself", []string{`risk.crash.self_heal_time={ p50 = "6h", p95 = "3d" }`}},
	} {
		sc := simtest.ReadText(t, simtest.Office, append(c.sets, "slo.targets=[\"95%\"]", "slo.promise=95%", "risk.crash.rate=30/year")...)
		r := mustRun(t, sc, Options{Years: simtest.Enough(3000, 60_000), Seed: 5, Method: Auto})
		if r.Method != Auto || r.Check == nil || disagrees(r) || r.Check.Differ > 4 || r.Check.Farthest > 2.35 {
			t.Errorf("%s: method %v, %+v, %+v", c.why, r.Method, r.Check, r.Warnings)
		}
		l := simtest.Must(law.Of(t.Context(), sc, model.Year, law.Options{}))
		m := r.PlainSum.Mean()
		simtest.Within(t, c.why+": mean", m.Value, l.Mean(), m.SE, 4)
		simtest.Within(t, c.why+": standard deviation", r.PlainSum.SD(), math.Sqrt(l.Variance()), r.PlainSum.SD()/math.Sqrt(2*float64(r.Years)), 6)
		if len(c.sets) == 0 {
			want := 30 * 3600 * (15.0/60 + simtest.Waits(func(w float64) float64 { return w })/simtest.YearHours)
			simtest.Within(t, "mean in closed form", l.Mean(), want, want*1e-5, 1)
		}
	}
}
