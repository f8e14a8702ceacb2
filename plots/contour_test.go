package plots

import (
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
)

// sampled returns a function on a grid of n × n nodes over a square.
func sampled(lo, hi float64, n int, f func(x, y float64) float64) field {
	var g field
	for i := range n {
		v := lo + (hi-lo)*float64(i)/float64(n-1)
		g.x, g.y = append(g.x, v), append(g.y, v)
	}
	for _, y := range g.y {
		row := make([]float64, n)
		for i, x := range g.x {
			row[i] = f(x, y)
		}
		g.z = append(g.z, row)
	}
	return g
}

// area returns the signed area of rings: holes count against it.
func area(rings [][]spot) float64 {
	sum := 0.0
	for _, r := range rings {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			sum += (a.x*b.y - b.x*a.y) / 2
		}
	}
	return sum
}

func TestContour(t *testing.T) {
	hill := func(x, y float64) float64 { return -math.Hypot(x, y) }
	ring := func(x, y float64) float64 { return -math.Abs(math.Hypot(x, y) - 1) }
	slope := func(x, y float64) float64 { return -x - y }
	saddle := func(x, y float64) float64 { return x * y }
	for _, tt := range []struct {
		why          string
		f            func(x, y float64) float64
		level        float64
		rings, lines int
		area         float64
	}{
		{"a disc inside", hill, -1, 1, 1, math.Pi},
		{"a ring has a hole", ring, -0.3, 2, 2, math.Pi * (1.69 - 0.49)},
		{"all of it", hill, -10, 1, 0, 16},
		{"none of it", hill, 1, 0, 0, 0},
		{"a slope, cut by the border", slope, 0, 1, 1, 8},
		{"a corner", slope, 3, 1, 1, 0.5},
		{"a saddle", saddle, 0.5, 2, 2, 2 * (2*1.75 - 0.5*math.Log(8))}, // 2·∫ (2 - 1/(2x)) dx from 1/4 to 2,
	} {
		rings, lines := sampled(-2, 2, 161, tt.f).above(tt.level)
		if len(rings) != tt.rings || len(lines) != tt.lines {
			t.Errorf("%s: %d rings and %d lines, want %d and %d", tt.why, len(rings), len(lines), tt.rings, tt.lines)
		}
		if got := area(rings); math.Abs(got-tt.area) > 0.01 {
			t.Errorf("%s: area %.4f, want %.4f", tt.why, got, tt.area)
		}
		for _, l := range lines {
			for _, s := range l {
				if v := tt.f(s.x, s.y); math.Abs(v-tt.level) > 0.01 {
					t.Fatalf("%s: the line passes %v, where it is %v", tt.why, s, v)
				}
			}
		}
	}
}

func TestThin(t *testing.T) {
	var line []vg.Point
	for i := range 5000 {
		x := float64(i) / 10
		line = append(line, vg.Point{X: vg.Length(x), Y: vg.Length(40 * math.Sin(x/50))})
	}
	short := thin(line, 0.05)
	if len(short) > 250 || short[0] != line[0] || short[len(short)-1] != line[len(line)-1] {
		t.Errorf("%d points are left of %d", len(short), len(line))
	}
	k := 0
	for _, p := range line {
		for k+2 < len(short) && short[k+1].X < p.X {
			k++
		}
		if d := distance(p, short[k], short[k+1]); d > 0.051 {
			t.Fatalf("a point is %v off", d)
		}
	}
}

func TestOutside(t *testing.T) {
	box := vg.Rectangle{Min: vg.Point{X: 2, Y: -1}, Max: vg.Point{X: 3, Y: 1}}
	line := []vg.Point{{X: 0}, {X: 1}, {X: 2.5}, {X: 4}, {X: 5}}
	pieces := outside(line, []vg.Rectangle{box})
	if len(pieces) != 2 || pieces[0][len(pieces[0])-1].X != 2 || pieces[1][0].X != 3 {
		t.Errorf("the pieces are %v", pieces)
	}
	if got := outside([]vg.Point{{X: 2.2}, {X: 2.8}}, []vg.Rectangle{box}); len(got) != 0 {
		t.Errorf("inside of the box is left %v", got)
	}
}
