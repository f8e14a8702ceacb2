package engine

import (
	"context"
	"strings"
	"testing"
)

// A fault in a worker reaches the caller, who can tell it, in place of ending
// the process.
func TestPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if v, ok := recover().(string); !ok || !strings.Contains(v, "index out of range") {
			t.Errorf("got %v, want the worker's panic", v)
		}
	}()
	Each(context.Background(), 8, 2, func() func(int) {
		values := make([]int, 4)
		return func(i int) { values[i]++ }
	})
	t.Error("no panic")
}
