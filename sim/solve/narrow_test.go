package solve

import (
	"errors"
	"math"
	"testing"

	"nines/model"
)

func TestNarrow(t *testing.T) {
	for _, tt := range []struct {
		why    string
		height func(at float64) float64
		root   float64
		most   int // looks
	}{
		{"a line", func(at float64) float64 { return 3 - at }, 3, 4},
		{"a bend", func(at float64) float64 { return math.Log(7) - at*at*at/30 }, math.Cbrt(30 * math.Log(7)), 14},
		{"a step", func(at float64) float64 { return math.Copysign(1, math.Pi-at) }, math.Pi, 60},
		{"a step beside a slope", func(at float64) float64 {
			if at <= math.E {
				return 10 - at
			}
			return -1e-6
		}, math.E, 80},
	} {
		looks := 0
		good, bad, err := narrow(point{0, tt.height(0)}, point{10, tt.height(10)}, 1e-6, 1e-8, func(at float64) (point, error) {
			looks++
			return point{at, tt.height(at)}, nil
		})
		if err != nil || bad.at-good.at > 1e-6 || good.at > tt.root+1e-12 || bad.at < tt.root-1e-12 || looks > tt.most {
			t.Errorf("%s: %v to %v after %d looks (%v), want %v after %d", tt.why, good.at, bad.at, looks, err, tt.root, tt.most)
		}
	}
	broken := errors.New("broken")
	if _, _, err := narrow(point{0, 1}, point{1, -1}, 1e-3, 0, func(float64) (point, error) { return point{}, broken }); err != broken {
		t.Errorf("got %v, want the error of the look", err)
	}
}

// A scale goes there and back, rises, and reaches its ends.
func TestScale(t *testing.T) {
	for _, x := range []Variable{
		{Kind: model.DurationValue, From: 0.6, To: 12000},
		{Kind: model.DurationValue, From: 0, To: 60},
		{Kind: model.RatioValue, From: 0, To: 1},
		{Kind: model.RatioValue, From: 0.006, To: 1},
		{Kind: model.RatioValue, From: 1e-6, To: 1e-3},
		{Kind: model.RatioValue, From: 0.9, To: 0.99999},
		{Kind: model.RateValue, From: 0.01, To: 100},
	} {
		s := newScale(x)
		last := math.Inf(-1)
		for i := range 101 {
			v := s.between(x.From, x.To, float64(i)/100)
			p := s.position(v)
			if !(p > last) || math.Abs(s.value(p)-v) > 1e-9*(v+1e-6) || v < x.From || v > x.To {
				t.Errorf("%v: %v stands at %v after %v, and back at %v", x, v, p, last, s.value(p))
			}
			last = p
		}
		if a, b := s.between(x.From, x.To, 0), s.between(x.From, x.To, 1); math.Abs(a-x.From) > 1e-12 || math.Abs(b-x.To) > 1e-9*x.To {
			t.Errorf("%v: from %v to %v", x, a, b)
		}
	}
}
