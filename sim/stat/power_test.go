package stat

import (
	"math"
	"testing"
)

// TestTTestPower holds the power of a t-test on the logarithm of recovery
// times, lognormal with mu 4.25 and sigma 1.25 in minutes, against figures that
// were worked out independently.
func TestTTestPower(t *testing.T) {
	const sigma = 1.25
	for _, c := range []struct {
		shorter, n, want float64
	}{
		{0.10, 100, 0.0912}, {0.10, 1000, 0.4697}, {0.10, 4000, 0.9648}, {0.50, 100, 0.9739},
	} {
		got := TTestPower(math.Log(1-c.shorter)/sigma, c.n, 0.05)
		if math.Abs(got-c.want) > 5e-5 {
			t.Errorf("%g shorter with %g incidents: power %.5f, want %.4f", c.shorter, c.n, got, c.want)
		}
	}
	for _, c := range []struct{ shorter, low, high float64 }{{0.10, 2955, 2965}, {0.50, 70, 70}} {
		if got := TTestSize(math.Log(1-c.shorter)/sigma, 0.05, 0.90); got < c.low || got > c.high {
			t.Errorf("%g shorter: %g incidents show it, want %g to %g", c.shorter, got, c.low, c.high)
		}
	}
	if got := TTestSize(0, 0.05, 0.9); !math.IsInf(got, 1) {
		t.Errorf("nothing shows in %g incidents, want never", got)
	}
}

// TestTTestSizeIsTheLeast: the size that is found reaches the power, and one
// draw less does not.
func TestTTestSizeIsTheLeast(t *testing.T) {
	for effect := 1e-5; effect < 30; effect *= 1.7 {
		for _, c := range []struct{ level, power float64 }{{0.05, 0.9}, {0.01, 0.5}, {0.05, 0.999}} {
			n := TTestSize(effect, c.level, c.power)
			if got := TTestPower(effect, n, c.level); !(got >= c.power) {
				t.Errorf("effect %g: %g draws have a power of %g, want %g", effect, n, got, c.power)
			}
			if n > 2 && TTestPower(effect, n-1, c.level) >= c.power {
				t.Errorf("effect %g: %g draws are enough for a power of %g, one less than said", effect, n-1, c.power)
			}
		}
	}
	for _, tiny := range []float64{1e-7, 1e-300, 5e-324} {
		if n := TTestSize(tiny, 0.05, 0.9); !math.IsInf(n, 1) {
			t.Errorf("effect %g: %g draws show it, want never", tiny, n)
		}
	}
}

// TestTTestPowerLimits: without a difference a test finds one as often as its
// level says, in the smallest groups as in the largest, and the normal limit
// joins the exact law.
func TestTTestPowerLimits(t *testing.T) {
	for _, n := range []float64{1.5, 2, 3, 10, 1000, 49_000, 51_000, 1e9} {
		if got := TTestPower(0, n, 0.05); math.Abs(got-0.05) > 1e-7 {
			t.Errorf("n = %g: level %.9f, want 0.05", n, got)
		}
	}
	below, above := TTestPower(0.02, 50_000, 0.05), TTestPower(0.02, 50_001.5, 0.05)
	if d := above - below; d < 0 || d > 5e-5 {
		t.Errorf("power leaps by %g where the normal limit takes over", d)
	}
}
