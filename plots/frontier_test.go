package plots

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nines/plots/words"
	"nines/sim/solve"
	"nines/sim/sweep"
)

// line returns a frontier over the plane of sums, where both axes are times.
func line(t testing.TB, s *sweep.Surface, today bool) *solve.Frontier {
	t.Helper()
	f := &solve.Frontier{
		Scenario: s.Scenario, EffectX: solve.Hurts, EffectY: solve.Hurts, Seed: 1, Years: 2000, NoneBeyond: true,
		X: solve.Variable{Path: s.X.Path, Kind: s.X.Kind, Label: s.X.Label, Unit: 1},
		Y: solve.Variable{Path: s.Y.Path, Kind: s.Y.Kind, Label: s.Y.Label, Unit: 1},
	}
	for x := s.X.Shown[0] / 10; x < 2*s.X.Shown[len(s.X.Shown)-1]; x *= 1.5 {
		f.Points = append(f.Points, solve.FrontierPoint{X: x, Y: 20000 / x, Low: 19000 / x, High: 21000 / x})
	}
	f.Points[3].Today = today
	return f
}

// The chart says what today's x leaves for y, names the line with the promise
// and how often it is kept, and has no line beyond its axes.
func TestFrontierChart(t *testing.T) {
	s := plane(t, 15, sums)
	f := line(t, s, true)
	c := Frontier(f, s)
	if want := "At today's time until the alarm, 99.99 % needs time to roll back of at most " + words.Plain(words.ShortDuration(f.Points[3].Y)); words.Plain(c.Title()) != want {
		t.Errorf("title %q, want %q", words.Plain(c.Title()), want)
	}
	named := func(w string) bool { return strings.HasPrefix(w, "99.99 %") }
	if got := textsOf(t, c); !slices.ContainsFunc(got, named) {
		t.Errorf("the line has no name: %q", got)
	}
	if c := Frontier(line(t, s, false), s); !strings.HasPrefix(words.Plain(c.Title()), "99.99 % needs time until the alarm below ") {
		t.Errorf("title without today: %q", words.Plain(c.Title()))
	}
	f.Points[3].Whole = true
	if c := Frontier(f, s); words.Plain(c.Title()) != "At today's time until the alarm, any time to roll back keeps 99.99 %" {
		t.Errorf("title where all will do: %q", words.Plain(c.Title()))
	}
	m := &latencyMap{surface: s, terrain: newTerrain(s)}
	spots := m.onMap(f)
	if len(spots) < 3 {
		t.Fatalf("%d points of the line are on the map", len(spots))
	}
	for _, p := range spots {
		if p.x < m.X[0]-1e-9 || p.x > m.X[len(m.X)-1]+1e-9 || p.y < m.Y[0]-1e-9 || p.y > m.Y[len(m.Y)-1]+1e-9 {
			t.Errorf("%v lies outside of the map", p)
		}
	}
}

// What crosses an edge is cut on it.
func TestClipped(t *testing.T) {
	got := clipped([]spot{{-1, 0}, {1, 2}, {3, 4}}, []float64{0, 2}, func(s *spot) *float64 { return &s.x })
	want := []spot{{0, 1}, {1, 2}, {2, 3}}
	if !slices.EqualFunc(got, want, func(a, b spot) bool { return math.Hypot(a.x-b.x, a.y-b.y) < 1e-12 }) {
		t.Errorf("got %v, want %v", got, want)
	}
}
