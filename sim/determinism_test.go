package sim

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
)

// without returns a result without what may differ from run to run.
func without(r *Result) Result {
	c := *r
	c.Elapsed = 0
	return c
}

// TestWorkersChangeNothing holds results of 1, 2 and 7 workers against one
// another to the last bit: sums must be formed in one order, whoever is
// faster. The years are no whole number of chunks.
func TestWorkersChangeNothing(t *testing.T) {
	t.Parallel()
	for _, sets := range [][]string{nil, {"slo.window=month"}, {"slo.window=week"}, {
		`responder.oncall.hours="08:00-20:00"`, `responder.oncall.ack_off_hours=20m`, "alarm.errors.false_alarms=2/week", "gate.canary.takes=10m", "gate.tests.false_stops=10%",
	}} {
		sc := simtest.ReadText(t, simtest.Crowd, sets...)
		const years = 3*engine.ChunkYears + 77
		one := mustRun(t, sc, Options{Years: years, Seed: 3, Workers: 1})
		if one.Incidents < 1000 || len(one.Warnings) > len(sc.Warnings)+len(engine.NewPlan(sc, 3).PastLeftOut()) {
			t.Fatal(one.Incidents, one.Warnings)
		}
		for _, workers := range []int{7, 2}[:simtest.Enough(1, 2)] {
			r := mustRun(t, sc, Options{Years: years, Seed: 3, Workers: workers})
			if d := simtest.Differ(without(one), without(r)); d != nil {
				t.Errorf("%v: %d workers change %v", sets, workers, d)
			}
		}
		if sets != nil && !simtest.Proof() {
			continue // windows and hours draw by the same seeds
		}
		other := mustRun(t, sc, Options{Years: years, Seed: 4, Workers: 1})
		if simtest.SameSample(one.Downtime, other.Downtime) {
			t.Error("another seed gives the same years")
		}
	}
}

// TestManyOutagesKeepTheirOrder fills the sample of single outages from many
// chunks, of which the last to fit is cut.
func TestManyOutagesKeepTheirOrder(t *testing.T) {
	sc := simtest.TwoPhase(2000)
	const years = engine.ChunkYears + 100
	one := mustRun(t, sc, Options{Years: years, Seed: 3, Workers: 1})
	seven := mustRun(t, sc, Options{Years: years, Seed: 3, Workers: 7})
	if d := simtest.Differ(without(one), without(seven)); d != nil {
		t.Errorf("7 workers change %v", d)
	}
	if one.Risks[0].Outage.N != engine.SampledOutages {
		t.Errorf("kept %d outages, want %d", one.Risks[0].Outage.N, engine.SampledOutages)
	}
}

// TestInterruptedRun stops runs in the middle. What they say must be what a
// run of as many years says.
func TestInterruptedRun(t *testing.T) {
	t.Parallel()
	stopAfter := simtest.Enough(600, 1500) // in the second chunk, or the third
	for _, sets := range [][]string{nil, {"slo.window=month"}} {
		sc := simtest.ReadText(t, simtest.Crowd, sets...)
		for _, workers := range []int{7, 1, 2}[:simtest.Enough(2, 3)] {
			ctx, stop := context.WithCancel(t.Context())
			last := 0
			r, err := Run(ctx, sc, Options{Years: 100 * engine.ChunkYears, Seed: 3, Workers: workers, Progress: func(done, total int) {
				if done < last || total != 100*engine.ChunkYears {
					t.Errorf("progress says %d after %d of %d", done, last, total)
				}
				if last = done; done > stopAfter {
					stop()
				}
			}})
			stop()
			if err != nil {
				t.Fatal(err)
			}
			if !r.Partial() || r.Years >= r.Asked || r.Years%engine.ChunkYears != 0 || r.Years < stopAfter {
				t.Fatalf("a run that was stopped did %d of %d years", r.Years, r.Asked)
			}
			whole := mustRun(t, sc, Options{Years: r.Years, Seed: 3})
			if d := simtest.Differ(without(r), without(whole)); !reflect.DeepEqual(d, []string{"Asked"}) {
				t.Errorf("%d workers: %d years until the interruption differ from as many in %v", workers, r.Years, d)
			}
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Run(ctx, simtest.ReadText(t, simtest.Crowd), Options{}); !errors.Is(err, ErrInterrupted) {
		t.Errorf("a run that never began: %v", err)
	}
}
