package random

import (
	"slices"

	"nines/sim/law/internal/effort"
)

// A Node is the downtime at one impact, by its weight in a quadrature.
type Node struct {
	Weight float64
	Of     *Duration
}

// Nodes are those of one quadrature, whose weighted sum is a law.
type Nodes []Node

// CDF returns the weight of downtimes of at most x seconds.
func (ns Nodes) CDF(x float64) float64 {
	return ns.total(func(d *Duration) float64 { return d.CDF(x) })
}

func (ns Nodes) total(f func(d *Duration) float64) float64 {
	sum := 0.0
	for _, n := range ns {
		sum += n.Weight * f(n.Of)
	}
	return sum
}

// Cost is that of CDF, in units of work.
func (ns Nodes) Cost() float64 {
	all := 0.0
	for _, n := range ns {
		all += n.Of.cost
	}
	return all
}

// Duration returns the mixture of the nodes, known to err.
func (ns Nodes) Duration(al *effort.Allowance, err, tol float64) *Duration {
	var jumps []float64
	for _, n := range ns {
		jumps = append(jumps, positive(n.Of.Steps.At)...)
	}
	slices.Sort(jumps)
	d := tabulated(al, ns.CDF, ns.Cost(), ns.total(func(d *Duration) float64 { return d.Weight }), slices.Compact(jumps), tol)
	d.Mean = ns.total(func(d *Duration) float64 { return d.Mean })
	d.square = ns.total(func(d *Duration) float64 { return d.square })
	d.Err += err
	for _, n := range ns {
		d.Err += n.Weight * n.Of.Err
	}
	return d
}
