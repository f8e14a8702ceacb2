package explain

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// TestSilences holds what the scenario proves of alarms against incidents that
// are lived: an alarm that is said to be silent or late never comes first.
func TestSilences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why, alarms, risk string
		want              map[string]Silence
		behind            string // of the alarm that is always later
	}{
		{
			why:    "one that is certain and bounded comes before one that begins later",
			alarms: "[alarm.a]\ninterval = \"1m\"\n[alarm.b]\ndelay = \"61s to 5m\"\n[alarm.c]\ndelay = { p50 = \"2m\", p95 = \"5m\", at_least = \"61s\" }\n",
			risk:   `alarms = ["c", "b", "a"]`,
			want:   map[string]Silence{"c": AlwaysLater}, behind: "a", // b's lognormal begins at 0
		},
		{
			why:    "of two at the same moment the first on the list counts",
			alarms: "[alarm.a]\ndelay = \"1m\"\n[alarm.b]\ndelay = \"1m\"\n",
			risk:   `alarms = ["b", "a"]`,
			want:   map[string]Silence{"a": AlwaysLater}, behind: "b",
		},
		{
			why:    "one that misses some leaves room for a later one",
			alarms: "[alarm.a]\ndelay = \"1m\"\nmiss = \"1%\"\n[alarm.b]\ndelay = \"1h\"\n[alarm.deaf]\ndelay = \"1s\"\nmiss = \"100%\"\n",
			risk:   `alarms = ["a", "b", "deaf"]`,
			want:   map[string]Silence{"deaf": MissesAll},
		},
		{
			why:    "a threshold above the greatest impact",
			alarms: "[alarm.high]\nwindow = \"1h\"\nburn_rate = 14.4\ntarget = \"99%\"\n[alarm.b]\ndelay = \"1h\"\n",
			risk:   "alarms = [\"high\", \"b\"]\nimpact = \"14%\"",
			want:   map[string]Silence{"high": TooFewUsers},
		},
		{
			why:    "a threshold within the impacts: sooner for the great ones, deaf for the small",
			alarms: "[alarm.high]\nwindow = \"1h\"\nburn_rate = 14.4\ntarget = \"99%\"\n[alarm.b]\ndelay = \"1h\"\n",
			risk:   "alarms = [\"high\", \"b\"]\nimpact = { dist = \"uniform\", min = \"1%\", max = \"100%\" }",
			want:   map[string]Silence{},
		},
		{
			why:    "a window that is later for small impacts alone",
			alarms: "[alarm.slow]\nwindow = \"1h\"\nthreshold = \"10%\"\n[alarm.b]\ndelay = \"12m\"\n",
			risk:   "alarms = [\"slow\", \"b\"]\nimpact = { dist = \"uniform\", min = \"20%\", max = \"100%\" }",
			want:   map[string]Silence{},
		},
		{
			why:    "the outage is over before",
			alarms: "[alarm.a]\ndelay = \"10m\"\n[alarm.b]\ndelay = \"1m\"\nmiss = \"50%\"\n",
			risk:   "alarms = [\"a\", \"b\"]\nself_heal_time = \"5m\"",
			want:   map[string]Silence{"a": AlreadyHealed},
		},
	} {
		sc := simtest.ReadText(t, c.alarms+"[recovery.r]\ntime = \"1m\"\n[risk.x]\nrate = \"1/year\"\nrecovery = [\"r\"]\n"+c.risk+"\n")
		census, err := sim.TakeCensus(t.Context(), sc, sim.Options{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		total := 0.0
		for _, f := range firesOf(sc, census) {
			total += f.First.Value
			if f.Silence != c.want[f.Alarm] || f.Silence == AlwaysLater && f.Behind != c.behind {
				t.Errorf("%s: %s is %q behind %q, want %q behind %q", c.why, f.Alarm, f.Silence, f.Behind, c.want[f.Alarm], c.behind)
			}
			if (f.Silence != "") != (f.First.Value == 0) {
				t.Errorf("%s: %s is %q, and the first in %g of the incidents", c.why, f.Alarm, f.Silence, f.First.Value)
			}
		}
		if sc.Risks[0].SelfHeal == nil && total < 1-1e-12 {
			t.Errorf("%s: %g of the incidents have a first alarm", c.why, total)
		}
	}
}

// TestNetsOfShippedScenarios takes the nets away as the user would, by --set,
// and asks anew: what is said of each must be what comes.
func TestNetsOfShippedScenarios(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../scenarios/*.toml")
	if err != nil || len(files) < 6 {
		t.Fatal(files, err)
	}
	spared := 0
	for _, f := range files {
		sc := simtest.ReadScenario(t, f)
		for _, n := range netsOf(sc) {
			ps := simtest.Patches(n.Sets)
			without, err := file.With(sc, ps...)
			if n.Indispensable() != (err != nil) {
				t.Errorf("%s, %s %s: stuck %v, and the file without it: %v", f, n.Kind, n.Name, n.Stuck, err)
			}
			if err != nil {
				continue
			}
			spared++
			c := simtest.Must(newComparer(t.Context(), sc, sc.SLO.Promise, sim.Options{Years: 500, Seed: 4}, 1))
			tried := simtest.Must(c.tryNets([]Net{n}))
			anew := mustRun(t, without, sim.Options{Years: 500, Seed: 4})
			if got, want := tried[0].Attainable, anew.AttainableAllYear; got != want {
				t.Errorf("%s without %s %s: attains %v, anew %v", f, n.Kind, n.Name, got, want)
			}
		}
	}
	if spared < 5 {
		t.Errorf("only %d nets can be spared", spared)
	}
}

// TestNetsThatCannotBeSpared names what becomes of incidents without a net.
func TestNetsThatCannotBeSpared(t *testing.T) {
	sc := simtest.ReadText(t, `
[change.deploy]
per_year = 52
[gate.tests]
catches = "50%"
[alarm.sharp]
delay = "1m"
miss = "10%"
[alarm.sure]
delay = "1h"
[responder.dev]
ack = "5m"
[responder.ops]
ack = "5m"
[recovery.try]
time = "1m"
success = "50%"
[recovery.fix]
time = "1h"
responder = "dev"
[recovery.move]
time = "1h"
responder = "ops"
[risk.bug]
on = "deploy"
chance = "10%"
gates = ["tests"]
alarms = ["sharp", "sure"]
recovery = ["try", "fix"]
[risk.disk]
rate = "1/year"
alarms = ["sure"]
recovery = ["move"]
[risk.blip]
rate = "1/year"
alarms = ["sharp"]
recovery = ["try"]
self_heal_time = "10m"
`)
	got := map[string]string{}
	for _, n := range netsOf(sc) {
		got[n.Name] = fmt.Sprint(n.Stuck)
		if n.Kind == ResponderNet && n.Name == "dev" && !slices.Equal(file.Texts(n.Sets), []string{`risk.bug.recovery={ remove = ["fix"] }`}) {
			t.Errorf("without dev: %q", n.Sets)
		}
	}
	want := map[string]string{
		"tests": "[]",
		"sharp": "[]",                                  // what only it sees heals by itself
		"sure":  "[{bug true true} {disk true false}]", // one in ten bugs, all disks
		"try":   "[]",                                  // fix is enough, and blips heal
		"fix":   "[{bug false true}]",                  // half of the tries fail
		"move":  "[{disk false false}]",                // nothing else is there
		"dev":   "[{bug false true}]", "ops": "[{disk false false}]",
	}
	for name, stuck := range want {
		if got[name] != stuck {
			t.Errorf("without %s: %s, want %s", name, got[name], stuck)
		}
	}
	if len(got) != len(want) {
		t.Errorf("nets %v", got)
	}
}

// TestSuppositionsHelpEveryYear checks the order that lies in the words: what
// is known or undone at once, or never comes, makes no year worse, and one more
// incident none better.
func TestSuppositionsHelpEveryYear(t *testing.T) {
	t.Parallel()
	sc := simtest.ReadText(t, simtest.Crowd)
	c := simtest.Must(newComparer(t.Context(), sc, sc.SLO.Promise, sim.Options{Years: 100, Seed: 6}, 1))
	seen := map[Supposition]bool{}
	for _, f := range floorsOf(sc) {
		seen[f.If] = true
		got := simtest.Must(c.try(f.scenario, 2))
		differ := false
		for i, was := range c.today.Side.Worst {
			is := got.Side.Worst[i]
			if f.If == OneMore {
				is, was = was, is
			}
			if is > was+1e-12 {
				t.Fatalf("%s %s: year %d: %g is worse than %g", f.If, f.Risk, i, is, was)
			}
			differ = differ || is != was
		}
		if f.Risk == "" && !differ {
			t.Errorf("%s changes nothing", f.If)
		}
	}
	if len(seen) < 5 {
		t.Errorf("only %v were supposed", seen)
	}
}

// TestOneMoreIsExact: the law of the year with one more incident leaves out
// nothing that its interval would show.
func TestOneMoreIsExact(t *testing.T) {
	sc := simtest.Shipped(t, "manual-or-automatic")
	l, none, err := control.NewLaw(t.Context(), engine.NewPlan(withOneMore(sc, sc.Risks[0]), 1), false, law.Options{})
	if l == nil || err != nil {
		t.Fatalf("there is no law: %v, %v", none, err)
	}
	if p, bound := l.All(1e-4); bound > 2e-5 {
		t.Errorf("P(99.99 %% met) is %.6f to %.1g, want it to 2e-5", p, bound)
	}
}

// TestOneMoreIsOneMore holds the year with one more incident against the mean:
// what one incident costs, and nothing else, is added to the plain sum.
func TestOneMoreIsOneMore(t *testing.T) {
	t.Parallel()
	sc := simtest.ReadScenario(t, "../../scenarios/manual-or-automatic.toml")
	r := sc.Risks[0]
	opt := sim.Options{Years: simtest.Enough(4000, 40_000), Seed: 8, Method: sim.Auto}
	with := withOneMore(sc, r)
	was, is := mustRun(t, sc, opt), mustRun(t, with, opt)
	mean := func(sc *model.Scenario) float64 {
		return simtest.Must(law.Of(t.Context(), sc, model.Year, law.Options{})).Mean()
	}
	cost := was.Risks[0].Outage.Cost.Value
	simtest.Within(t, "mean with one more", mean(with)-mean(sc), cost, 0.01*cost, 4)
	if n := is.Risks[len(is.Risks)-1].Incidents; n != 1 {
		t.Errorf("%g more a year, want 1", n)
	}
	if is.Risks[0].Incidents != was.Risks[0].Incidents {
		t.Error("the incidents that come anyway have changed")
	}
}

// TestRaisesAreReal tries what is said to help, as the user would.
func TestRaisesAreReal(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"one-failure-a-year", "manual-or-automatic"} {
		sc := simtest.ReadScenario(t, "../../scenarios/"+name+".toml")
		x := mustExplain(t, sc, sim.Options{Years: simtest.Enough(1000, 5000), Seed: 1, Method: sim.Auto})
		if n := len(x.Raises); n < 1 || n > mostRaises {
			t.Errorf("%s: %d ideas, want 1 to %d", name, n, mostRaises)
		}
		last := x.Today.AttainableAllYear.Value
		for i, r := range x.Raises {
			with, err := file.With(sc, simtest.Patches(r.With)...)
			if err != nil {
				t.Fatal(err)
			}
			fresh := mustRun(t, with, sim.Options{Years: 2000, Seed: 77, Method: sim.Auto}).AttainableAllYear
			simtest.Within(t, fmt.Sprintf("%s, %s", name, r.Kind), r.Together.Attainable.Value, fresh.Value, 1e-3*(1-fresh.Value), 4)
			if r.Together.Attainable.Value <= last {
				t.Errorf("%s: %s raises nothing", name, r.Kind)
			}
			last = r.Together.Attainable.Value
			for _, before := range x.Raises[:i] {
				if meets(before.Sets, r.Sets) {
					t.Errorf("%s: %q is %q once more", name, r.Sets, before.Sets)
				}
			}
		}
	}
}
