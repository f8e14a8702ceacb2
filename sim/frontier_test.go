package sim

import (
	"context"
	"errors"
	"math"
	"testing"
)

// Two failures of x + y seconds fit into 315.36 s: the frontier is the line
// x + y = 157.68, from one end to the other.
func TestFrontierOfConstants(t *testing.T) {
	sc := shipped(t, "one-failure-a-year")
	f := must(SolveTwo(context.Background(), sc, anywhere("alarm.error-rate.latency"), anywhere("recovery.rollback.time"), Options{Seed: 1}))
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

// Each point of a frontier is what a search for its y alone finds.
func TestFrontierIsManySolutions(t *testing.T) {
	sc := shipped(t, "manual-or-automatic")
	x, y := anywhere("gate.canary.catches"), anywhere("risk.bad-deploy.chance")
	f := must(SolveTwo(context.Background(), sc, x, y, Options{Seed: 1, Years: 1000}))
	if f.EffectX != Helps || f.EffectY != Hurts || !f.WholeBefore || f.NoneBeyond {
		t.Fatalf("%s, %s, whole before %t, none beyond %t", f.EffectX, f.EffectY, f.WholeBefore, f.NoneBeyond)
	}
	if !f.Points[0].Whole || f.Points[0].Y != 1 {
		t.Errorf("the frontier begins at %+v, want any chance", f.Points[0])
	}
	for _, i := range []int{5, 25} {
		p := f.Points[i]
		at := must(sc.With(f.X.patch(p.X)))
		s := solved(t, at, y, Options{Years: 1000, Method: Simulate})
		if math.Abs(p.Y/s.Value.Value-1) > 0.01 {
			t.Errorf("beside %v the loosest is %v, alone %v", p.X, p.Y, s.Value)
		}
	}
}

func TestFrontierElsewhere(t *testing.T) {
	ctx, y := context.Background(), anywhere("recovery.rollback.time")
	f := must(SolveTwo(ctx, shipped(t, "five-nines"), anywhere("alarm.error-rate.latency"), y, Options{Seed: 1, Years: 1000}))
	if len(f.Points) > 0 || f.At == nil || len(f.BlockedBy) == 0 || f.BlockedBy[0].Part != "change.deploy" {
		t.Errorf("planned work is in the way: %d points, %+v", len(f.Points), f.BlockedBy)
	}
	var not *NotMonotone
	_, err := SolveTwo(ctx, shipped(t, "manual-or-automatic"), anywhere("service.users"), y, Options{Seed: 1, Years: 1000})
	if !errors.As(err, &not) || not.Path != "service.users" || not.Effect != NoEffect {
		t.Errorf("users have no frontier: %v", err)
	}
}
