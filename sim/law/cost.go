package law

import (
	"math"

	"nines/model"
)

// What one incident costs does not depend on the window that it falls into. So
// windows of several lengths, with more or fewer events of the changes, share
// it: one builder makes them all, and each part is as exact as the longest
// window needs it.

// A costKey names what one incident of a risk costs, or, with a gate, what the
// gate exposes to it.
type costKey struct {
	risk *model.Risk
	gate *model.Gate
}

// enough is the error that one incident's downtime may have where the window
// holds so many in the mean.
func (b *builder) enough(incidents float64) float64 {
	if b.longest > 0 {
		incidents *= b.longest / b.length
	}
	return b.tolerance / (30 * math.Max(1, incidents))
}

// shareCost returns what a key stands for, made the first time.
func (b *builder) shareCost(key costKey, make func() (costing, error)) (costing, error) {
	if c, ok := b.costs[key]; ok {
		return c, nil
	}
	c, err := make()
	if err == nil && b.costs != nil {
		b.costs[key] = c
	}
	return c, err
}
