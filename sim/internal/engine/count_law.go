package engine

import (
	"math"
	"slices"
)

// A countLaw inverts the law of how many onsets a year has: one uniform becomes the
// number that its distribution function reaches there. The number grows with
// the uniform, and at a given one with the law's mean, so that a higher rate,
// chance or number of changes only adds onsets.
type countLaw struct {
	first int       // the least number with a probability that matters
	upTo  []float64 // P(N <= first + i)
	guide []int32   // where the search begins, per equal part of [0, 1)
}

// negligible is the probability, as a part of the likeliest number's, of a
// number that no uniform of 53 bits is turned into.
const negligible = 1e-22

// fill makes it the law of numbers whose likeliest is mode. ratio returns
// P(N = k + 1) / P(N = k); it is 0 from the largest number on.
func (c *countLaw) fill(mode int, ratio func(k int) float64) {
	c.first, c.upTo = mode, c.upTo[:0]
	for p := 1.0; c.first > 0 && p > negligible; c.first-- {
		p /= ratio(c.first - 1)
		c.upTo = append(c.upTo, p)
	}
	slices.Reverse(c.upTo)
	for k, p := mode, 1.0; p > negligible; k++ {
		c.upTo = append(c.upTo, p)
		p *= ratio(k)
	}
	sum := 0.0
	for i, p := range c.upTo {
		sum += p
		c.upTo[i] = sum
	}
	n := len(c.upTo)
	for i := range c.upTo {
		c.upTo[i] /= sum
	}
	c.upTo[n-1] = 1
	c.guide = slices.Grow(c.guide[:0], n)[:n]
	at := 0
	for i := range c.guide {
		for c.upTo[at] <= float64(i)/float64(n) {
			at++
		}
		c.guide[i] = int32(at)
	}
}

// poisson makes it the law of Poisson numbers.
func (c *countLaw) poisson(mean float64) {
	c.fill(int(mean), func(k int) float64 { return mean / float64(k+1) })
}

// binomial makes it the law of how many of n events have something that each
// has with a chance.
func (c *countLaw) binomial(n int, chance float64) {
	if chance >= 1 {
		c.fill(n, func(k int) float64 {
			if k < n {
				return math.Inf(1)
			}
			return 0
		})
		return
	}
	odds := chance / (1 - chance)
	mode := min(int(float64(n+1)*chance), n)
	c.fill(mode, func(k int) float64 { return float64(n-k) / float64(k+1) * odds })
}

// poissonCount returns the law of Poisson numbers.
func poissonCount(mean float64) *countLaw {
	c := new(countLaw)
	c.poisson(mean)
	return c
}

// binomialCount returns the law of how many of n events have something that
// each has with a chance.
func binomialCount(n int, chance float64) *countLaw {
	c := new(countLaw)
	c.binomial(n, chance)
	return c
}

// of returns the number that a uniform in [0, 1) stands for.
func (c *countLaw) of(u float64) int {
	i := int(c.guide[int(u*float64(len(c.guide)))])
	for c.upTo[i] <= u {
		i++
	}
	return c.first + i
}
