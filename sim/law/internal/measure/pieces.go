package measure

import (
	"math"
	"slices"
	"sort"

	"nines/sim/law/internal/effort"
)

// A Pieces is a distribution function without jumps as polynomials of degree 7
// from point to point. A lattice asks for its integral at thousands of points
// in a row, and level after level again; from pieces one costs a few
// nanoseconds, where closed forms take a hundred and what is combined of them
// far more.
type Pieces struct {
	Ends   []float64 // rising; before the first it is near 0, after the last near its weight
	middle []float64 // of each piece
	turn   []float64 // 2 by the width
	value  [][8]float64
	area   [][9]float64 // integral of weight less value from Ends[0], by x = middle + t/turn
	Weight float64
	First  float64 // at Ends[0], below which it is taken to rise evenly
	Err    float64 // how far a value may be off
}

const (
	mostPieces = 3000
	leastWidth = 1e-13 // of a piece, beside where it lies
)

// Piecewise returns pieces of f that are exact to the tolerance, if so much can be
// had: what f rises to is its weight, and within the breaks it is smooth. A call
// of f costs so many units of work. There is one piece at least.
func Piecewise(al *effort.Allowance, f func(x float64) float64, cost, weight float64, breaks []float64, tol float64) *Pieces {
	al.Spend(200 * cost)
	if weight <= tol {
		return slight(f, weight)
	}
	lo, hi := 1.0, 1.0
	for f(lo) > tol/10 && lo > 1e-30 {
		lo /= 4
	}
	for f(lo*2) <= tol/10 && lo < MaxSeconds {
		lo *= 2
	}
	for hi = math.Max(hi, lo); weight-f(hi) > tol/10 && hi < MaxSeconds; {
		hi *= 2
	}
	for hi/2 > lo && weight-f(hi/2) <= tol/10 {
		hi /= 2
	}
	if !(lo < hi) { // all of it lies below what is told apart, or beyond
		hi = 2 * lo
	}
	p := &Pieces{Weight: weight, First: f(lo)}
	ends := []float64{lo}
	for x := lo; x < hi; x *= 2 {
		ends = append(ends, math.Min(2*x, hi))
	}
	for _, x := range breaks {
		if x > lo && x < hi {
			ends = append(ends, x)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	p.Ends = append(p.Ends, ends[0])
	p.Err = math.Max(p.First, weight-f(hi))
	for i, a := range ends[:len(ends)-1] {
		b := ends[i+1]
		// Seen from within, for f may jump at either end by a rounding error.
		inside := func(x float64) float64 {
			return f(math.Min(math.Max(x, math.Nextafter(a, b)), math.Nextafter(b, a)))
		}
		p.add(func(n float64) { al.Spend(n * (cost + effort.Cheap)) }, inside, a, b, tol)
	}
	p.integrate()
	return p
}

// slight returns one piece for a weight that is too small to matter: it rises
// evenly where half of it lies.
func slight(f func(x float64) float64, weight float64) *Pieces {
	hi := 1.0
	for f(hi) >= weight/2 && hi > 1e-30 {
		hi /= 2
	}
	for f(hi) < weight/2 && hi < MaxSeconds {
		hi *= 2
	}
	p := &Pieces{Ends: []float64{hi / 2}, Weight: weight, Err: weight}
	var at [8]float64
	for i, t := range knots {
		at[i] = weight * (1 + t) / 2
	}
	p.push(hi/2, hi, &at)
	p.integrate()
	return p
}

// Where a piece is held against what it stands for: at the extrema of the
// Chebyshev polynomial of degree 7, through which it passes, and between.
var (
	knots  [8]float64
	probes [7]float64
	fit    [8][8]float64 // coefficients from values at the knots
)

func init() {
	var powers [8][16]float64 // beside the unit matrix
	for i := range knots {
		knots[i] = -math.Cos(math.Pi * float64(i) / 7)
		for j := range 8 {
			powers[i][j] = math.Pow(knots[i], float64(j))
		}
		powers[i][8+i] = 1
	}
	for i := range probes {
		probes[i] = -math.Cos(math.Pi * (float64(i) + 0.5) / 7)
	}
	for c := range 8 { // Gauss-Jordan elimination
		top := c
		for r := c; r < 8; r++ {
			if math.Abs(powers[r][c]) > math.Abs(powers[top][c]) {
				top = r
			}
		}
		powers[c], powers[top] = powers[top], powers[c]
		for r := range 8 {
			by := powers[r][c] / powers[c][c]
			for j := 0; j < 16 && r != c; j++ {
				powers[r][j] -= by * powers[c][j]
			}
		}
		by := powers[c][c]
		for j := range 16 {
			powers[c][j] /= by
		}
	}
	for r := range 8 {
		copy(fit[r][:], powers[r][8:])
	}
}

// add adds what f is from a to b, in as many pieces as that takes. It says
// beforehand how often it is about to call f.
func (p *Pieces) add(calls func(n float64), f func(x float64) float64, a, b, tol float64) {
	calls(float64(len(knots) + len(probes)))
	half := (b - a) / 2
	m := a + half
	var at [8]float64
	for i, t := range knots {
		at[i] = f(m + half*t)
	}
	if p.fitted(f, a, b, &at, tol) {
		return
	}
	// A start like that of a root is reached by ever smaller steps.
	if len(p.value) > mostPieces || half < leastWidth*b {
		p.push(a, b, &at)
		p.Err = math.Max(p.Err, math.Abs(at[7]-at[0]))
		return
	}
	p.add(calls, f, a, m, tol)
	p.add(calls, f, m, b, tol)
}

// fitted adds one piece if it is good.
func (p *Pieces) fitted(f func(x float64) float64, a, b float64, at *[8]float64, tol float64) bool {
	coefficients := p.push(a, b, at)
	half := (b - a) / 2
	worst := 0.0
	for _, t := range probes {
		worst = math.Max(worst, math.Abs(polynomial(coefficients, t)-f(a+half+half*t)))
		if worst > tol {
			p.Ends = p.Ends[:len(p.Ends)-1]
			p.value = p.value[:len(p.value)-1]
			return false
		}
	}
	p.Err = math.Max(p.Err, 2*worst)
	return true
}

// push adds one piece through values at the knots.
func (p *Pieces) push(a, b float64, at *[8]float64) *[8]float64 {
	var c [8]float64
	for i := range c {
		for j, v := range at {
			c[i] += fit[i][j] * v
		}
	}
	p.Ends = append(p.Ends, b)
	p.value = append(p.value, c)
	return &p.value[len(p.value)-1]
}

// integrate fills in what follows from the values.
func (p *Pieces) integrate() {
	total := 0.0
	for i, c := range p.value {
		a, b := p.Ends[i], p.Ends[i+1]
		half := (b - a) / 2
		p.middle = append(p.middle, a+half)
		p.turn = append(p.turn, 1/half)
		var area [9]float64
		c[0] -= p.Weight
		for j, v := range c {
			area[j+1] = -half * v / float64(j+1)
		}
		start := 0.0
		for j := 8; j >= 0; j-- {
			start = area[j] - start // at t = -1
		}
		area[0] = total - start
		p.area = append(p.area, area)
		total = 0
		for _, v := range area {
			total += v
		}
	}
	if math.IsNaN(total) {
		panic("a distribution function that is no number")
	}
}

// polynomial returns the value of a polynomial of degree 7.
func polynomial(c *[8]float64, t float64) float64 {
	s := t * t
	low := (c[0] + c[1]*t) + s*(c[2]+c[3]*t)
	high := (c[4] + c[5]*t) + s*(c[6]+c[7]*t)
	return low + s*s*high
}

// At returns the value at x.
func (p *Pieces) At(x float64) float64 {
	last := len(p.Ends) - 1
	switch {
	case x <= p.Ends[0]:
		return p.First * math.Max(x, 0) / p.Ends[0]
	case x >= p.Ends[last]:
		return p.Weight
	}
	i := sort.SearchFloat64s(p.Ends, x) - 1
	return polynomial(&p.value[i], (x-p.middle[i])*p.turn[i])
}

// Slope returns the derivative at x.
func (p *Pieces) Slope(x float64) float64 {
	last := len(p.Ends) - 1
	if x <= p.Ends[0] || x >= p.Ends[last] {
		return 0
	}
	i := sort.SearchFloat64s(p.Ends, x) - 1
	t, sum := (x-p.middle[i])*p.turn[i], 0.0
	for j := 7; j > 0; j-- {
		sum = sum*t + float64(j)*p.value[i][j]
	}
	return sum * p.turn[i]
}

// Areas fills area[k] with the integral of the weight less the value from 0 to
// k·h: the limited means of which lattice masses are made.
func (p *Pieces) Areas(area []float64, h float64) {
	start := p.start()
	i, last := 0, len(p.value)-1
	for k := range area {
		x := float64(k) * h
		if x <= p.Ends[0] {
			area[k] = x * (p.Weight - p.First*x/(2*p.Ends[0]))
			continue
		}
		for i < last && p.Ends[i+1] < x {
			i++
		}
		if x >= p.Ends[last+1] { // nothing is left
			c := &p.area[last]
			end := start
			for _, v := range c {
				end += v
			}
			for ; k < len(area); k++ {
				area[k] = end
			}
			return
		}
		t := (x - p.middle[i]) * p.turn[i]
		c := &p.area[i]
		s := t * t
		low := (c[0] + c[1]*t) + s*(c[2]+c[3]*t)
		high := (c[4] + c[5]*t) + s*(c[6]+c[7]*t)
		area[k] = start + low + s*s*(high+c[8]*s*s)
	}
}

const (
	Finest = 1e-12 // to which pieces are made unless less will do
	Coarse = 1e-9  // pieces worse than this are of no use
)
