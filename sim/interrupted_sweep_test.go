package sim

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestInterruptedSweep: of half a map nothing can be said.
func TestInterruptedSweep(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := SweepSurface(ctx, readText(t, crowd), Options{}); !errors.Is(err, ErrInterrupted) {
		t.Errorf("a sweep that never began: %v", err)
	}
	ctx, stop = context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer stop()
	if _, err := SweepSurface(ctx, readText(t, crowd), Options{Years: 5_000}); !errors.Is(err, ErrInterrupted) {
		t.Errorf("a sweep that was stopped: %v", err)
	}
}
