package engine

import (
	"slices"

	"nines/model"
	"nines/sim/stat"
)

// The quantities of a year's delivery.
const (
	DeliveryWaited  = iota // seconds
	DeliveryStopped        // number of changes
	DeliveryFalse          // number of changes
	numDeliveries
)

type delivered [numDeliveries]float64

type deliveredMoments [numDeliveries]stat.Moments

// add adds a year's delivery, and empties it.
func (m *deliveredMoments) add(d *delivered) {
	for i, x := range d {
		if x != 0 {
			m[i].Sum += x
			m[i].Squares += x * x
			d[i] = 0
		}
	}
}

// fold adds the moments of the years that follow, and empties those.
func (m *deliveredMoments) fold(next *deliveredMoments) {
	for i := range next {
		m[i].Sum += next[i].Sum
		m[i].Squares += next[i].Squares
	}
	*next = deliveredMoments{}
}

// A passPlan is what it takes one event of a change to pass its gates.
type passPlan struct {
	gates []passGate
	wait  float64 // for them in the mean, false stops included, seconds
	held  float64 // probability that one of them stops it falsely
}

// A passGate is a gate that the events of a change pass. It stops a good one
// with the same probability each time it comes: 1/(1 - p) times in the mean.
type passGate struct {
	takes      draw // of which the mean is asked alone
	falseStops float64
}

// sum fills in what all gates come to.
func (p *passPlan) sum() {
	p.wait, p.held = 0, 1
	for i := range p.gates {
		g := &p.gates[i]
		p.wait += g.takes.mean() / (1 - g.falseStops)
		p.held *= 1 - g.falseStops
	}
	p.held = 1 - p.held
}

// planPasses sums up the gates of every change, where some gate says what
// passing it costs.
func (p *Plan) planPasses() {
	asked := false
	passes := make([]passPlan, len(p.Changes))
	for i, c := range p.Scenario.Changes {
		pass := &passes[i]
		for _, g := range gatesOf(p.Scenario, c) {
			pass.gates = append(pass.gates, passGate{newDraw(g.Takes, 1, 0), g.FalseStops})
		}
		pass.sum()
		asked = asked || pass.wait > 0 || pass.held > 0
	}
	if asked {
		p.Passes = passes
	}
}

// gatesOf returns the gates of the risks that a change may carry, each once.
func gatesOf(sc *model.Scenario, c *model.Change) []*model.Gate {
	var all []*model.Gate
	seen := map[*model.Gate]bool{}
	for _, r := range sc.Risks {
		if on, ok := r.Arrival.(model.OnChange); !ok || on.Change != c {
			continue
		}
		for _, g := range r.Gates {
			if !seen[g] {
				seen[g] = true
				all = append(all, g)
			}
		}
	}
	return all
}

// deliver lets the year's changes pass their gates. It comes when all risks
// have been gated. How long the changes wait and which of the good ones are
// stopped is not drawn: the year gets its expectation, given which are faulty
// and which of these are caught.
func (y *Year) deliver() {
	d := &y.Tally.delivery
	for i, pass := range y.Plan.Passes {
		w := &y.planned[i]
		n := float64(w.n)
		faulty, caught := distinct(w.faulty), distinct(w.stopped)
		d[DeliveryWaited] += n * pass.wait
		d[DeliveryFalse] += (n - faulty) * pass.held
		d[DeliveryStopped] += caught + (n-caught)*pass.held
	}
}

// distinct returns how many different events a list holds, which it puts in
// order.
func distinct(events []int32) float64 {
	slices.Sort(events)
	n := 0
	for i, e := range events {
		if i == 0 || e != events[i-1] {
			n++
		}
	}
	return float64(n)
}
