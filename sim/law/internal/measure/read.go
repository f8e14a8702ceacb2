package measure

import (
	"math"
	"slices"
	"sort"
)

// Bends returns where the pieces may not go on smoothly: at the breaks, and at
// both ends.
func (p *Pieces) Breakpoints(breaks []float64) []float64 {
	lo, hi := p.Ends[0], p.Ends[len(p.Ends)-1]
	all := []float64{lo, hi}
	for _, x := range breaks {
		if x > lo && x < hi {
			all = append(all, x)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Scaled returns the pieces of w·X.
func (p *Pieces) Scaled(w float64) *Pieces {
	s := *p
	s.Ends, s.middle, s.turn = times(w, p.Ends), times(w, p.middle), times(1/w, p.turn)
	s.area = make([][9]float64, len(p.area))
	for i, c := range p.area {
		for j, v := range c {
			s.area[i][j] = w * v
		}
	}
	return &s
}

func times(w float64, xs []float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = w * x
	}
	return out
}

// Moments returns E[X] and E[X²] as far as the pieces reach.
func (p *Pieces) Moments() (mean, square float64) {
	mean = p.start()
	for _, v := range p.area[len(p.area)-1] {
		mean += v
	}
	return mean, p.LimitedSquare(math.Inf(1))
}

// start returns the integral of the weight less the value before the first
// piece.
func (p *Pieces) start() float64 { return p.Ends[0] * (p.Weight - p.First/2) }

// LimitedSquare returns the integral of 2x times the weight less the value from
// 0 to x: E[min(X, x)²] for a law of weight 1.
func (p *Pieces) LimitedSquare(x float64) float64 {
	a := p.Ends[0]
	if x <= a {
		return x * x * (p.Weight - p.First*x/a*2/3)
	}
	square := a * a * (p.Weight - p.First*2/3)
	for i := range p.value {
		if p.Ends[i] >= x {
			break
		}
		// The integrals of t^j and of t^(j+1) from -1 to the end.
		end, low := 1.0, -1.0
		if x < p.Ends[i+1] {
			end = (x - p.middle[i]) * p.turn[i]
		}
		half, m := 1/p.turn[i], p.middle[i]
		above, below := end, low
		for j, v := range p.value[i] {
			if j == 0 {
				v -= p.Weight
			}
			even := (above - below) / float64(j+1)
			above, below = above*end, below*low
			odd := (above - below) / float64(j+2)
			square -= 2 * v * half * (m*even + half*odd)
		}
	}
	return square
}

// AreaTo returns the integral of the weight less the value from 0 to x.
func (p *Pieces) AreaTo(x float64) float64 {
	last := len(p.Ends) - 1
	if x <= p.Ends[0] {
		return x * (p.Weight - p.First*x/(2*p.Ends[0]))
	}
	i, t := last-1, 1.0
	if x < p.Ends[last] {
		i = sort.SearchFloat64s(p.Ends, x) - 1
		t = (x - p.middle[i]) * p.turn[i]
	}
	sum := 0.0
	for j := 8; j >= 0; j-- {
		sum = sum*t + p.area[i][j]
	}
	return p.start() + sum
}
