package file

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"nines/model"
	"nines/model/dist"
)

// read reads a text that must be right.
func read(t *testing.T, src string) *model.Scenario {
	t.Helper()
	s, err := Read("x.toml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReadExample(t *testing.T) {
	s := checkout(t)
	if s.Title != "Can checkout promise five nines and still deploy every week?" || s.File != "testdata/good/checkout.toml" || len(s.SHA256) != 64 {
		t.Errorf("head %q %q %q", s.Title, s.File, s.SHA256)
	}
	monday := time.Date(2029, time.January, 1, 0, 0, 0, 0, time.UTC)
	if want := (model.Service{Name: "checkout", Currency: "USD", RevenuePerHour: 18000, RevenueLost: 0.6, Users: 120000, Starts: monday, Zone: time.UTC}); s.Service != want {
		t.Errorf("service %+v", s.Service)
	}
	if slo := s.SLO; slo.Promise.Text() != "99.99%" || slo.Window.String() != "year" || slo.Confidence != 0.9 ||
		names(slo.Targets, model.Target.Text) != "99.9% 99.95% 99.99% 99.999%" {
		t.Errorf("slo %+v", s.SLO)
	}
	if c := s.Changes[0]; c.Period != model.Year/52 || c.Downtime.Mean() != 10 {
		t.Errorf("change %+v", c)
	}
	if g := s.Gates[0]; g.Catches != 0.6 || g.Exposure.Impact.Mean() != 0.05 || g.Exposure.Time.Mean() != 600 {
		t.Errorf("gate %+v", g)
	}
	if a := s.Alarms[1]; a.Threshold != 0.0144 || a.Window != 3600 || a.Miss != 0 || a.LatencyFactor != 1 {
		t.Errorf("burn-rate alarm %+v", a)
	}
	if a := s.Recoveries[0]; a.Responder != s.Responders[0] || !a.BeforeDiagnosis || a.Success != 0.95 || a.Time.Mean() != 120 {
		t.Errorf("rollback %+v", a)
	}
	k := s.Risks[0]
	if k.Arrival != (model.OnChange{Change: s.Changes[0], Chance: 0.02}) || k.Gates[0] != s.Gates[0] || len(k.Alarms) != 3 || len(k.Ladder) != 2 ||
		k.Impact.Mean() != 1 || k.SelfHeal != nil || k.Fresh {
		t.Errorf("bad-deploy %+v", k)
	}
	if x := s.Sweep.X; x.Path != "alarm.error-rate.latency" || x.Kind != model.DurationValue || !x.Log || len(x.Values) != 41 ||
		x.Values[0] != 15 || x.Values[40] != 600 || math.Abs(x.Values[20]-math.Sqrt(15*600)) > 1e-9 {
		t.Errorf("sweep %+v", x)
	}
	if got, want := strings.Join(assumed(s), "; "), "burn-rate never misses a fault; fix-forward never fails"; got != want {
		t.Errorf("assumed %q, want %q", got, want)
	}
	if len(s.Warnings) > 0 || s.DetectFactor != 1 || s.RecoverFactor != 1 {
		t.Errorf("warnings %q, factors %v %v", s.Warnings, s.DetectFactor, s.RecoverFactor)
	}
}

func TestReadSmallest(t *testing.T) {
	data, err := os.ReadFile("testdata/good/smallest.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "-"} {
		s, err := Read(name, append([]byte("\ufeff"), data...))
		if err != nil {
			t.Fatal(err)
		}
		if s.File != "" || s.SLO.Promise.Text() != "99.9%" || s.SLO.Window.Kind != model.YearWindow || s.SLO.Confidence != 0.9 ||
			s.Service.RevenueLost != 1 || s.Sweep != nil || s.Changes[0].Period != 7*model.Day {
			t.Errorf("%+v", s)
		}
	}
	_, err = Read("-", []byte("title = 5"))
	if err == nil || !strings.Contains(err.Error(), "<stdin>:1:9: title: got 5, want a line of text in quotes") {
		t.Error(err)
	}
}

// TestReadLaws reads every way of giving a distribution. Where the parameters
// tell the mean, it is 5 minutes.
func TestReadLaws(t *testing.T) {
	data, err := os.ReadFile("testdata/good/laws.toml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Read("testdata/good/laws.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	laws := make(map[string]dist.Distribution)
	for _, a := range s.Recoveries {
		laws[a.Name] = a.Time
	}
	for _, name := range []string{
		"constant", "plain", "exponential-mean", "lognormal-mean-sd", "lognormal-mean-cv", "gamma-mean", "gamma-scale", "weibull-mean",
		"weibull-scale", "loglogistic-mean", "lomax", "uniform", "triangular", "pert", "empirical", "measured", "mixture", "truncated",
	} {
		if mean := laws[name].Mean(); math.Abs(mean-300) > 1e-6 {
			t.Errorf("%s: mean %v, want 300", name, mean)
		}
	}
	for name, want := range map[string][2]float64{
		"exponential-p90": {0.9, 300}, "lognormal-two": {0.5, 240}, "lognormal-between": {0.05, 240}, "lognormal-named": {0.95, 900},
		"lognormal-sigma": {0.5, 240}, "lognormal-p95-sigma": {0.95, 900}, "gamma-two": {0.95, 900}, "weibull-two": {0.1, 60},
		"loglogistic-two": {0.75, 360}, "pareto": {0, 120}, "pareto-cut": {1, 8 * 3600}, "pert-lambda": {1, 600}, "as-a-header": {0.95, 900},
		"loglogistic-scale": {0.5, 300},
	} {
		if got := laws[name].Quantile(want[0]); math.Abs(got-want[1]) > 1e-6*want[1] {
			t.Errorf("%s: the %v quantile is %v, want %v", name, want[0], got, want[1])
		}
	}
	impacts := map[string][2]float64{
		"all": {0.5, 1}, "uniform": {0, 0.2}, "between": {0.95, 0.8}, "two": {0.9, 0.6}, "cut": {1, 1}, "measured": {0.5, 0.5},
	}
	for _, k := range s.Risks {
		if want, ok := impacts[k.Name]; ok && math.Abs(k.Impact.Quantile(want[0])-want[1]) > 1e-9 {
			t.Errorf("impact of %s: the %v quantile is %v, want %v", k.Name, want[0], k.Impact.Quantile(want[0]), want[1])
		}
	}
	if k := s.Risks[4]; math.Abs(k.Impact.Mean()-0.3) > 1e-9 || math.Abs(k.Arrival.(model.Poisson).Rate-365.0/60) > 1e-12 {
		t.Errorf("beta: %+v", k)
	}
	if gap := s.Risks[0].Arrival.(model.Renewal).Gap.Mean(); math.Abs(gap-90*model.Day) > 1e-3 {
		t.Errorf("gaps of %v s on average", gap)
	}
}

const base = `
title = "T"
service.name = "shop"
slo.targets = ["99.9%"]
[alarm.probe]
interval = "30s"
miss = 0
[responder.oncall]
ack = "5m"
[recovery.restart]
time = "2m"
success = 1
responder = "oncall"
[risk.crash]
rate = "4/year"
alarms = ["probe"]
diagnose = "1m"
recovery = ["restart"]
`

func TestReadValues(t *testing.T) {
	change := func(s string) *model.Scenario { return read(t, base+"[change.c]\ndowntime='1s'\n"+s) }
	for src, want := range map[string]float64{
		"per_year = 52": model.Year / 52, "per_month = 1": model.Year / 12, "per_week = 1": 7 * model.Day, "per_day = 2": model.Day / 2,
		"every = '36h'": 1.5 * model.Day, "per_year = 0.5": 2 * model.Year,
	} {
		if got := change(src).Changes[0].Period; math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: period %v, want %v", src, got, want)
		}
	}
	for src, want := range map[string]string{
		"year": "year", "quarter": "quarter", "month": "month", "week": "week", "every 30d": "every 30d", "every 1y": "every 1y", "every 60s": "every 1m",
	} {
		s := read(t, strings.Replace(base, "[alarm", "slo.window = '"+src+"'\n[alarm", 1))
		if got := s.SLO.Window.String(); got != want {
			t.Errorf("window %s reads as %s", src, got)
		}
	}
	for src, want := range map[string]float64{"1m": 60, "61s": 90, "1s": 30, "0s": 0} {
		s := read(t, strings.Replace(base, "miss = 0", "miss = 0\nfor = '"+src+"'", 1))
		if got := s.Alarms[0].For; got != want {
			t.Errorf("for %s at intervals of 30s: %v, want %v", src, got, want)
		}
	}
	s := read(t, strings.Replace(base, `["99.9%"]`, `["99.99%", 0.999]`+"\nslo.promise = '99.5%'", 1))
	if got := names(s.SLO.Targets, model.Target.Text); got != "99.5% 99.9% 99.99%" || s.SLO.Promise.Text() != "99.5%" {
		t.Errorf("targets %s, promise %s", got, s.SLO.Promise.Text())
	}
	s = read(t, strings.Replace(base, `["99.9%"]`, `["99.99%", 0.999]`, 1))
	if s.SLO.Promise.Text() != "99.99%" {
		t.Errorf("the promise is %s, not the first target", s.SLO.Promise.Text())
	}
}

// TestAssumed: what is written out is not assumed.
func TestAssumed(t *testing.T) {
	if s := read(t, base); len(s.Assumed) > 0 {
		t.Errorf("nothing is left out, but assumed %q", s.Assumed)
	}
	for leftOut, want := range map[string]string{
		"interval = \"30s\"\n":     "probe fires at once",
		"miss = 0\n":               "probe never misses a fault",
		"ack = \"5m\"\n":           "oncall answers at once",
		"success = 1\n":            "restart never fails",
		"responder = \"oncall\"\n": "restart runs by itself",
		"diagnose = \"1m\"\n":      "the cause of crash is known at once",
	} {
		s := read(t, strings.Replace(base, leftOut, "", 1))
		if len(s.Assumed) != 1 || assumed(s)[0] != want {
			t.Errorf("without %q: assumed %q, want %q", leftOut, s.Assumed, want)
		}
	}
	wolf := strings.NewReplacer("miss = 0\n", "miss = 0\nfalse_alarms = \"1/week\"\n", "diagnose = \"1m\"\n", "").Replace(base)
	if s := read(t, wolf); !slices.Contains(assumed(s), "a false alarm of probe takes nobody any time") {
		t.Errorf("assumed %q", s.Assumed)
	}
	s := read(t, base+"[alarm.idle]\n[risk.bug]\non='deploy'\nchance=0.1\nself_heal_time='1h'\n[change.deploy]\nper_day=1\n")
	if want := []string{"deploy takes no downtime"}; !slices.Equal(assumed(s), want) {
		t.Errorf("assumed %q, want %q", s.Assumed, want)
	}
}

func TestWarnings(t *testing.T) {
	for src, want := range map[string]string{
		base: "",
		base + "[alarm.spare]\n[gate.spare]\ncatches=0\n":            "alarm.spare is used by nothing",
		base + "[investment.a]\nset.recovery.rollback.time = '5m'\n": "investment.a brings recovery.rollback, which is used by nothing",
		base + "[investment.a]\nset.recovery.rollback = { time = '5m', success = '50%' }\n[investment.b]\nrequires = ['a']\nset.risk.crash.recovery = { prepend = ['rollback'] }\n": "",
		base + "[change.spare]\nper_day=1\n":                                                                                    "change.spare does nothing",
		base + "[change.c]\nper_day=1\ndowntime='25h'\n":                                                                        "the service is never up between",
		base + "self_heal_time = { dist = 'pareto', alpha = 1.5, min = '1h' }\n":                                                "has no finite variance",
		strings.Replace(base, `responder = "oncall"`, "", 1):                                                                    "risk.crash.diagnose changes nothing",
		strings.Replace(base, `["restart"]`, `["restart", "fix"]`, 1) + "[recovery.fix]\ntime='1h'":                             "never comes to recovery.fix",
		strings.Replace(base, `["probe"]`, `["probe", "big"]`, 1) + "impact = '10%'\n[alarm.big]\nthreshold='20%'\nwindow='5m'": "alarm.big never fires for risk.crash",
	} {
		s := read(t, src)
		if got := strings.Join(s.Warnings, "\n"); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("got warnings %q, want %q for\n%s", got, want, src)
		}
	}
	s := read(t, strings.Replace(base, "[alarm", "service.revenue_lost = 0.5\n[alarm", 1))
	if len(s.Warnings) != 1 || !strings.Contains(s.Warnings[0], "revenue_lost") {
		t.Errorf("warnings %q", s.Warnings)
	}
}

// TestSelfHealingNeedsNoNets: such a risk ends by itself.
func TestSelfHealingNeedsNoNets(t *testing.T) {
	s := read(t, "title='T'\nservice.name='s'\nslo.targets=['99%']\nrisk.blip = { mtbf = '7d', self_heal_time = '30s', fresh = true }\n")
	if k := s.Risks[0]; k.SelfHeal.Mean() != 30 || !k.Fresh || len(k.Alarms)+len(k.Ladder) > 0 {
		t.Errorf("%+v", k)
	}
}

// TestThresholdMeetsImpactExactly: (1 - 99.9%)·14.4 and 1.44% are one number,
// though not in binary arithmetic.
func TestThresholdMeetsImpactExactly(t *testing.T) {
	s := read(t, strings.Replace(base, `interval = "30s"`, "window = '1h'\nburn_rate = 14.4\ntarget = 0.999", 1)+"impact = '1.44%'\n")
	if a := s.Alarms[0]; !a.Sees(0.0144) || a.Threshold != 0.0144 {
		t.Errorf("threshold %v", a.Threshold)
	}
}

// TestMessages are whole lines as a person sees them.
func TestMessages(t *testing.T) {
	for src, want := range map[string]string{
		strings.Replace(base, `"1m"`, `"5 parsecs"`, 1):    `shop.toml:17:12: risk.crash.diagnose: got "5 parsecs", want a duration with its unit (ms, s, m, h, d, w, mo, y) such as "90s" or "1m30s"`,
		strings.Replace(base, "diagnose", "diagnos", 1):    `shop.toml:17:1: risk.crash.diagnos: is an unknown key, did you mean "diagnose"?`,
		strings.Replace(base, `"99.9%"`, `99.95`, 1):       `shop.toml:4:16: slo.targets: got 99.95, want "99.95%" or 0.9995`,
		strings.Replace(base, `miss = 0`, `miss = 0.1`, 1): `shop.toml:16:10: risk.crash.alarms: a fault can stay unseen forever (probe misses 10%), want an alarm that is certain to see every fault (miss 0, no threshold above its least impact), or self_heal_time`,
		base + "\"a\\u001b[31m\" = 1":                      `shop.toml:19:1: risk.crash.a\x1b[31m: is an unknown key, want one of title, rate`,
	} {
		_, err := Read("shop.toml", []byte(src))
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// assumed returns what a scenario assumes, as clauses.
func assumed(s *model.Scenario) []string {
	var out []string
	for _, a := range s.Assumed {
		out = append(out, a.String())
	}
	return out
}

// TestIdle: what changes nothing is known by its path, with the warning.
func TestIdle(t *testing.T) {
	s := read(t, base+"\n[alarm.spare]\ndelay = \"1m\"\n")
	if got, want := s.Idle["alarm.spare"], "alarm.spare is used by nothing"; got != want || len(s.Idle) != 1 {
		t.Errorf("idle: %v, want %q", s.Idle, want)
	}
	if s := read(t, base); len(s.Idle) != 0 {
		t.Errorf("idle: %v, want none", s.Idle)
	}
}
