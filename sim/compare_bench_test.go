package sim

import (
	"context"
	"testing"
)

// BenchmarkCompare compares the five investments of the shipped scenario.
func BenchmarkCompare(b *testing.B) {
	sc := readScenario(b, "../scenarios/automation-investments.toml")
	for b.Loop() {
		if _, err := Compare(context.Background(), sc, Options{Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
