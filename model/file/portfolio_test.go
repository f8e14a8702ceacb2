package file

import (
	"os"
	"slices"
	"strings"
	"testing"

	"nines/model"
)

const invested = `
title = "T"
[service]
name = "shop"
[slo]
targets = ["99.9%"]
[alarm.probe]
interval = "30s"
delay = "20s"
[alarm.users]
delay = "30m"
[responder.oncall]
ack = "5m"
[recovery.restart]
time = "10m"
success = "90%"
responder = "oncall"
[recovery.rebuild]
time = "1h"
responder = "oncall"
[risk.crash]
rate = "4/year"
diagnose = "20m"
alarms = ["probe", "users"]
recovery = ["restart", "rebuild"]
[risk.disk]
mtbf = "100d"
alarms = ["users"]
recovery = ["rebuild"]
`

// portfolioOf reads investments given by what they set, and more keys behind
// a line of their own.
func portfolioOf(t *testing.T, investments ...string) (*model.Scenario, *Portfolio) {
	t.Helper()
	s, err := Read("test.toml", []byte(invested+strings.Join(investments, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	p, err := PortfolioOf(s)
	if err != nil {
		t.Fatal(err)
	}
	return s, p
}

// TestCombining says what two investments come to together, whichever of them
// the file names first: the last path of each row, as the scenario then has it.
func TestCombining(t *testing.T) {
	for _, c := range []struct {
		why, a, b string
		clash     string // the key that they contradict each other in
		path      string
		want      float64
	}{
		{"factors multiply", `recovery.restart.time = { times = 0.5 }`, `recovery."*".time = { times = 0.5 }`, "", "recovery.restart.time", 150},
		{"a factor comes after a value", `recovery.restart.time = { times = 0.5 }`, `recovery.restart.time = "2m"`, "", "recovery.restart.time", 60},
		{"the same value twice is one", `recovery.restart.time = "2m"`, `recovery.restart.time =   "2m"`, "", "recovery.restart.time", 120},
		{"two values", `recovery.restart.time = "2m"`, `recovery.restart.time = "3m"`, "recovery.restart.time", "", 0},
		{"a value for all and one for one", `recovery."*".time = "2m"`, `recovery.rebuild.time = "3m"`, "recovery.rebuild.time", "", 0},
		{"a rate and an mtbf", `risk.crash.rate = "2/year"`, `risk.crash.mtbf = "90d"`, "risk.crash.", "", 0},
		{"a factor of a rate and an mtbf", `risk.crash.rate = { times = 0.5 }`, `risk.crash.mtbf = "90d"`, "risk.crash.", "", 0},
		{"a whole latency and a delay", `alarm.probe.latency = "15s"`, `alarm.probe.delay = "1s"`, "alarm.probe.", "", 0},
		{"a factor of the latency and a delay", `alarm.probe.latency = { times = 0.5 }`, `alarm.probe.delay = "5s"`, "", "alarm.probe.latency", 10},
		{"a value that is gone needs no factor", `risk.crash.diagnose = { times = 0.5 }`, `risk.crash.diagnose = "none"`, "", "risk.crash.diagnose", 0},
		{"new parts that differ", `alarm.canary = { delay = "1s" }`, `alarm.canary = { delay = "2s" }`, "alarm.canary", "", 0},
		{"new parts that are alike", `alarm.canary = { delay = "1s" }`, `alarm.canary = { delay = "1s" }`, "", "alarm.canary.delay", 1},
		{"removing the same element", `risk.crash.alarms = { remove = ["probe"] }`, `risk.crash.alarms = { remove = ["probe"] }`, "", "risk.crash.rate", 4},
		{"an element added and removed", `risk.crash.alarms = { remove = ["probe"] }`, `risk.crash.alarms = { append = ["probe"] }`, "risk.crash.alarms", "", 0},
		{"a part that is gone and its factor", `risk.disk = "none"`, `risk."*".mtbf = { times = 2 }`, "", "risk.crash.rate", 4},
		{"a part that is gone and its value", `risk.disk = "none"`, `risk.disk.mtbf = "200d"`, "risk.disk", "", 0},
	} {
		for range 2 {
			s, p := portfolioOf(t, "[investment.a.set]\n"+c.a, "[investment.b.set]\n"+c.b)
			conflicts := p.Conflicts()
			switch {
			case c.clash != "":
				if len(conflicts) != 1 || !strings.HasPrefix(conflicts[0].Key, c.clash) || conflicts[0].A != "a" || conflicts[0].B != "b" {
					t.Errorf("%s: conflicts %+v, want one in %s", c.why, conflicts, c.clash)
				}
			case len(conflicts) > 0:
				t.Errorf("%s: %+v", c.why, conflicts)
			default:
				with, err := p.With([]int{0, 1})
				if err != nil {
					t.Fatalf("%s: %v", c.why, err)
				}
				if got, _, _ := Value(with, c.path); got != c.want {
					t.Errorf("%s: %s is %v, want %v", c.why, c.path, got, c.want)
				}
				checkSet(t, s, with, p.Set([]int{0, 1}), c.path)
			}
			c.a, c.b = c.b, c.a
		}
	}
}

// checkSet holds a combination against its own PATH=VALUEs.
func checkSet(t *testing.T, s, with *model.Scenario, set []Patch, path string) {
	t.Helper()
	var patches []Patch
	for _, text := range set {
		patch, err := ParseSet(text.String())
		if err != nil {
			t.Fatal(err)
		}
		patches = append(patches, patch)
	}
	again, err := With(s, patches...)
	if err != nil {
		t.Fatalf("%q: %v", set, err)
	}
	a, _, _ := Value(with, path)
	b, _, _ := Value(again, path)
	if a != b {
		t.Errorf("%q: %s is %v, want %v", set, path, b, a)
	}
}

// TestRequiresAndReplaces: what builds on another, or replaces it, wins.
func TestRequiresAndReplaces(t *testing.T) {
	_, p := portfolioOf(t,
		"[investment.tuned]\nrequires = [\"canary\"]\nset.alarm.canary.delay = \"1s\"",
		"[investment.canary]\nset.alarm.canary.delay = \"9s\"\nset.risk.crash.alarms = { prepend = [\"canary\"] }",
		"[investment.script]\nset.recovery.restart.time = { times = 0.5 }",
		"[investment.robot]\nreplaces = [\"script\"]\nset.recovery.restart.time = \"1m\"",
	)
	if got := p.Conflicts(); len(got) != 0 {
		t.Errorf("conflicts %+v", got)
	}
	if got := p.Closure(0); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("tuned needs %v, want itself and canary", got)
	}
	with, err := p.With([]int{0, 1, 2, 3})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]float64{"alarm.canary.delay": 1, "recovery.restart.time": 60} {
		if got, _, _ := Value(with, path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	if got := with.Risks[0].Alarms[0].Name; got != "canary" {
		t.Errorf("the first alarm is %s, want canary", got)
	}
}

// TestAllOfAGoodFile makes every combination of a file whose investments use all
// that they may, and holds each against its own PATH=VALUEs.
func TestAllOfAGoodFile(t *testing.T) {
	data, err := os.ReadFile("testdata/good/investments.toml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Read("testdata/good/investments.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	p, err := PortfolioOf(s)
	if err != nil || len(p.Conflicts()) != 0 {
		t.Fatal(err, p.Conflicts())
	}
	if v := s.Investments[0]; v.Title == "" || v.YearlyCost() != 3000 || s.Investments[1].YearlyCost() != 0 {
		t.Errorf("investments %+v", v)
	}
	for c := range 1 << len(s.Investments) {
		var chosen []int
		for i := range s.Investments {
			if c>>i&1 == 1 {
				chosen = append(chosen, p.Closure(i)...)
			}
		}
		with, err := p.With(chosen)
		if err != nil {
			t.Fatal(chosen, err)
		}
		checkSet(t, s, with, p.Set(chosen), "recovery.restart.time")
		if gates := with.Risks[1].Gates; len(gates) != c&1|c>>1&1 || len(gates) == 1 && gates[0].Catches != []float64{0.6, 0.8}[c>>1&1] {
			t.Errorf("%v: gates %v", chosen, gates)
		}
		if want := map[bool]float64{true: 30, false: 120}[c>>3&1 == 1]; with.Recoveries[0].Time.Mean() != want {
			t.Errorf("%v: restart takes %v s, want %v", chosen, with.Recoveries[0].Time.Mean(), want)
		}
	}
}

// TestInvestmentsCost: the cost of building is spread over the lifetime.
func TestInvestmentsCost(t *testing.T) {
	s, _ := portfolioOf(t,
		"[investment.a]\nbuild_cost = 60_000\ncost_per_year = 6_000\nset.recovery.restart.time = \"1m\"",
		"[investment.b]\nbuild_cost = 60_000\nlifetime = \"6mo\"\nset.recovery.restart.time = \"1m\"")
	if a, b := s.Investments[0].YearlyCost(), s.Investments[1].YearlyCost(); a != 26_000 || b != 120_000 {
		t.Errorf("cost %v and %v a year, want 26000 and 120000", a, b)
	}
}

// TestInvestmentsLeaveTheFileAlone: nothing is made unless asked for, and what
// only an investment uses is not called useless.
func TestInvestmentsLeaveTheFileAlone(t *testing.T) {
	s, p := portfolioOf(t, "[alarm.spare]\ndelay = \"1s\"",
		"[investment.a.set]\nrisk.crash.alarms = { append = [\"spare\"] }")
	if len(s.Warnings) != 0 {
		t.Errorf("warnings %q", s.Warnings)
	}
	if _, err := p.With([]int{0}); err != nil {
		t.Fatal(err)
	}
	if got := len(s.Risks[0].Alarms); got != 2 {
		t.Errorf("the file's own risk has %d alarms, want 2", got)
	}
	// A patch may take away what an investment changes.
	without, err := With(s, set(t, "risk.crash=none"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := PortfolioOf(without); err == nil || !strings.Contains(err.Error(), "investment.a.set") {
		t.Errorf("got %v, want an error that names the investment", err)
	}
}

// TestDifferences lists what changed between two files, each change once and
// fit to be made alone.
func TestDifferences(t *testing.T) {
	read := func(text string) *model.Scenario {
		s, err := Read("test.toml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	old := read(invested)
	now := read(strings.NewReplacer(`rate = "4/year"`, `mtbf = "50d"`, `ack = "5m"`, `ack = { p50 = "5m", p95 = "9m" }`,
		`interval = "30s"`+"\n", "", `["99.9%"]`, `["99.9%", "99%"]`).Replace(invested) + "[gate.tests]\ncatches = 0.5\n")
	var got []string
	for _, d := range Differences(old, now) {
		got = append(got, d.Path+": "+d.Old+" -> "+d.New)
		if _, err := With(old, d.Patch()); err != nil {
			t.Errorf("%s alone: %v", d.Path, err)
		}
	}
	want := []string{
		`slo.targets: ["99.9%"] -> ["99.9%", "99%"]`,
		`alarm.probe.interval: "30s" -> `,
		`responder.oncall.ack: "5m" -> { p50 = "5m", p95 = "9m" }`,
		`risk.crash.mtbf: rate = "4/year" -> "50d"`,
		`gate.tests:  -> { catches = 0.5 }`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Differences(now, now); len(got) != 0 {
		t.Errorf("a file differs from itself: %v", got)
	}
}
