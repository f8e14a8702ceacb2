package stat

import (
	"math"
	"testing"
)

// TestIsotone pools what rises, by its errors, and moves the ends outwards.
func TestIsotone(t *testing.T) {
	all := []Estimate{
		{Value: 0.9, SE: 0.01, Low: 0.88, High: 0.92},
		{Value: 0.5, SE: 0.1, Low: 0.3, High: 0.7},
		{Value: 0.6, SE: 0.05, Low: 0.5, High: 0.75},
		{Value: 0.2, SE: 0.01, Low: 0.18, High: 0.22},
	}
	Isotone(all)
	for i, want := range []Estimate{{Value: 0.9, Low: 0.88, High: 0.92}, {Value: 0.58, Low: 0.3, High: 0.75}, {Value: 0.58, Low: 0.3, High: 0.75}, {Value: 0.2, Low: 0.18, High: 0.22}} {
		if got := all[i]; math.Abs(got.Value-want.Value) > 1e-12 || got.Low != want.Low || got.High != want.High {
			t.Errorf("%d: %+v, want %+v", i, got, want)
		}
	}
}
