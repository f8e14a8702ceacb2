package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestPairingCoverage counts how often the interval of a paired difference
// holds the truth. Score intervals do in about 95 % of samples, and none of
// them is empty.
func TestPairingCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, c := range []struct{ both, before, after float64 }{
		{0.90, 0, 0.02}, {0.6, 0.05, 0.05}, {0.5, 0, 0.3}, {0.985, 0.002, 0.01}, {0.3, 0.2, 0.25},
	} {
		const samples, years = 3000, 400
		held := 0
		for range samples {
			var p pairing
			for range years {
				switch u := rng.Float64(); {
				case u < c.both:
					p.both++
				case u < c.both+c.before:
					p.before++
				case u < c.both+c.before+c.after:
					p.after++
				default:
					p.neither++
				}
			}
			e := p.change()
			if d := c.after - c.before; e.Low <= d && d <= e.High {
				held++
			}
			if !(e.Low < e.Value && e.Value < e.High) {
				t.Fatalf("%+v: empty interval %+v", p, e)
			}
		}
		if part := float64(held) / samples; part < 0.935 {
			t.Errorf("%+v: the interval holds the truth in %.3f of samples", c, part)
		}
	}
}

// TestPairingWithoutDifferences: where no year differs, the interval is that of
// a few years of 100,000, and not nothing.
func TestPairingWithoutDifferences(t *testing.T) {
	for _, p := range []pairing{{both: 1e5}, {neither: 1e5}, {both: 9e4, neither: 1e4}} {
		e := p.change()
		if e.Value != 0 || e.High <= 1e-6 || e.High > 1e-4 || e.Low >= -1e-6 || e.Low < -1e-4 {
			t.Errorf("%+v: %+v", p, e)
		}
	}
	// McNemar's standard error, to a year: √(b + c - (b-c)²/n) / n.
	p := pairing{both: 90_000, before: 100, after: 2000, neither: 7900}
	if e, want := p.change(), math.Sqrt(2100-1900.*1900/1e5)/1e5; math.Abs(e.SE/want-1) > 0.01 {
		t.Errorf("standard error %v, McNemar's is %v", e.SE, want)
	}
}
