package sim

import (
	"context"
	"errors"
	"reflect"
	"testing"
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
		sc := readText(t, crowd, sets...)
		const years = 3*chunkYears + 77
		one := run(t, sc, Options{Years: years, Seed: 3, Workers: 1})
		if one.Incidents < 1000 || len(one.Warnings) > len(sc.Warnings)+len(newPlan(sc, 3).pastNotes()) {
			t.Fatal(one.Incidents, one.Warnings)
		}
		for _, workers := range []int{7, 2}[:enough(1, 2)] {
			r := run(t, sc, Options{Years: years, Seed: 3, Workers: workers})
			if d := differ(without(one), without(r)); d != nil {
				t.Errorf("%v: %d workers change %v", sets, workers, d)
			}
		}
		other := run(t, sc, Options{Years: years, Seed: 4, Workers: 1})
		if sameSample(one.Downtime, other.Downtime) {
			t.Error("another seed gives the same years")
		}
	}
}

// TestManyOutagesKeepTheirOrder fills the sample of single outages from many
// chunks, of which the last to fit is cut.
func TestManyOutagesKeepTheirOrder(t *testing.T) {
	sc := twoPhase(2000)
	const years = chunkYears + 100
	one := run(t, sc, Options{Years: years, Seed: 3, Workers: 1})
	seven := run(t, sc, Options{Years: years, Seed: 3, Workers: 7})
	if d := differ(without(one), without(seven)); d != nil {
		t.Errorf("7 workers change %v", d)
	}
	if one.Risks[0].Outage.N != sampledOutages {
		t.Errorf("kept %d outages, want %d", one.Risks[0].Outage.N, sampledOutages)
	}
}

// TestMoreYearsBeginWithFewer holds the first years of a longer run against
// those of a shorter one.
func TestMoreYearsBeginWithFewer(t *testing.T) {
	few, lengths := monthly(t, readText(t, crowd, "slo.window=month"), 700)
	many, _ := monthly(t, readText(t, crowd, "slo.window=month"), 1500)
	many.cut(700)
	if !reflect.DeepEqual(few.full, many.full) || !reflect.DeepEqual(few.windows, many.windows) || len(lengths) != 12 {
		t.Error("a longer run begins with other years")
	}
}

// TestInterruptedRun stops runs in the middle. What they say must be what a
// run of as many years says.
func TestInterruptedRun(t *testing.T) {
	t.Parallel()
	stopAfter := enough(600, 1500) // in the second chunk, or the third
	for _, sets := range [][]string{nil, {"slo.window=month"}} {
		sc := readText(t, crowd, sets...)
		for _, workers := range []int{7, 1, 2}[:enough(2, 3)] {
			ctx, stop := context.WithCancel(t.Context())
			last := 0
			r, err := Run(ctx, sc, Options{Years: 100 * chunkYears, Seed: 3, Workers: workers, Progress: func(done, total int) {
				if done < last || total != 100*chunkYears {
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
			if !r.Partial() || r.Years >= r.Asked || r.Years%chunkYears != 0 || r.Years < stopAfter {
				t.Fatalf("a run that was stopped did %d of %d years", r.Years, r.Asked)
			}
			whole := run(t, sc, Options{Years: r.Years, Seed: 3})
			if d := differ(without(r), without(whole)); !reflect.DeepEqual(d, []string{"Asked"}) {
				t.Errorf("%d workers: %d years until the interruption differ from as many in %v", workers, r.Years, d)
			}
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Run(ctx, readText(t, crowd), Options{}); !errors.Is(err, ErrInterrupted) {
		t.Errorf("a run that never began: %v", err)
	}
}

// TestSweepWorkersChangeNothing is TestWorkersChangeNothing for surfaces, by
// the tape and cell by cell.
func TestSweepWorkersChangeNothing(t *testing.T) {
	t.Parallel()
	for what, axes := range map[string]string{
		"tape": `
[sweep]
x = { path = "detect", from = 0.1, to = 10, points = 5 }
y = { path = "recover", from = 0.1, to = 10, points = 5 }
`, "cells": `
[sweep]
x = { path = "risk.bad-deploy.chance", from = "1%", to = "30%", points = 3 }
y = { path = "recovery.rollback.time", from = "1m", to = "1h", points = 3 }
`} {
		sc, years := readText(t, crowd+axes), enough(200, 600)
		var first *Surface
		for _, workers := range []int{1, 2, 7} {
			s, err := SweepSurface(t.Context(), sc, Options{Years: years, Seed: 3, Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = s
			}
			if d := differ(*first, *s); d != nil {
				t.Errorf("%s: %d workers change %v", what, workers, d)
			}
		}
	}
}
