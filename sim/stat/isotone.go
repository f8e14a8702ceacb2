package stat

import (
	"cmp"
	"math"
	"slices"
)

// Isotone brings estimates of what cannot rise, such as the probabilities of
// meeting ever stricter targets, into that order. Each is made by itself, and
// near each other they may cross by a part of their errors.
//
// Neighbours that rise are pooled with weights that are the inverse squares of
// their standard errors (the isotonic regression; Barlow and Brunk, "The
// isotonic regression problem and its dual", 1972). The ends of an interval are
// moved outwards, so that none holds the truth less often than before.
// Estimates that are in order stay as they are.
func Isotone(all []Estimate) {
	type block struct {
		value, weight float64
		n             int
	}
	var blocks []block
	for _, e := range all {
		b := block{e.Value, 1 / math.Max(e.SE*e.SE, 1e-30), 1}
		if math.IsNaN(b.weight) {
			b.weight = 1e-30
		}
		for len(blocks) > 0 && blocks[len(blocks)-1].value < b.value {
			last := blocks[len(blocks)-1]
			blocks = blocks[:len(blocks)-1]
			sum := last.weight + b.weight
			b = block{(last.value*last.weight + b.value*b.weight) / sum, sum, last.n + b.n}
		}
		blocks = append(blocks, b)
	}
	i := 0
	for _, b := range blocks {
		for range b.n {
			all[i].Value = b.value
			i++
		}
	}
	for i := 1; i < len(all); i++ {
		all[i].Low = math.Min(all[i].Low, all[i-1].Low)
	}
	for i := len(all) - 2; i >= 0; i-- {
		all[i].High = math.Max(all[i].High, all[i+1].High)
	}
}

// IsotoneBy is isotone for estimates in any order: by what they are estimates
// of, the strictest last.
func IsotoneBy[T cmp.Ordered](strictness []T, all []Estimate) {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(strictness[a], strictness[b]) })
	sorted := make([]Estimate, len(all))
	for k, i := range order {
		sorted[k] = all[i]
	}
	Isotone(sorted)
	for k, i := range order {
		all[i] = sorted[k]
	}
}
