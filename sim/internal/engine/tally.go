package engine

import (
	"slices"

	"nines/sim/stat"
)

// SampledOutages is how many outages of each risk, the first by year, are
// kept for the quantiles of single outages.
const SampledOutages = 200_000

// A Tally adds up what a run of consecutive years costs, risk by risk. Tallies
// are folded in the order of the years, so that sums do not depend on which
// worker was faster.
type Tally struct {
	Incidents []int64              // per risk, that reached users
	Events    []int64              // per change
	Phases    [][NumPhases]float64 // per owner, seconds: risks, then changes
	Downtime  []stat.Moments       // per owner, of a year's seconds
	Lengths   [][]float64          // per risk, of single outages, seconds
	Costs     []stat.Moments       // per risk, of impact · length of all outages, seconds
	Sampling  []bool               // per risk, whether outages are still kept

	Year []float64 // per owner, seconds of the year that is under way

	onCall    []onCallYear    // of the year under way: per person, then of all together
	OnCalls   []OnCallMoments // the same over the years
	delivery  delivered       // of the year under way
	Delivered deliveredMoments
}

// NewTally returns an empty tally of a plan.
func NewTally(p *Plan) *Tally {
	owners := len(p.Risks) + len(p.Changes)
	t := &Tally{
		Incidents: make([]int64, len(p.Risks)),
		Events:    make([]int64, len(p.Changes)),
		Phases:    make([][NumPhases]float64, owners),
		Downtime:  make([]stat.Moments, owners),
		Lengths:   make([][]float64, len(p.Risks)),
		Costs:     make([]stat.Moments, len(p.Risks)),
		Sampling:  make([]bool, len(p.Risks)),
		Year:      make([]float64, owners),
	}
	for i := range t.Sampling {
		t.Sampling[i] = true
	}
	if len(p.People) > 0 {
		t.onCall, t.OnCalls = make([]onCallYear, len(p.People)+1), make([]OnCallMoments, len(p.People)+1)
	}
	return t
}

// Snapshot returns what the tally holds now, which later years do not change. Both
// share the kept outages, to which later years only add.
func (t *Tally) Snapshot() *Tally {
	c := *t
	c.Incidents, c.Events = slices.Clone(t.Incidents), slices.Clone(t.Events)
	c.Phases, c.Downtime = slices.Clone(t.Phases), slices.Clone(t.Downtime)
	c.Costs, c.Sampling, c.Year = slices.Clone(t.Costs), slices.Clone(t.Sampling), slices.Clone(t.Year)
	c.onCall, c.OnCalls = slices.Clone(t.onCall), slices.Clone(t.OnCalls)
	c.Lengths = slices.Clone(t.Lengths)
	for i, of := range t.Lengths {
		c.Lengths[i] = slices.Clip(of)
	}
	return &c
}

// outage notes an outage of a risk that reached users.
func (t *Tally) outage(risk int, length, impact float64) {
	t.Incidents[risk]++
	cost := impact * length
	t.Costs[risk].Sum += cost
	t.Costs[risk].Squares += cost * cost
	if t.Sampling[risk] && len(t.Lengths[risk]) < SampledOutages {
		t.Lengths[risk] = append(t.Lengths[risk], length)
	}
}

// charge adds downtime to an owner and a phase.
func (t *Tally) charge(owner int32, p Phase, seconds float64) {
	t.Phases[owner][p] += seconds
	t.Year[owner] += seconds
}

// endYear closes the year that is under way.
func (t *Tally) endYear() {
	for i, d := range t.Year {
		if d != 0 {
			t.Downtime[i].Sum += d
			t.Downtime[i].Squares += d * d
			t.Year[i] = 0
		}
	}
	for i := range t.onCall {
		t.OnCalls[i].add(&t.onCall[i])
	}
	t.Delivered.add(&t.delivery)
}

// makeRoom makes room for the outages of so many tallies like the next, so that
// appending does not copy them over and over.
func (t *Tally) makeRoom(next *Tally, tallies int) {
	for i, of := range next.Lengths {
		n := len(t.Lengths[i])
		if room := cap(t.Lengths[i]) - n; room < len(of) && n < SampledOutages {
			t.Lengths[i] = slices.Grow(t.Lengths[i], min(SampledOutages-n, tallies*len(of)*11/10))
		}
	}
}

// Fold adds the tally of the years that follow, and empties it.
func (t *Tally) Fold(next *Tally) {
	for i := range next.Incidents {
		t.Incidents[i] += next.Incidents[i]
		room := SampledOutages - len(t.Lengths[i])
		n := min(room, len(next.Lengths[i]))
		t.Lengths[i] = append(t.Lengths[i], next.Lengths[i][:n]...)
		t.Costs[i].Sum += next.Costs[i].Sum
		t.Costs[i].Squares += next.Costs[i].Squares
		next.Incidents[i], next.Costs[i] = 0, stat.Moments{}
		next.Lengths[i] = next.Lengths[i][:0]
	}
	for i := range next.Events {
		t.Events[i] += next.Events[i]
		next.Events[i] = 0
	}
	for i := range next.Phases {
		for p := range next.Phases[i] {
			t.Phases[i][p] += next.Phases[i][p]
			next.Phases[i][p] = 0
		}
		t.Downtime[i].Sum += next.Downtime[i].Sum
		t.Downtime[i].Squares += next.Downtime[i].Squares
		next.Downtime[i] = stat.Moments{}
	}
	for i := range next.OnCalls {
		t.OnCalls[i].fold(&next.OnCalls[i])
	}
	t.Delivered.fold(&next.Delivered)
}
