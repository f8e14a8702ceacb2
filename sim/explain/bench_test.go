package explain

import (
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
)

// BenchmarkExplain explains the shipped scenarios that have most to compare:
// eight risks, and four with three alarms each. An explanation is to take two
// seconds at most on two cores.
func BenchmarkExplain(b *testing.B) {
	for _, name := range []string{"cre-risk-catalogue", "burn-rate-alerts"} {
		b.Run(name, func(b *testing.B) {
			sc := simtest.ReadScenario(b, "../../scenarios/"+name+".toml")
			for b.Loop() {
				mustExplain(b, sc, sim.Options{Seed: 1, Method: sim.Auto})
			}
		})
	}
}
