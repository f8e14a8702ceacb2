package compare

import (
	"context"
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
)

// BenchmarkCompare compares all 255 combinations of eight investments, and
// estimates the best again on 100,000 years: without wages, and with a wage and
// a false alarm a week.
func BenchmarkCompare(b *testing.B) {
	for name, sets := range map[string][]string{
		"unpaid": nil, "paid": {"responder.oncall.cost_per_hour=92", "alarm.error-rate.false_alarms=1/week"},
	} {
		b.Run(name, func(b *testing.B) {
			sc := simtest.ReadScenario(b, "testdata/eight-investments.toml", sets...)
			for b.Loop() {
				c, err := Run(context.Background(), sc, sim.Options{Seed: 1})
				if err != nil {
					b.Fatal(err)
				}
				if c.Ranked != 255 {
					b.Fatalf("%d combinations, want 255", c.Ranked)
				}
			}
		})
	}
}
