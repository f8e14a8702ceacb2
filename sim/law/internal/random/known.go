package random

import (
	"math"

	"nines/sim/law/internal/measure"
)

// Certainty returns the probability that all of a quantity is made of known
// lengths, and that they are all nothing.
func Certainty(q Quantity) (all, nothing float64) {
	switch q := q.(type) {
	case *Duration:
		return q.Steps.Total(), q.Steps.Of(0)
	case Sum:
		all, nothing = 1, 1
		for _, part := range q {
			a, n := Certainty(part)
			all, nothing = all*a, nothing*n
		}
	case Mixture:
		for _, c := range q {
			a, n := Certainty(c.Of)
			all, nothing = all+c.Weight*a, nothing+c.Weight*n
		}
	case Compound:
		a, n := Certainty(q.Of)
		ga, _ := q.Count.generate(complex(a, 0))
		gn, _ := q.Count.generate(complex(n, 0))
		return real(ga), real(gn)
	case *cut:
		all, nothing = Certainty(q.of)
		return all - q.biased.Total()/q.window, nothing
	}
	return all, nothing
}

// exceeding bounds the probability that all of a quantity is made of known
// lengths and more than x, by the Chernoff bound at one point.
func exceeding(q Quantity, x float64) float64 {
	const steepness = 24
	if x <= 0 {
		return 1
	}
	var mean func(q Quantity) float64 // of exp(rate·X)
	mean = func(q Quantity) float64 {
		all := 0.0
		switch q := q.(type) {
		case *Duration:
			for i, at := range q.Steps.At {
				all += q.Steps.Mass(i) * math.Exp(steepness/x*at)
			}
		case Sum:
			all = 1
			for _, part := range q {
				all *= mean(part)
			}
		case Mixture:
			for _, c := range q {
				all += c.Weight * mean(c.Of)
			}
		case Compound:
			g, _ := q.Count.generate(complex(mean(q.Of), 0))
			all = real(g)
		case *cut:
			all = mean(q.of)
		}
		return all
	}
	if bound := math.Exp(-steepness) * mean(q); bound >= 0 {
		return bound
	}
	return 1 // more than fits a number
}

// countPoints returns about how many points the law of what is made of known
// lengths has: as many as there are ways to have so many incidents of so many
// lengths.
func countPoints(q Quantity) float64 {
	all := 0.0
	switch q := q.(type) {
	case *Duration:
		return float64(len(q.Steps.At))
	case Sum:
		all = 1
		for _, part := range q {
			all *= countPoints(part)
		}
	case Mixture:
		for _, c := range q {
			all += countPoints(c.Of)
		}
	case Compound:
		lengths := countPoints(q.Of)
		n, _ := q.Count.count()
		if a, nothing := Certainty(q.Of); nothing > 0 {
			n *= a - nothing
			lengths--
		}
		most := math.Ceil(n + 5*math.Sqrt(n) + 3)
		all = 1
		for i := 1.0; i <= math.Min(lengths, most); i++ {
			all *= (math.Max(lengths, most) + i) / i
		}
	case *cut:
		return countPoints(q.of)
	}
	return all
}

// pointsOf returns the part of a quantity's law that is made of known lengths.
func pointsOf(q Quantity, e *measure.Convolver) measure.Steps {
	var all measure.Steps
	switch q := q.(type) {
	case *Duration:
		return q.Steps
	case Sum:
		all.Add(0, 1)
		for _, part := range q {
			all = e.Convolve(all, pointsOf(part, e))
		}
	case Mixture:
		for _, c := range q {
			all = measure.Merged(all, pointsOf(c.Of, e).Scaled(c.Weight))
		}
	case Compound:
		all, _ = q.Count.compound(e, pointsOf(q.Of, e))
	case *cut:
		all = q.less(pointsOf(q.of, e))
	}
	return all
}
