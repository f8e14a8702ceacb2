package law_test

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/model/file"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// TestTiesBesideSmooth: what costs exactly the budget keeps it beside a risk
// without jumps, too: the steps stay sharp.
func TestTiesBesideSmooth(t *testing.T) {
	sc := read(t, `
[alarm.probe]
delay = "1m"
[recovery.rollback]
time = "2m"
[recovery.fix]
time = { p50 = "20m", p95 = "1h" }
[risk.known]
rate     = "2/year"
alarms   = ["probe"]
recovery = ["rollback"]
[risk.random]
rate     = "1/year"
alarms   = ["probe"]
recovery = ["fix"]`)
	l, err := law.Of(t.Context(), sc, model.Year, law.Options{Whole: true})
	if err != nil {
		t.Fatal(err)
	}
	for k := range 5 {
		x := 180 * float64(k)
		step := l.CDF(x)
		if k > 0 {
			step -= l.CDF(x - 1e-6)
		}
		pmf := distuv.Poisson{Lambda: 2}
		if want := math.Exp(-1) * pmf.Prob(float64(k)); math.Abs(step-want) > 1e-8 {
			t.Errorf("step at %g s: got %.10f, want %.10f", x, step, want)
		}
	}
}

// TestWindows: a month holds its share of what strikes at a rate, and 4 or 5 of
// 52 deploys a year.
func TestWindows(t *testing.T) {
	sc := read(t, `
[change.deploy]
per_year = 52
downtime = "10s"
[alarm.probe]
delay = "1m"
[recovery.rollback]
time = "2m"
[risk.x]
on       = "deploy"
chance   = "2%"
alarms   = ["probe"]
recovery = ["rollback"]`)
	month := 30 * model.Day
	l, err := law.Of(t.Context(), sc, month, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	part := 30.0*52/365 - 4
	for k := range 4 {
		x := 180 * float64(k)
		four := distuv.Binomial{N: 4, P: 0.02}.CDF(float64(k))
		five := distuv.Binomial{N: 5, P: 0.02}.CDF(float64(k))
		before := distuv.Binomial{N: 5, P: 0.02}.CDF(float64(k - 1))
		if k == 0 {
			before = 0
		}
		for _, c := range []struct{ x, want float64 }{
			{x + 40, (1-part)*four + part*before},
			{x + 50, (1-part)*four + part*five},
		} {
			if got := l.CDF(c.x); math.Abs(got-c.want) > 1e-12 {
				t.Errorf("P(downtime <= %g s): got %.15f, want %.15f", c.x, got, c.want)
			}
		}
	}
	if want := month / model.Year * 52 * (10 + 0.02*180); math.Abs(l.Mean()-want) > 1e-9 {
		t.Errorf("mean: got %v s, want %v s", l.Mean(), want)
	}
}

// TestManyPoints: eight risks of known cost have so many sums that two lists
// stand for them (Google's risk catalogue).
func TestManyPoints(t *testing.T) {
	sc := scenario(t, "../../scenarios/cre-risk-catalogue.toml")
	l, err := law.Of(t.Context(), sc, model.Year, law.Options{Whole: true})
	if err != nil {
		t.Fatal(err)
	}
	if l.Bound() > 1e-9 {
		t.Errorf("bound %.1e", l.Bound())
	}
	for percent, want := range map[string]float64{"99.9": 0.3253, "99.8": 0.8561} {
		if got := l.CDF(simtest.Budget(t, percent)); math.Abs(got-want) > 6e-5 {
			t.Errorf("P(%s %%): got %.6f, want %.4f", percent, got, want)
		}
	}
	if got, want := l.Mean(), 705.994*60*365/365.25; math.Abs(got-want) > 0.1 {
		t.Errorf("mean: got %.3f s, want %.3f s", got, want)
	}
}

func TestUnsupported(t *testing.T) {
	for _, c := range []struct {
		parts, part string
		why         law.Reason
	}{
		{`
[alarm.probe]
delay = "1m"
[recovery.fix]
time = "20m"
[risk.x]
interarrival = { dist = "weibull", shape = 2, mean = "60d" }
alarms       = ["probe"]
recovery     = ["fix"]`, "risk.x.interarrival", law.RenewalGaps},
		{`
[alarm.probe]
delay = "1m"
[responder.oncall]
ack = { p50 = "5m", p95 = "20m" }
[recovery.restart]
time    = { p50 = "5m", p95 = "20m" }
success = "50%"
[recovery.rollback]
time             = "2m"
success          = "50%"
responder        = "oncall"
before_diagnosis = true
[recovery.script]
time    = { p50 = "5m", p95 = "20m" }
success = "50%"
[recovery.fix]
time      = "20m"
responder = "oncall"
[risk.x]
rate     = "3/year"
alarms   = ["probe"]
diagnose = "10m"
recovery = ["restart", "rollback", "script", "fix"]`, "risk.x.recovery", law.DiagnosisInParts},
	} {
		_, err := law.Of(t.Context(), read(t, c.parts), model.Year, law.Options{})
		var no *law.Unsupported
		if !errors.As(err, &no) || no.Part != c.part || no.Reason != c.why {
			t.Errorf("got %v, want %s: %s", err, c.part, c.why)
		}
	}
}

func read(t *testing.T, parts string) *model.Scenario {
	t.Helper()
	sc, err := file.Read("test.toml", []byte(head+parts))
	if err != nil {
		t.Fatal(err)
	}
	return sc
}
