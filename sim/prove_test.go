package sim

import (
	"context"
	"testing"

	"nines/model"
)

func mustRun(t testing.TB, sc *model.Scenario, opt Options) *Result {
	t.Helper()
	r, err := Run(context.Background(), sc, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
