package sim

import (
	"context"
	"testing"
)

// BenchmarkCompare compares all 255 combinations of eight investments, and
// estimates the best anew on 100,000 years.
func BenchmarkCompare(b *testing.B) {
	sc := readScenario(b, "testdata/eight-investments.toml")
	for b.Loop() {
		c, err := Compare(context.Background(), sc, Options{Seed: 1})
		if err != nil {
			b.Fatal(err)
		}
		if c.Ranked != 255 {
			b.Fatalf("%d combinations, want 255", c.Ranked)
		}
	}
}
