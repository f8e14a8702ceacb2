package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// circle returns a circle's outline.
func circle(at vg.Point, radius vg.Length) vg.Path {
	var p vg.Path
	p.Move(vg.Point{X: at.X + radius, Y: at.Y})
	p.Arc(at, radius, 0, 2*math.Pi)
	p.Close()
	return p
}

// segment returns the outline of the left part of a circle, cut by a vertical
// line so that the given part of the width stays.
func segment(at vg.Point, radius vg.Length, part float64) vg.Path {
	half := math.Acos(min(max(2*part-1, -1), 1)) // of the angle that is cut away, seen from the right
	var p vg.Path
	p.Move(vg.Point{X: at.X + radius*vg.Length(math.Cos(half)), Y: at.Y + radius*vg.Length(math.Sin(half))})
	p.Arc(at, radius, half, 2*(math.Pi-half))
	p.Close()
	return p
}

// bar returns the outline of a rectangle.
func bar(x0, y0, x1, y1 vg.Length) vg.Path {
	return vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}.Path()
}

// thin returns the points that a line through them needs to stay within a
// tolerance (Douglas and Peucker, 1973). Long lines are slow to draw, and
// past some thousands of points they lose pieces.
func thin(points []vg.Point, tolerance vg.Length) []vg.Point {
	if len(points) < 3 {
		return points
	}
	keep := make([]bool, len(points))
	keep[0], keep[len(points)-1] = true, true
	type span struct{ from, to int }
	for todo := []span{{0, len(points) - 1}}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		worst, at := tolerance, -1
		for i := s.from + 1; i < s.to; i++ {
			if d := distance(points[i], points[s.from], points[s.to]); d > worst {
				worst, at = d, i
			}
		}
		if at > 0 {
			keep[at] = true
			todo = append(todo, span{s.from, at}, span{at, s.to})
		}
	}
	var out []vg.Point
	for i, k := range keep {
		if k {
			out = append(out, points[i])
		}
	}
	return out
}

// distance returns the distance of a point from the segment between a and b.
func distance(p, a, b vg.Point) vg.Length {
	dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(max((float64(p.X-a.X)*dx+float64(p.Y-a.Y)*dy)/l, 0), 1)
	}
	return vg.Length(math.Hypot(float64(p.X-a.X)-t*dx, float64(p.Y-a.Y)-t*dy))
}

// overlap reports whether two rectangles have a point in common.
func overlap(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// grown returns a rectangle with room around it.
func grown(r vg.Rectangle, by vg.Length) vg.Rectangle {
	r.Min = r.Min.Sub(vg.Point{X: by, Y: by})
	r.Max = r.Max.Add(vg.Point{X: by, Y: by})
	return r
}

// apart returns how far a point lies from a rectangle; 0 inside of it.
func apart(r vg.Rectangle, p vg.Point) vg.Length {
	dx := max(r.Min.X-p.X, 0, p.X-r.Max.X)
	dy := max(r.Min.Y-p.Y, 0, p.Y-r.Max.Y)
	return vg.Length(math.Hypot(float64(dx), float64(dy)))
}

// inside reports whether a lies within b.
func inside(a, b vg.Rectangle) bool {
	return a.Min.X >= b.Min.X && a.Min.Y >= b.Min.Y && a.Max.X <= b.Max.X && a.Max.Y <= b.Max.Y
}

// crosses reports whether a line through points touches a rectangle.
func crosses(points []vg.Point, r vg.Rectangle) bool {
	for i := 1; i < len(points); i++ {
		if from, to := cut(points[i-1], points[i], r); from <= to {
			return true
		}
	}
	return len(points) == 1 && inside(vg.Rectangle{Min: points[0], Max: points[0]}, r)
}

// cut returns the part [from, to] of the segment from a to b that lies in a
// rectangle, as parts of its length; from > to when none does (Liang and
// Barsky, 1984).
func cut(a, b vg.Point, r vg.Rectangle) (from, to float64) {
	from, to = 0, 1
	clip := func(d, low, high vg.Length) {
		if d == 0 {
			if low > 0 || high < 0 {
				from, to = 1, 0
			}
			return
		}
		t0, t1 := float64(low/d), float64(high/d)
		from, to = max(from, min(t0, t1)), min(to, max(t0, t1))
	}
	clip(b.X-a.X, r.Min.X-a.X, r.Max.X-a.X)
	clip(b.Y-a.Y, r.Min.Y-a.Y, r.Max.Y-a.Y)
	return from, to
}
