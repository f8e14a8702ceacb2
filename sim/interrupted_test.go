package sim

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"nines/model"
)

// TestEndsWithItsContext: whatever is at work when the context ends, the law
// of one service, a map or a search, it soon returns. Time is the processor's,
// for others may be at work beside it.
func TestEndsWithItsContext(t *testing.T) {
	const most = 0.25 // seconds
	analyses := map[string]func(ctx context.Context, sc *model.Scenario, opt Options) error{
		"run": func(ctx context.Context, sc *model.Scenario, opt Options) error {
			_, err := Run(ctx, sc, opt)
			return err
		},
		"explain": func(ctx context.Context, sc *model.Scenario, opt Options) error {
			_, err := Explain(ctx, sc, sc.SLO.Promise, opt)
			return err
		},
		"sweep": func(ctx context.Context, sc *model.Scenario, opt Options) error {
			_, err := SweepSurface(ctx, sc, opt)
			return err
		},
		"solve": func(ctx context.Context, sc *model.Scenario, opt Options) error {
			_, err := Solve(ctx, sc, Vary{"alarm.sure.delay", math.NaN(), math.NaN()}, opt)
			return err
		},
	}
	for _, name := range []string{"hang-self-heal", "memory-beta-impact"} {
		sc := readFile(t, "costly/"+name+".toml")
		for what, analyse := range analyses {
			for n := range enough(2, 30) {
				ctx, cancel := context.WithCancel(t.Context())
				var ended float64
				timer := time.AfterFunc(time.Duration(10+70*n)*time.Millisecond, func() {
					ended = cpuSeconds()
					cancel()
				})
				err := analyse(ctx, sc, Options{Seed: 1, Years: 1 << 20, Workers: 1, Method: Auto})
				took := cpuSeconds() - ended
				if timer.Stop() {
					t.Fatalf("%s of %s: done already, %v", what, name, err)
				}
				<-ctx.Done()
				if took > most {
					t.Errorf("%s of %s, ended after %d ms: went on for %.2f s", what, name, 10+70*n, took)
				}
				if err != nil && !errors.Is(err, ErrInterrupted) {
					t.Errorf("%s of %s: %v", what, name, err)
				}
			}
		}
	}
}
