package solve

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sort"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// Two failures of x + y seconds fit into 315.36 s: the frontier is the line
// x + y = 157.68, from one end to the other.
func TestFrontierOfConstants(t *testing.T) {
	sc := simtest.Shipped(t, "one-failure-a-year")
	f := simtest.Must(RunFrontier(context.Background(), sc, Anywhere("alarm.error-rate.latency"), Anywhere("recovery.rollback.time"), sim.Options{Seed: 1}))
	if f.EffectX != Hurts || f.EffectY != Hurts || len(f.Points) < frontierPoints || !f.NoneBeyond || f.WholeBefore {
		t.Fatalf("%s, %s, %d points, none beyond %t, whole before %t", f.EffectX, f.EffectY, len(f.Points), f.NoneBeyond, f.WholeBefore)
	}
	today := 0
	for i, p := range f.Points {
		if math.Abs(p.X+p.Y-157.68) > 0.01*157.68 || p.Low > p.Y || p.High < p.Y {
			t.Errorf("%v s and %v s (%v to %v) are %v, want 157.68", p.X, p.Y, p.Low, p.High, p.X+p.Y)
		}
		if i > 0 && (p.X <= f.Points[i-1].X || p.Y > f.Points[i-1].Y) {
			t.Errorf("the frontier rises from %v to %v", f.Points[i-1], p)
		}
		if p.Today {
			today++
			if p.X != 60 {
				t.Errorf("today's alarm takes %v s, want 60", p.X)
			}
		}
	}
	if today != 1 {
		t.Errorf("today stands %d times on the frontier", today)
	}
	if p := f.Points[0]; p.X != 0.6 {
		t.Errorf("the frontier begins at %v s, want 0.6", p.X)
	}
}

// Where a frontier ends does not depend on how few years are simulated: 1,000 of
// them miss the promise so rarely that they say little.
func TestFrontierEndsByLaw(t *testing.T) {
	sc := simtest.Shipped(t, "one-failure-a-year")
	f := simtest.Must(RunFrontier(context.Background(), sc, Anywhere("alarm.error-rate.latency"), Anywhere("recovery.rollback.time"),
		sim.Options{Seed: 1, Years: 1000, Method: sim.Auto}))
	const edge = 157.68 - 1.2 // two failures of the alarm's latency and the least time to repair
	if last := f.Points[len(f.Points)-1]; math.Abs(last.X/edge-1) > 0.001 || !f.NoneBeyond {
		t.Errorf("the frontier ends at %+v, none beyond %t, want at %v s", last, f.NoneBeyond, edge)
	}
}

// Each point of a frontier is what a search for its y alone finds.
func TestFrontierIsManySolutions(t *testing.T) {
	sc := simtest.Shipped(t, "manual-or-automatic")
	x, y := Anywhere("gate.canary.catches"), Anywhere("risk.bad-deploy.chance")
	years := simtest.Enough(200, 1000) // both ways the same ones
	f := simtest.Must(RunFrontier(context.Background(), sc, x, y, sim.Options{Seed: 1, Years: years}))
	if f.EffectX != Helps || f.EffectY != Hurts || !f.WholeBefore || f.NoneBeyond {
		t.Fatalf("%s, %s, whole before %t, none beyond %t", f.EffectX, f.EffectY, f.WholeBefore, f.NoneBeyond)
	}
	if !f.Points[0].Whole || f.Points[0].Y != 1 {
		t.Errorf("the frontier begins at %+v, want any chance", f.Points[0])
	}
	for _, i := range []int{25, 5}[:simtest.Enough(1, 2)] {
		p := f.Points[i]
		at := simtest.Must(file.With(sc, f.X.patch(p.X)))
		s := solved(t, at, y, sim.Options{Years: years, Method: sim.Simulate})
		if math.Abs(p.Y/s.Value.Value-1) > 0.01 {
			t.Errorf("beside %v the loosest is %v, alone %v", p.X, p.Y, s.Value)
		}
	}
}

func TestFrontierElsewhere(t *testing.T) {
	ctx, y := context.Background(), Anywhere("recovery.rollback.time")
	f := simtest.Must(RunFrontier(ctx, simtest.Shipped(t, "five-nines"), Anywhere("alarm.error-rate.latency"), y, sim.Options{Seed: 1, Years: 1000}))
	if len(f.Points) > 0 || f.At == nil || len(f.BlockedBy) == 0 || f.BlockedBy[0].Part != "change.deploy" {
		t.Errorf("planned work is in the way: %d points, %+v", len(f.Points), f.BlockedBy)
	}
	var not *NotMonotone
	_, err := RunFrontier(ctx, simtest.Shipped(t, "manual-or-automatic"), Anywhere("service.users"), y, sim.Options{Seed: 1, Years: 1000})
	if !errors.As(err, &not) || not.Path != "service.users" || not.Effect != NoEffect {
		t.Errorf("users have no frontier: %v", err)
	}
}

// TestFrontierByLaw holds every point against the binomial law: of 52 deploys
// as many fail as nine years in ten stay within, and they share the budget.
func TestFrontierByLaw(t *testing.T) {
	sc := simtest.Shipped(t, "one-failure-a-year")
	open := math.NaN()
	f, err := RunFrontier(t.Context(), sc, Vary{"risk.bad-deploy.chance", open, open}, Vary{"recovery.rollback.time", open, open}, sim.Options{Seed: 1, Method: sim.Auto})
	if err != nil || f.Method != sim.Auto || len(f.Points) < 30 {
		t.Fatal(err, f)
	}
	for _, p := range f.Points {
		deploys := distuv.Binomial{N: 52, P: p.X}
		failures := 0.0
		for deploys.CDF(failures) < 0.9 {
			failures++
		}
		want := 315.36/failures - 60
		near := math.Abs(deploys.CDF(failures)-0.9) < 1e-3 || math.Abs(deploys.CDF(failures-1)-0.9) < 1e-3
		if p.Whole || near {
			continue // any value, or just where one more failure has to fit
		}
		if math.Abs(p.Y/want-1) > 1e-3 || p.Low > want*(1+1e-3) || p.High < want*(1-1e-3) {
			t.Errorf("chance %.4f: got a rollback of %.2f s (%.2f to %.2f), want %.2f", p.X, p.Y, p.Low, p.High, want)
		}
	}
}

// TestFrontierLawAndYears holds frontiers by the law against those that years
// alone show.
func TestFrontierLawAndYears(t *testing.T) {
	open := math.NaN()
	for _, c := range []struct{ name, x, y string }{
		{"manual-or-automatic", "responder.oncall.ack", "recovery.rollback.time"},
		{"cre-risk-catalogue", "detect", "recover"},
	} {
		if c.name == "cre-risk-catalogue" && !simtest.Proof() {
			continue // the other tells as much
		}
		x, y := Vary{c.x, open, open}, Vary{c.y, open, open}
		byLaw := simtest.Must(RunFrontier(t.Context(), simtest.Shipped(t, c.name), x, y, sim.Options{Seed: 1, Method: sim.Auto, Years: simtest.Enough(2000, 0)}))
		byYears := simtest.Must(RunFrontier(t.Context(), simtest.Shipped(t, c.name), x, y, sim.Options{Seed: 2, Method: sim.Simulate, Years: simtest.Enough(250, 20_000)}))
		if byLaw.Method != sim.Auto || byYears.Method != sim.Simulate {
			t.Fatalf("%s: methods %s and %s", c.name, byLaw.Method, byYears.Method)
		}
		for _, p := range byLaw.Points {
			i := sort.Search(len(byYears.Points), func(i int) bool { return byYears.Points[i].X >= p.X })
			if i == 0 || i == len(byYears.Points) || p.Y < 0.2*byLaw.Points[0].Y {
				continue // outside, or where the line falls steeply
			}
			a, b := byYears.Points[i-1], byYears.Points[i]
			part := (p.X - a.X) / (b.X - a.X)
			want, se := a.Y+part*(b.Y-a.Y), math.Max(a.High-a.Low, b.High-b.Low)/(2*stat.Z95)
			simtest.Within(t, fmt.Sprintf("%s, %s = %.4g", c.name, c.x, p.X), p.Y, want, math.Hypot(se, 0.01*want), 4)
		}
	}
}

// TestFrontierOfMonths holds points by the law of windows against what a
// search for the y of each finds by the law at its own years.
func TestFrontierOfMonths(t *testing.T) {
	x, y := Anywhere("recovery.fix-forward.time"), Anywhere("risk.bad-deploy.chance")
	// Looser targets are not asked for, and take long.
	sc := simtest.Shipped(t, "sla-enterprise", `slo.targets=["99.5%"]`)
	f := simtest.Must(RunFrontier(t.Context(), sc, x, y, sim.Options{Seed: 1, Method: sim.Auto, Years: simtest.Enough(2000, 0)}))
	if f.Method != sim.Auto || len(f.Points) < 30 {
		t.Fatalf("%d points by %s", len(f.Points), f.Method)
	}
	for _, i := range []int{20, 3}[:simtest.Enough(1, 2)] {
		p := f.Points[i]
		s := solved(t, simtest.Must(file.With(f.Scenario, f.X.patch(p.X))), y, sim.Options{Seed: 2, Method: sim.Auto, Years: simtest.Enough(2000, 0)})
		if s.Value.Low > p.High || s.Value.High < p.Low || math.Abs(p.Y/s.Value.Value-1) > 0.03 {
			t.Errorf("beside %v the loosest is %v (%v to %v), alone %v", p.X, p.Y, p.Low, p.High, s.Value)
		}
	}
}

// TestFrontierHoldsTheEdge knows the edge of constant outages: the budget
// divided by the number of outages that nine years in ten do not exceed, less
// the minute until the alarm. What a point says lies on its safe side, and its
// interval holds it.
func TestFrontierHoldsTheEdge(t *testing.T) {
	sc := simtest.ReadText(t, `
[alarm.probe]
delay = "1m"
[recovery.fix]
time = "30m"
[risk.crash]
rate = "6/year"
alarms = ["probe"]
recovery = ["fix"]
`)
	for _, m := range []sim.Method{sim.Auto, sim.Simulate} {
		f, err := RunFrontier(t.Context(), sc, Vary{"risk.crash.rate", 2, 12}, Vary{"recovery.fix.time", 60, 7200}, sim.Options{Seed: 1, Method: m, Years: 2000})
		if err != nil {
			t.Fatal(err)
		}
		held, points := 0, 0
		for _, p := range f.Points {
			n := poissonQuantile(p.X, 0.9)
			edge := sc.SLO.Promise.Budget(model.Year)/n - 60
			if p.Whole || poissonQuantile(0.98*p.X, 0.9) != n || poissonQuantile(1.02*p.X, 0.9) != n {
				continue // few years do not tell on which side of a step it is
			}
			points++
			if !(p.Low < p.High) || p.Y < p.Low || p.Y > p.High {
				t.Errorf("%s, %.3g a year: %.6g in %.6g to %.6g", m, p.X, p.Y, p.Low, p.High)
			}
			if p.Low <= edge*(1+1e-9) && edge*(1-1e-9) <= p.High {
				held++
			} else if m == sim.Auto {
				t.Errorf("%s, %.3g a year: %.6g to %.6g s do not hold the edge %.6g", m, p.X, p.Low, p.High, edge)
			}
		}
		t.Logf("%s: %d of %d", m, held, points)
		if points < 10 || float64(held) < 0.85*float64(points) {
			t.Errorf("%s: %d of %d points hold the edge", m, held, points)
		}
	}
}

// poissonQuantile returns how many events a part p of Poisson years has at most.
func poissonQuantile(mean, p float64) float64 {
	n, term := 0.0, math.Exp(-mean)
	for sum := term; sum < p; sum += term {
		n++
		term *= mean / n
	}
	return n
}
