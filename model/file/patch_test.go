package file

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"nines/model"
)

// set is ParseSet for a patch that is known to parse.
func set(t testing.TB, s string) Patch {
	t.Helper()
	p, err := ParseSet(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sets(t testing.TB, ss ...string) []Patch {
	t.Helper()
	var out []Patch
	for _, s := range ss {
		out = append(out, set(t, s))
	}
	return out
}

func names[T any](parts []T, name func(T) string) string {
	var out []string
	for _, p := range parts {
		out = append(out, name(p))
	}
	return strings.Join(out, " ")
}

// TestPatch tells each rule of patching by what it does to the reference's
// example.
func TestPatch(t *testing.T) {
	alarms := func(k *model.Risk) string { return names(k.Alarms, func(a *model.Alarm) string { return a.Name }) }
	ladder := func(k *model.Risk) string { return names(k.Ladder, func(a *model.Recovery) string { return a.Name }) }
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Abs(b) }
	was := checkout(t)
	for _, c := range []struct {
		why   string
		sets  []string
		check func(s *model.Scenario) bool
	}{
		{"a VALUE that is no TOML is a string", []string{"recovery.rollback.time=30s"},
			func(s *model.Scenario) bool { return s.Recoveries[0].Time.Mean() == 30 }},
		{"a VALUE that is TOML is what it says", []string{`recovery.rollback.time = "30s"`, "service.users=5_000", "title=[x]"},
			func(s *model.Scenario) bool {
				return s.Recoveries[0].Time.Mean() == 30 && s.Service.Users == 5000 && s.Title == "[x]"
			}},
		{"a distribution is replaced whole", []string{"responder.oncall.ack={ dist = \"exponential\", mean = \"3m\" }"},
			func(s *model.Scenario) bool { return s.Responders[0].Ack.Mean() == 180 }},
		{"an exposure is replaced whole", []string{"gate.canary.exposure={ impact = \"1%\", time = \"1m\" }"},
			func(s *model.Scenario) bool {
				return s.Gates[0].Exposure.Impact.Mean() == 0.01 && s.Gates[0].Exposure.Time.Mean() == 60
			}},
		{"a table on a part changes its keys alone", []string{`recovery.rollback={ time = "1m", success = 0.5 }`},
			func(s *model.Scenario) bool {
				a := s.Recoveries[0]
				return a.Time.Mean() == 60 && a.Success == 0.5 && a.BeforeDiagnosis && a.Responder.Name == "oncall"
			}},
		{"a partial scenario reaches several parts", []string{`recovery={ rollback = { time = "1m" }, fix-forward.time = "2m" }`},
			func(s *model.Scenario) bool {
				return s.Recoveries[0].Time.Mean() == 60 && s.Recoveries[1].Time.Mean() == 120
			}},
		{"times multiplies a distribution", []string{"recovery.fix-forward.time={ times = 0.5 }"},
			func(s *model.Scenario) bool { return near(s.Recoveries[1].Time.Quantile(0.5), 45*60/2) }},
		{"times twice multiplies twice", []string{"risk.disk-full.rate={ times = 4 }", "risk.disk-full.rate={ times = 0.5 }"},
			func(s *model.Scenario) bool { return s.Risks[1].Arrival == model.Poisson{Rate: 1} }},
		{"times on a ratio and on a number", []string{"alarm.error-rate.miss={times=2}", "service.users={times=0.5}", "change.deploy.per_year={times=2}"},
			func(s *model.Scenario) bool {
				return s.Alarms[0].Miss == 0.1 && s.Service.Users == 60_000 && s.Changes[0].Period == model.Year/104
			}},
		{"a star stands for every name", []string{"risk.*.diagnose={ times = 0 }"},
			func(s *model.Scenario) bool {
				return s.Risks[0].Diagnose.Mean() == 0 && s.Risks[1].Diagnose.Mean() == 0
			}},
		{"a star with times passes over what does not have the key", []string{"recovery.*.success={ times = 0.5 }"},
			func(s *model.Scenario) bool { return s.Recoveries[0].Success == 0.475 && s.Recoveries[1].Success == 1 }},
		{"a star sets a key everywhere", []string{"alarm.*.miss=0%"},
			func(s *model.Scenario) bool { return s.Alarms[0].Miss+s.Alarms[1].Miss+s.Alarms[2].Miss == 0 }},
		{"append, at the end and once", []string{`risk.disk-full.alarms={ append = ["burn-rate", "customers"] }`},
			func(s *model.Scenario) bool { return alarms(s.Risks[1]) == "error-rate customers burn-rate" }},
		{"prepend, in the order given", []string{`risk.disk-full.alarms={ prepend = ["burn-rate", "customers"] }`},
			func(s *model.Scenario) bool { return alarms(s.Risks[1]) == "burn-rate customers error-rate" }},
		{"remove", []string{`risk.bad-deploy.alarms={ remove = ["error-rate"] }`},
			func(s *model.Scenario) bool { return alarms(s.Risks[0]) == "burn-rate customers" }},
		{"several changes of a list at once", []string{`risk.bad-deploy.alarms={ remove = ["error-rate"], append = ["error-rate"] }`},
			func(s *model.Scenario) bool { return alarms(s.Risks[0]) == "burn-rate customers error-rate" }},
		{"a star with remove passes over what is not on the list", []string{`risk.*.alarms={ remove = ["burn-rate"] }`},
			func(s *model.Scenario) bool { return alarms(s.Risks[0]) == "error-rate customers" }},
		{"a whole new list", []string{`risk.bad-deploy.recovery=["fix-forward"]`},
			func(s *model.Scenario) bool { return ladder(s.Risks[0]) == "fix-forward" }},
		{"append to a key that is not there", []string{`gate.review={ catches = "10%" }`, "risk.bad-deploy.gates=none", `risk.bad-deploy.gates={ append = ["review"] }`},
			func(s *model.Scenario) bool {
				return len(s.Risks[0].Gates) == 1 && s.Risks[0].Gates[0].Name == "review"
			}},
		{"targets are a list too", []string{`slo.targets={ append = ["99%"] }`},
			func(s *model.Scenario) bool { return len(s.SLO.Targets) == 5 && s.SLO.Targets[0].Text() == "99%" }},
		{"none removes an optional key", []string{"change.deploy.downtime=none", "gate.canary.exposure=none", "service.currency=none"},
			func(s *model.Scenario) bool {
				return s.Changes[0].Downtime.Mean() == 0 && s.Gates[0].Exposure == nil && s.Service.Currency == ""
			}},
		{"the responder none runs by itself, and says so", []string{"recovery.rollback.responder=none"},
			func(s *model.Scenario) bool {
				return s.Recoveries[0].Responder == nil && !slices.Contains(assumed(s), "rollback runs by itself")
			}},
		{"none removes a whole part", []string{"risk.disk-full=none", "sweep=none"},
			func(s *model.Scenario) bool { return len(s.Risks) == 1 }},
		{"a new part, complete", []string{`alarm.probe={ interval = "10s" }`, `risk.*.alarms={ append = ["probe"] }`, "alarm.probe.interval=20s"},
			func(s *model.Scenario) bool {
				return len(s.Alarms) == 4 && s.Alarms[3].Interval == 20 && alarms(s.Risks[1]) == "error-rate customers probe"
			}},
		{"a new part of a kind that the file has none of", []string{`sweep=none`, `gate.canary=none`, `risk.bad-deploy.gates=none`, `gate.review={ catches = 1 }`},
			func(s *model.Scenario) bool { return len(s.Gates) == 1 && s.Gates[0].Name == "review" }},
		{"a key takes the place of one that excludes it", []string{"change.deploy.every=7d", "risk.disk-full.mtbf=1y"},
			func(s *model.Scenario) bool {
				return s.Changes[0].Period == 7*model.Day && s.Risks[1].Arrival == model.Poisson{Rate: 1}
			}},
		{"a threshold takes the place of a burn rate and its target", []string{"alarm.burn-rate.threshold=2%"},
			func(s *model.Scenario) bool { return s.Alarms[1].Threshold == 0.02 }},
		{"subscribers take the place of an hour's revenue", []string{"service.subscribers=1000", "service.revenue_per_user_month=7.3"},
			func(s *model.Scenario) bool {
				return near(s.Service.RevenuePerHour, 10) && s.Service.Subscribers == 1000 && s.Service.RevenuePerUserMonth == 7.3
			}},
		{"an hour's revenue takes the place of subscribers", []string{"service.subscribers=1000", "service.revenue_per_user_month=7.3", "service.revenue_per_hour=5"},
			func(s *model.Scenario) bool {
				return s.Service.RevenuePerHour == 5 && s.Service.Subscribers == 0 && s.Service.RevenuePerUserMonth == 0
			}},
		{"twice the subscribers bring twice the revenue", []string{"service.subscribers=1000", "service.revenue_per_user_month=7.3", "service.subscribers={ times = 2 }"},
			func(s *model.Scenario) bool { return near(s.Service.RevenuePerHour, 20) }},
		{"latency removes what it is the whole of", []string{"alarm.error-rate.latency=15s"},
			func(s *model.Scenario) bool {
				a := s.Alarms[0]
				return a.Latency.Mean() == 15 && a.Interval == 0 && a.For == 0 && a.Delay.Mean() == 0 && a.LatencyFactor == 1
			}},
		{"latency of an alarm over a window leaves no wait", []string{"alarm.burn-rate.latency=15s"},
			func(s *model.Scenario) bool { return s.Alarms[1].Wait(0.5) == 0 && s.Alarms[1].Threshold == 0.0144 }},
		{"latency times a factor", []string{"alarm.*.latency={ times = 2 }", "alarm.customers.latency={ times = 2 }"},
			func(s *model.Scenario) bool { return s.Alarms[0].LatencyFactor == 2 && s.Alarms[2].LatencyFactor == 4 }},
		{"factors of the whole time to detect and to recover", []string{"detect={ times = 0.5 }", "recover={ times = 3 }", "recover={ times = 2 }"},
			func(s *model.Scenario) bool { return s.DetectFactor == 0.5 && s.RecoverFactor == 6 }},
		{"a distribution as a string", []string{"risk.disk-full.diagnose=1m to 9m"},
			func(s *model.Scenario) bool { return near(s.Risks[1].Diagnose.Quantile(0.5), 180) }},
	} {
		t.Run(c.why, func(t *testing.T) {
			s, err := With(was, sets(t, c.sets...)...)
			if err != nil {
				t.Fatal(err)
			}
			if !c.check(s) {
				t.Errorf("%v has another effect", c.sets)
			}
			if again := checkout(t); names(again.Risks, func(k *model.Risk) string { return k.Name }) != names(was.Risks, func(k *model.Risk) string { return k.Name }) {
				t.Error("the patch has changed the document")
			}
		})
	}
}

// TestPatchErrors holds each way in which a patch can be wrong against what
// its error must say. Every error names the patch.
func TestPatchErrors(t *testing.T) {
	was := checkout(t)
	for _, c := range []struct {
		sets      []string
		blamed    int // index of the patch to blame
		key, want string
		line      int
	}{
		{[]string{"risk.disk-ful.rate=1/year"}, 0, "risk.disk-ful.rate", "disk-full", 0},
		{[]string{"risk.disk-full.rat=1/year"}, 0, "risk.disk-full.rat", "rate", 0},
		{[]string{"risks.disk-full.rate=1/year"}, 0, "risks.disk-full.rate", "risk", 0},
		{[]string{"risk.disk-full=5"}, 0, "risk.disk-full", "a path to one of its keys", 0},
		{[]string{"slo.windov=month"}, 0, "slo.windov", "window", 0},
		{[]string{"slo=month"}, 0, "slo", "a path to one of its keys", 0},
		{[]string{"gate.canary.exposure.time=5m"}, 0, "gate.canary.exposure.time", "the whole value of gate.canary.exposure", 0},
		{[]string{"component.db.title=month"}, 0, "component.db.title", wantLater, 0},
		{[]string{"sla.gold.window=month"}, 0, "sla.gold.window", "an SLA of the file", 0},
		{[]string{`sla.gold={ window = "month" }`}, 0, "sla.gold", "what breaks it", 0},
		{[]string{`sla.gold={ preset = "aws-ec2-region", fee_per_month = 1 }`, "sla.gold.preset=aws-ec2-regio"}, 1, "sla.gold.preset", "aws-ec2-region", 0},
		{[]string{`sla.gold={ preset = "aws-ec2-region", fee_per_month = 1, window = "every 5h" }`, `sla.gold.preset=korea-mobile`}, 1, "sla.gold.clauses.total_over", "less than a window", 0},
		{[]string{"slo.count=requests"}, 0, "slo.count", wantLater, 0},
		{[]string{"recovery.rollback.time=5 parsecs"}, 0, "recovery.rollback.time", "a duration with its unit", 0},
		{[]string{"recovery.rollback.time=30"}, 0, "recovery.rollback.time", "with its unit", 0},
		{[]string{"recovery.rollback.time=none"}, 0, "recovery.rollback.time", "the time that it takes", 41},
		{[]string{"service.users=inf"}, 0, "service.users", "a count of users", 0},
		{[]string{"risk.disk-full.impact={ times = 2 }"}, 0, "risk.disk-full.impact", "a distribution from 0% to 100%", 62},
		{[]string{"alarm.error-rate.miss={ times = 30 }"}, 0, "alarm.error-rate.miss", "a ratio from 0% to 100%", 28},
		{[]string{"alarm.error-rate.miss={ times = -1 }"}, 0, "alarm.error-rate.miss", "a factor of 0 or more", 0},
		{[]string{"alarm.error-rate.miss={ times = inf }"}, 0, "alarm.error-rate.miss", "a factor of 0 or more", 0},
		{[]string{"recovery.fix-forward.success={ times = 0.5 }"}, 0, "recovery.fix-forward.success", wantPresent, 0},
		{[]string{"responder.*.ack=none", "responder.*.ack={ times = 0.5 }"}, 1, "responder.oncall.ack", wantPresent, 0},
		{[]string{"risk.disk-full.alarms={ times = 0.5 }"}, 0, "risk.disk-full.alarms", "a whole value", 0},
		{[]string{"slo.promise={ times = 0.5 }"}, 0, "slo.promise", "a whole value", 0},
		{[]string{`risk.disk-full.rate={ append = ["x"] }`}, 0, "risk.disk-full.rate", "a whole value; only lists", 0},
		{[]string{`risk.disk-full.alarms={ append = "burn-rate" }`}, 0, "risk.disk-full.alarms", "{ append", 0},
		{[]string{`risk.disk-full.alarms={ remove = ["burn-rate"] }`}, 0, "risk.disk-full.alarms", "one of error-rate, customers", 0},
		{[]string{`risk.disk-full.alarms={ append = ["burn-rat"] }`}, 0, "risk.disk-full.alarms", "burn-rate", 0},
		{[]string{"dependency.*.rate=1/year"}, 0, "dependency.*.rate", wantLater, 0},
		{[]string{"detect=5m"}, 0, "detect", "a factor as in", 0},
		{[]string{"recovery.*=none"}, 0, "risk.bad-deploy.recovery", "a recovery of this file", 58},
		{[]string{`alarm.probe={ interval = "10s", treshold = 1 }`}, 0, "alarm.probe.treshold", "threshold", 0},
		{[]string{`risk.new={ rate = "1/year" }`}, 0, "risk.new.alarms", "the alarms by which", 0},
		{[]string{"alarm.error-rate.latency=1m", "alarm.error-rate.delay=5s"}, 1, "alarm.error-rate.delay", "one of the two", 0},
		{[]string{"recovery.rollback.time=1m", "recovery.fix-forward.success=50%", "service.users=5"}, 1, "risk.bad-deploy.recovery", "a last action that always works", 58},
		{[]string{`risk.disk-full.alarms={ remove = ["customers"] }`, "alarm.error-rate.interval=10s"}, 0, "risk.disk-full.alarms", "an alarm that is certain", 63},
	} {
		t.Run(strings.Join(c.sets, " "), func(t *testing.T) {
			_, err := With(was, sets(t, c.sets...)...)
			var errs Errors
			if !errors.As(err, &errs) {
				t.Fatalf("got %v, want Errors", err)
			}
			for i := range errs {
				if !strings.Contains(errs[i].Error(), "with "+strings.ReplaceAll(c.sets[c.blamed], " = ", " = ")) {
					t.Errorf("%v does not name the patch %s", &errs[i], c.sets[c.blamed])
				}
			}
			if e := errs[0]; e.Key != c.key || !strings.Contains(e.Want, c.want) || e.Line != c.line {
				t.Errorf("got line %d, key %s, want %s; in full: %v", e.Line, e.Key, e.Want, &e)
			}
		})
	}
}

func TestPatchOnBrokenFileBlamesTheFile(t *testing.T) {
	_, err := Read("x.toml", []byte("title = \"T\"\n[alarm.a]\ninterval = 5\n"), set(t, "title=U"))
	var errs Errors
	if !errors.As(err, &errs) {
		t.Fatal(err)
	}
	for i := range errs {
		if errs[i].Patch != "" {
			t.Errorf("%v blames the patch", &errs[i])
		}
	}
}

func TestParseSetErrors(t *testing.T) {
	for _, s := range []string{"", "x", "=5", "a.b=", "a..b=1", ".a=1", "a.=1"} {
		if p, err := ParseSet(s); err == nil {
			t.Errorf("%q: got %v, want an error", s, p)
		}
	}
}

// TestAxisPatch moves every kind of path to a value.
func TestAxisPatch(t *testing.T) {
	was := checkout(t)
	for _, c := range []struct {
		path string
		kind model.ValueKind
		v    float64
	}{
		{"recovery.rollback.time", model.DurationValue, 30},
		{"recovery.fix-forward.time", model.DurationValue, 1234.5678901},
		{"responder.oncall.ack", model.DurationValue, 0.1},
		{"risk.bad-deploy.chance", model.RatioValue, 1.0 / 3},
		{"risk.disk-full.impact", model.RatioValue, 0.3},
		{"risk.disk-full.rate", model.RateValue, 7.7},
		{"risk.disk-full.mtbf", model.DurationValue, 50 * model.Day},
		{"change.deploy.per_year", model.NumberValue, 100},
		{"change.deploy.every", model.DurationValue, 7 * model.Day},
		{"change.deploy.downtime", model.DurationValue, 0},
		{"gate.canary.catches", model.RatioValue, 0.9},
		{"service.users", model.NumberValue, 5},
		{"slo.confidence", model.RatioValue, 0.5},
		{"alarm.error-rate.latency", model.DurationValue, 15},
		{"alarm.burn-rate.latency", model.DurationValue, 15},
		{"alarm.customers.latency", model.DurationValue, 900},
		{"alarm.error-rate.interval", model.DurationValue, 20},
		{model.DetectPath, model.FactorValue, 0.1},
		{model.RecoverPath, model.FactorValue, 10},
	} {
		s, err := With(was, At(model.Axis{Path: c.path, Kind: c.kind}, c.v))
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		got, kind, ok := Value(s, c.path)
		if !ok || kind != c.kind || math.Abs(got-c.v) > 1e-9*c.v {
			t.Errorf("%s: holds %v of kind %v, %v, want %v of kind %v", c.path, got, kind, ok, c.v, c.kind)
		}
	}
}

// TestAxisPatchKeepsShape: a swept distribution is rescaled, not replaced.
func TestAxisPatchKeepsShape(t *testing.T) {
	was := checkout(t)
	s, err := With(was, At(model.Axis{Path: "recovery.fix-forward.time"}, 60))
	if err != nil {
		t.Fatal(err)
	}
	before, after := was.Recoveries[1].Time, s.Recoveries[1].Time
	for _, p := range []float64{0.05, 0.5, 0.95} {
		if ratio := before.Quantile(p) / after.Quantile(p); math.Abs(ratio-45) > 1e-9 {
			t.Errorf("p%v is divided by %v, want 45", p, ratio)
		}
	}
	if s.Alarms[0].LatencyFactor != 1 {
		t.Errorf("another part has changed: %+v", s.Alarms[0])
	}
}

func TestValueOfNoValue(t *testing.T) {
	s := checkout(t)
	for _, path := range []string{"", "title", "risk.disk-full", "risk.disk-full.alarms", "risk.none.rate", "x.y.z", "risk.bad-deploy.rate", "slo.window", "gate.canary.exposure"} {
		if v, _, ok := Value(s, path); ok {
			t.Errorf("%q holds %v, want nothing", path, v)
		}
	}
	if v, kind, ok := Value(s, "risk.*.rate"); v != 1 || kind != model.TimesValue || !ok {
		t.Errorf("all rates are %v times today's (%v, %v), want once", v, kind, ok)
	}
}
