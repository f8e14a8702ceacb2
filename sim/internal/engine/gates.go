package engine

import (
	"math"

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

// A passPlan is a gate that the events of a change pass.
type passPlan struct {
	takes      draw
	falseStops float64
	role       role // of the false stops
}

// planPasses lists the gates of every change, where some gate says what passing
// it costs.
func (p *Plan) planPasses(seed uint64) {
	asked := false
	passes := make([][]passPlan, len(p.Changes))
	for i, c := range p.Scenario.Changes {
		for _, g := range gatesOf(p.Scenario, c) {
			pass := passPlan{
				takes:      newDraw(g.Takes, 1, roleOf(seed, "change", c.Name, "gate", g.Name, "takes")),
				falseStops: g.FalseStops,
				role:       roleOf(seed, "change", c.Name, "gate", g.Name, "false-stops"),
			}
			asked = asked || !pass.takes.nothing() || pass.falseStops > 0
			passes[i] = append(passes[i], pass)
		}
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
// have been gated.
func (y *Year) deliver() {
	d, s := &y.Tally.delivery, y.Life.stream
	for i, gates := range y.Plan.Passes {
		w := &y.planned[i]
		for j, caught := range w.stopped {
			held := false
			for g := range gates {
				gate := &gates[g]
				times := 1.0
				if gate.falseStops > 0 {
					times += falseStops(gate.falseStops, uniformAt(gate.role, y.Life.Year, uint64(j)))
				}
				held = held || times > 1
				d[DeliveryWaited] += times * gate.takes.of(s, y.Life.Year, uint64(j))
			}
			if held && !w.faulty[j] {
				d[DeliveryFalse]++
			}
			if held || caught {
				d[DeliveryStopped]++
			}
		}
	}
}

// falseStops returns how often a gate stops a good change before it lets it
// through, where it does so with probability p each time: at least k times
// with probability p to the power of k. u is uniform in [0, 1); the number
// grows with p.
func falseStops(p, u float64) float64 {
	if 1-u > p { // mostly, and without a logarithm
		return 0
	}
	return math.Floor(math.Log1p(-u) / math.Log(p))
}
