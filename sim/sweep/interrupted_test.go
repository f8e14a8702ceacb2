package sweep

import (
	"context"
	"errors"
	"testing"
	"time"

	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestInterruptedSweep: of half a map nothing can be said.
func TestInterruptedSweep(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Run(ctx, simtest.ReadText(t, simtest.Crowd), sim.Options{}); !errors.Is(err, sim.ErrInterrupted) {
		t.Errorf("a sweep that never began: %v", err)
	}
	ctx, stop = context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer stop()
	if _, err := Run(ctx, simtest.ReadText(t, simtest.Crowd), sim.Options{Years: 5_000}); !errors.Is(err, sim.ErrInterrupted) {
		t.Errorf("a sweep that was stopped: %v", err)
	}
}
