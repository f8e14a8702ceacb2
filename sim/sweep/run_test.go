package sweep

import (
	"testing"

	"nines/model"
	"nines/sim"
)

// mustRun runs a scenario that a test holds an answer against.
func mustRun(t testing.TB, sc *model.Scenario, opt sim.Options) *sim.Result {
	t.Helper()
	r, err := sim.Run(t.Context(), sc, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
