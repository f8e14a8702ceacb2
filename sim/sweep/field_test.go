package sweep

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sampled returns a function on a grid of n × n nodes over a square.
func sampled(lo, hi float64, n int, f func(x, y float64) float64) *Field {
	g := &Field{}
	for i := range n {
		v := lo + (hi-lo)*float64(i)/float64(n-1)
		g.X, g.Y = append(g.X, v), append(g.Y, v)
	}
	for _, y := range g.Y {
		row := make([]float64, n)
		for i, x := range g.X {
			row[i] = f(x, y)
		}
		g.Nines = append(g.Nines, row)
	}
	return g
}

// TestSettle takes the noise out of a field that falls or rises along its axes,
// and leaves a hilly one.
func TestSettle(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	slack := func(int, int, int, int) float64 { return 0.05 }
	for _, sign := range [][2]float64{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		f := sampled(0, 4, 21, func(x, y float64) float64 {
			return sign[0]*math.Floor(x) + sign[1]*math.Floor(y) + 0.04*rng.Float64()
		})
		noisy := f.Nines
		f.settle(slack)
		for j := range f.Nines {
			for i := range f.Nines[j] {
				if d := noisy[j][i] - f.Nines[j][i]; d < 0 || d > 0.05 {
					t.Fatalf("falling by %v: a node moved by %v", sign, d)
				}
				if i > 0 && sign[0]*(f.Nines[j][i]-f.Nines[j][i-1]) < 0 {
					t.Fatalf("falling by %v: column %d of row %d turns back", sign, i, j)
				}
				if j > 0 && sign[1]*(f.Nines[j][i]-f.Nines[j-1][i]) < 0 {
					t.Fatalf("falling by %v: row %d of column %d turns back", sign, j, i)
				}
			}
		}
	}
	hills := sampled(0, 4, 21, func(x, y float64) float64 { return math.Sin(3*x) * math.Cos(2*y) })
	before := hills.Nines
	if hills.settle(slack); &before[0][0] != &hills.Nines[0][0] {
		t.Error("hills were levelled")
	}
}

// TestReach finds the value of one axis that a level takes.
func TestReach(t *testing.T) {
	f := sampled(0, 4, 41, func(x, y float64) float64 { return 10 - x - 2*y })
	for _, tt := range []struct {
		nines float64
		along direction
		at    float64
		ok    bool
	}{{5, alongX, 1, true}, {5, alongY, 1, true}, {6, alongX, 0, true}, {6.5, alongX, 0, false}, {6.5, alongY, 0.25, true}, {8.5, alongY, 0, false}} {
		at, ok := f.reach(tt.nines, 3, 2, tt.along)
		if ok != tt.ok || math.Abs(at-tt.at) > 0.02 {
			t.Errorf("%v nines: %v, %v, want %v, %v", tt.nines, at, ok, tt.at, tt.ok)
		}
	}
}
