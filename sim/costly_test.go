package sim

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim/law"
)

// readFile reads a scenario of the tests' data.
func readFile(t testing.TB, name string) *model.Scenario {
	t.Helper()
	filename := filepath.Join("testdata", name)
	data, err := os.ReadFile(filename)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := file.Read(filename, data)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// TestCostlyLawIsGivenUp: where the exact law would take minutes or gigabytes,
// years are simulated alone and a note says so; who asks for the law alone is
// told which part has none.
func TestCostlyLawIsGivenUp(t *testing.T) {
	for name, part := range map[string]string{
		"hang-lomax-mixture": "risk.k0", "hang-self-heal": "risk.k0",
		"memory-beta-impact": "risk.k", "memory-pareto-ack": "risk.k",
	} {
		sc := readFile(t, "costly/"+name+".toml")
		// The plain run gives up early; what is looked at is how.
		opt := Options{Years: 50, Seed: 1, Workers: 1, Method: Auto, Law: law.Options{Work: 5e7}}
		if proof() {
			opt.Law.Work = 0
		}
		x := tried(name, func(ctx context.Context) error {
			r, err := Run(ctx, sc, opt)
			if err == nil && !r.LawTooDear {
				t.Errorf("%s: what-ifs would try its law again", name)
			}
			if err == nil && (r.Method != Simulate || !strings.Contains(strings.Join(r.Warnings, "\n"), "simulated alone: "+part+": ")) {
				t.Errorf("%s: by %s, warnings %q", name, r.Method, r.Warnings)
			}
			return err
		})
		if x.what != "" {
			t.Errorf("%s: %s", name, x.what)
		}
		opt.Method = Exact
		if _, err := Run(t.Context(), sc, opt); err == nil || !strings.Contains(err.Error(), part+": its exact law would take too") {
			t.Errorf("%s, exact: %v", name, err)
		}
	}
}

// TestCostlyLawDoesNotDependOnWorkers: what is given up is a matter of the
// model alone, so that nothing of an answer depends on the machine.
func TestCostlyLawDoesNotDependOnWorkers(t *testing.T) {
	sc := readFile(t, "costly/hang-self-heal.toml")
	for _, work := range []float64{1e6, 1e7, 5e7} {
		var first string
		for workers := range 3 {
			_, err := Run(t.Context(), sc, Options{Years: 10, Workers: workers + 1, Method: Exact, Law: law.Options{Work: work}})
			if err == nil {
				t.Fatal("no error")
			}
			if workers == 0 {
				first = err.Error()
			} else if err.Error() != first {
				t.Errorf("%d workers: %v; one: %v", workers+1, err, first)
			}
		}
	}
}

// TestLawOfWindowAndThreshold: of two alarms one has a window and a threshold,
// and the impact varies so far that it nearly always fires first. The law knows
// it, and the simulation agrees.
func TestLawOfWindowAndThreshold(t *testing.T) {
	sc := readFile(t, "window-and-threshold.toml")
	r := run(t, sc, Options{Years: enough(20_000, 400_000), Seed: 1, Method: Auto})
	if r.Method != Auto || r.Check == nil {
		t.Fatalf("by %s, %v", r.Method, r.Warnings)
	}
	if r.Check.Differ > mostDiffer || r.Check.Farthest > mostFarthest {
		t.Errorf("the engines differ by %.1f standard errors, %.2f", r.Check.Differ, r.Check.Farthest)
	}
	// 6 a year of 36 s / impact until the alarm and 5 min after it, each
	// times the impact: 36 s and 5 min · 60 % in the mean.
	l, _, err := newPlainLaw(t.Context(), newPlan(sc, 1), true, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	within(t, "mean downtime", l.year.Mean(), 6*(36+300*0.6), 1e-4*6*216, 1)
}

// TestTailWithoutMean: of two alarms the certain one's lognormal delay is so
// wide that no quadrature reaches where its mean lies. That is no fault: years
// are simulated, and the note says why.
func TestTailWithoutMean(t *testing.T) {
	r := must(Run(t.Context(), readText(t, `
[alarm.sure]
delay = { p50 = "1m", p95 = "30d" }
[alarm.a0]
miss = "5%"
[recovery.last]
time = "11m to 3h"
[risk.k1]
rate = "2/year"
alarms = ["sure", "a0"]
recovery = ["last"]
`), Options{Years: 50, Seed: 1, Method: Auto}))
	if notes := strings.Join(r.Warnings, "\n"); r.Method != Simulate || !strings.Contains(notes, "simulated alone: risk.k1: outages have a tail too heavy for its exact law") || strings.Contains(notes, "report this") {
		t.Errorf("by %s, warnings %q", r.Method, r.Warnings)
	}
}
