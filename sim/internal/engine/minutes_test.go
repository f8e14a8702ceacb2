package engine

import (
	"fmt"
	"testing"

	"nines/sim/internal/simtest"
)

// TestFullMinutes counts the clock's minutes that a stretch holds whole.
func TestFullMinutes(t *testing.T) {
	for _, c := range []struct{ begin, length, want float64 }{
		{10, 119, 60}, {0, 119, 60}, {0.5, 119, 0}, {60, 120, 120}, {59.5, 60.5, 60}, {1, 59.9, 0}, {-30, 89.9, 0}, {-30, 91, 60},
	} {
		from, to := fullMinutes(c.begin, 0, c.length)
		simtest.Near(t, fmt.Sprintf("full minutes of %v s from %v s on", c.length, c.begin), max(0, to-from), c.want)
	}
}
