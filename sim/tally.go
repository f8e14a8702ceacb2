package sim

import "slices"

// sampledOutages is how many outages of each risk, the first by year, are
// kept for the quantiles of single outages.
const sampledOutages = 200_000

// A tally adds up what a run of consecutive years costs, risk by risk. Tallies
// are folded in the order of the years, so that sums do not depend on which
// worker was faster.
type tally struct {
	incidents []int64              // per risk, that reached users
	events    []int64              // per change
	phases    [][NumPhases]float64 // per owner, seconds: risks, then changes
	downtime  []moments            // per owner, of a year's seconds
	lengths   [][]float64          // per risk, of single outages, seconds
	costs     []moments            // per risk, of impact · length of all outages, seconds
	sampling  []bool               // per risk, whether outages are still kept

	year []float64 // per owner, seconds of the year that is under way

	onCall    []onCallYear    // of the year under way: per person, then of all together
	onCalls   []onCallMoments // the same over the years
	delivery  delivered       // of the year under way
	delivered deliveredMoments
}

func newTally(p *plan) *tally {
	owners := len(p.risks) + len(p.changes)
	t := &tally{
		incidents: make([]int64, len(p.risks)),
		events:    make([]int64, len(p.changes)),
		phases:    make([][NumPhases]float64, owners),
		downtime:  make([]moments, owners),
		lengths:   make([][]float64, len(p.risks)),
		costs:     make([]moments, len(p.risks)),
		sampling:  make([]bool, len(p.risks)),
		year:      make([]float64, owners),
	}
	for i := range t.sampling {
		t.sampling[i] = true
	}
	if len(p.people) > 0 {
		t.onCall, t.onCalls = make([]onCallYear, len(p.people)+1), make([]onCallMoments, len(p.people)+1)
	}
	return t
}

// outage notes an outage of a risk that reached users.
func (t *tally) outage(risk int, length, impact float64) {
	t.incidents[risk]++
	cost := impact * length
	t.costs[risk].sum += cost
	t.costs[risk].squares += cost * cost
	if t.sampling[risk] && len(t.lengths[risk]) < sampledOutages {
		t.lengths[risk] = append(t.lengths[risk], length)
	}
}

// charge adds downtime to an owner and a phase.
func (t *tally) charge(owner int32, p Phase, seconds float64) {
	t.phases[owner][p] += seconds
	t.year[owner] += seconds
}

// endYear closes the year that is under way.
func (t *tally) endYear() {
	for i, d := range t.year {
		if d != 0 {
			t.downtime[i].sum += d
			t.downtime[i].squares += d * d
			t.year[i] = 0
		}
	}
	for i := range t.onCall {
		t.onCalls[i].add(&t.onCall[i])
	}
	t.delivered.add(&t.delivery)
}

// makeRoom makes room for the outages of so many tallies like the next, so that
// those kept are not copied over and over as they become more.
func (t *tally) makeRoom(next *tally, tallies int) {
	for i, of := range next.lengths {
		n := len(t.lengths[i])
		if room := cap(t.lengths[i]) - n; room < len(of) && n < sampledOutages {
			t.lengths[i] = slices.Grow(t.lengths[i], min(sampledOutages-n, tallies*len(of)*11/10))
		}
	}
}

// fold adds the tally of the years that follow, and empties that one.
func (t *tally) fold(next *tally) {
	for i := range next.incidents {
		t.incidents[i] += next.incidents[i]
		room := sampledOutages - len(t.lengths[i])
		n := min(room, len(next.lengths[i]))
		t.lengths[i] = append(t.lengths[i], next.lengths[i][:n]...)
		t.costs[i].sum += next.costs[i].sum
		t.costs[i].squares += next.costs[i].squares
		next.incidents[i], next.costs[i] = 0, moments{}
		next.lengths[i] = next.lengths[i][:0]
	}
	for i := range next.events {
		t.events[i] += next.events[i]
		next.events[i] = 0
	}
	for i := range next.phases {
		for p := range next.phases[i] {
			t.phases[i][p] += next.phases[i][p]
			next.phases[i][p] = 0
		}
		t.downtime[i].sum += next.downtime[i].sum
		t.downtime[i].squares += next.downtime[i].squares
		next.downtime[i] = moments{}
	}
	for i := range next.onCalls {
		t.onCalls[i].fold(&next.onCalls[i])
	}
	t.delivered.fold(&next.delivered)
}
