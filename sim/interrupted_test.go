package sim_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"nines/model"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/internal/simtest"
	"nines/sim/solve"
	"nines/sim/sweep"
)

// TestEndsWithItsContext: whatever is at work when the context ends, the law
// of one service, a map or a search, it soon returns. Time is the processor's,
// for others may be at work beside it.
func TestEndsWithItsContext(t *testing.T) {
	const most = 0.25 // seconds
	analyses := map[string]func(ctx context.Context, sc *model.Scenario, opt sim.Options) error{
		"run": func(ctx context.Context, sc *model.Scenario, opt sim.Options) error {
			_, err := sim.Run(ctx, sc, opt)
			return err
		},
		"explain": func(ctx context.Context, sc *model.Scenario, opt sim.Options) error {
			_, err := explain.Run(ctx, sc, sc.SLO.Promise, opt)
			return err
		},
		"sweep": func(ctx context.Context, sc *model.Scenario, opt sim.Options) error {
			_, err := sweep.Run(ctx, sc, opt)
			return err
		},
		"solve": func(ctx context.Context, sc *model.Scenario, opt sim.Options) error {
			_, err := solve.Run(ctx, sc, solve.Anywhere("alarm.sure.delay"), opt)
			return err
		},
	}
	for _, name := range []string{"hang-self-heal", "memory-beta-impact"} {
		sc := simtest.ReadFile(t, "costly/"+name+".toml")
		for what, analyse := range analyses {
			for n := range simtest.Enough(2, 30) {
				ctx, cancel := context.WithCancel(t.Context())
				var ended float64
				timer := time.AfterFunc(time.Duration(10+70*n)*time.Millisecond, func() {
					ended = cpuSeconds()
					cancel()
				})
				err := analyse(ctx, sc, sim.Options{Seed: 1, Years: 1 << 20, Workers: 1, Method: sim.Auto})
				took := cpuSeconds() - ended
				if timer.Stop() {
					t.Fatalf("%s of %s: done already, %v", what, name, err)
				}
				<-ctx.Done()
				if took > most {
					t.Errorf("%s of %s, ended after %d ms: went on for %.2f s", what, name, 10+70*n, took)
				}
				if err != nil && !errors.Is(err, sim.ErrInterrupted) {
					t.Errorf("%s of %s: %v", what, name, err)
				}
			}
		}
	}
}
