// Package engine simulates years of a service's life, one independent year after
// another.
//
// A model.Scenario becomes a Plan. A Year (year.go) draws the onsets of every
// risk in it (onset.go) and before it (past.go, reach.go), detects every incident
// and runs its life (detect.go, life.go), and resolves what is down at the same
// time (overlap.go). A Tally adds up the downtime by risk and phase, and a Meter
// measures what of it an agreement counts (contract.go, ledger.go). A History has
// the results of every year. Accounts does the same for many plans, which share
// what they have in common (ensemble.go).
//
// Every random number belongs to a seed, a part of the scenario, a role, a year
// and an ordinal (stream.go), so that nothing depends on the number of workers,
// and scenarios that differ in one part meet the same faults.
package engine

import (
	"math"
	"slices"

	"nines/model"
	"nines/model/dist"
)

// A Plan is a scenario compiled for simulation with one seed: names are roles,
// constants are set apart from laws, and factors are multiplied in.
type Plan struct {
	Scenario *model.Scenario
	Changes  []changePlan
	Risks    []RiskPlan
	Edges    []float64 // of the SLO's windows; nil when the window is the year and all of it counts

	Objective *rules // what counts of the SLO's windows; nil where all does
	Contracts []Contract

	People      []PersonPlan
	falseAlarms []falseAlarmPlan
	seed        uint64
	Passes      []passPlan // per change; nil where nobody asks
}

// A draw is a quantity that is drawn for one event.
type draw struct {
	law   dist.Distribution // nil for a constant
	value float64           // the constant
	scale float64           // multiplies a drawn value
	role  role

	inverse *dist.Inverse // of the law; nil where it has none

	// column is the number of the column that holds the quantity for all events
	// of a risk in a year, from 1 on; 0 for a quantity that is drawn on demand.
	column int
}

// newDraw returns the draw of scale times a law; a nil law is nothing.
func newDraw(law dist.Distribution, scale float64, r role) draw {
	if law == nil {
		return draw{}
	}
	if c, ok := law.(dist.Constant); ok {
		return draw{value: scale * c.Value()}
	}
	return draw{law: law, scale: scale, role: r, inverse: dist.InverseOf(law)}
}

// of returns the quantity for event k of a year.
func (d *draw) of(s *stream, year, k uint64) float64 {
	if d.law == nil {
		return d.value
	}
	if d.inverse != nil {
		return d.scale * d.inverse.Of(d.role.in(year).word(k))
	}
	return d.scale * d.law.Draw(s.at(d.role, year, k))
}

// nothing reports whether the quantity is always 0.
func (d *draw) nothing() bool { return d.law == nil && d.value == 0 }

// A changePlan is a change with its roles.
type changePlan struct {
	period   float64
	downtime draw
	phase    role
	calendar *model.Calendar // nil for any time
	reach    float64         // seconds before the year that planned downtime can begin and still matter
}

// A RiskPlan is a risk with its roles.
type RiskPlan struct {
	Arrival  ArrivalPlan
	Past     PastPlan
	Gates    []gatePlan
	Impact   draw
	Alarms   []alarmPlan
	Diagnose draw
	Ladder   []actionPlan
	SelfHeal draw
	Heals    bool
	Fresh    bool
	Recovers float64 // multiplies the whole time from the alarm to the end

	// Columns are the quantities that nearly every incident needs. They
	// are drawn for all of a year's incidents in one loop, which lets the
	// processor work on several at once.
	Columns []*draw
	Detects int // how many of them, the first ones, come before the alarm

	// plain says that one alarm sees every fault and one action without
	// people ends it: the commonest life, for which there is a fast path.
	plain bool

	responders int   // how many different ones the ladder pages
	persons    []int // of each, the index into Plan.People
	hasHours   bool  // whether some are on duty at times alone
	moment     role  // of an incident of the census, which belongs to no year
	first      int   // the action whose responder the alarm pages, or -1
}

// An ArrivalPlan strikes by the first of these that is set: a change's events,
// a renewal law, a Poisson rate.
type ArrivalPlan struct {
	Change int // index into Plan.Changes, or -1
	chance float64
	gap    dist.Distribution // nil unless a renewal
	wait   *dist.Equilibrium // for the year's first; nil unless a renewal that has run for long
	rate   float64           // a year
	role   role

	counts [2]*countLaw // of a year's onsets: for a change with fewest and with one more events; else the first alone
	fewest int          // events of the change in a year

	// Under a bias: the likelihood ratios of a fault, of an event without
	// one, and of a year without any, and the year's weight.
	hit, spared, none float64
	weight            *float64
}

type gatePlan struct {
	catches      float64
	role         role
	exposes      bool
	impact, time draw
	reach        float64 // seconds before the year from which an exposure can matter in it
}

type alarmPlan struct {
	interval  float64 // of the poll's uniform wait
	poll      role
	fixed     float64 // for, and the delay where it is constant
	delay     draw    // nothing where it is constant
	miss      float64
	missed    role
	threshold float64 // least impact seen
	wait      float64 // window · threshold, divided by the impact
	window    float64
	factor    float64 // of the whole latency
}

type actionPlan struct {
	time            draw
	success         float64
	works           role
	responder       int // index among the ladder's responders, or -1
	ack             draw
	hours           *model.Timetable // when the responder is on duty; nil for around the clock
	answersOff      bool             // off hours too, after ackOff
	ackOff          draw
	beforeDiagnosis bool
}

// NewPlan compiles a scenario.
func NewPlan(sc *model.Scenario, seed uint64) *Plan {
	p := &Plan{Scenario: sc, seed: seed}
	index := map[*model.Change]int{}
	for i, c := range sc.Changes {
		index[c] = i
		p.Changes = append(p.Changes, changePlan{
			period:   c.Period,
			downtime: newDraw(c.Downtime, 1, roleOf(seed, "change", c.Name, "downtime")),
			phase:    roleOf(seed, "change", c.Name, "phase"),
			calendar: c.Calendar,
		})
		d := &p.Changes[i].downtime
		p.Changes[i].reach = min(d.reach(d.mean()).all(), MostPast)
	}
	p.planPeople()
	for _, r := range sc.Risks {
		p.Risks = append(p.Risks, p.planRisk(r, index, seed))
	}
	p.planFalseAlarms(seed)
	p.planPasses()
	for i := range p.Risks {
		p.Risks[i].plain = p.Risks[i].isPlain()
		p.Risks[i].layColumns()
	}
	p.Edges = WindowEdges(sc)
	if len(sc.SLO.Exclusions) > 0 {
		p.Objective = NewRules(p, p.Edges, sc.SLO.Exclusions)
	}
	for _, a := range sc.Agreements {
		p.Contracts = append(p.Contracts, newContract(p, a))
	}
	return p
}

func (p *Plan) planRisk(r *model.Risk, changes map[*model.Change]int, seed uint64) RiskPlan {
	sc := p.Scenario
	roleFor := func(names ...string) role {
		return roleOf(seed, append([]string{"risk", r.Name}, names...)...)
	}
	rp := RiskPlan{
		Impact:   newDraw(r.Impact, 1, roleFor("impact")),
		Diagnose: newDraw(r.Diagnose, 1, roleFor("diagnose")),
		SelfHeal: newDraw(r.SelfHeal, 1, roleFor("self-heal")),
		Heals:    r.SelfHeal != nil,
		Fresh:    r.Fresh,
		Recovers: sc.RecoverFactor,
		Arrival:  ArrivalPlan{Change: -1},
		first:    -1,
		moment:   roleFor("moment"),
	}
	switch a := r.Arrival.(type) {
	case model.Poisson:
		rp.Arrival.rate, rp.Arrival.role = a.Rate, roleFor("level")
	case model.Renewal:
		rp.Arrival.gap, rp.Arrival.role = a.Gap, roleFor("gap")
		if !rp.Fresh {
			rp.Arrival.wait = dist.NewEquilibrium(a.Gap)
		}
	case model.OnChange:
		rp.Arrival.Change, rp.Arrival.chance = changes[a.Change], a.Chance
		rp.Arrival.role = roleFor("chance")
	}
	for _, g := range r.Gates {
		gp := gatePlan{catches: g.Catches, role: roleFor("gate", g.Name)}
		if g.Exposure != nil {
			gp.exposes = true
			gp.impact = newDraw(g.Exposure.Impact, 1, roleFor("gate", g.Name, "impact"))
			gp.time = newDraw(g.Exposure.Time, 1, roleFor("gate", g.Name, "time"))
			gp.reach = gp.time.reach(gp.time.mean()).all()
		}
		rp.Gates = append(rp.Gates, gp)
	}
	for _, a := range r.Alarms {
		rp.Alarms = append(rp.Alarms, planAlarm(a, sc.DetectFactor, roleFor))
	}
	people := map[*model.Responder]int{}
	for i, a := range r.Ladder {
		ap := actionPlan{
			time:            newDraw(a.Time, 1, roleFor("recovery", a.Name)),
			success:         a.Success,
			works:           roleFor("recovery", a.Name, "works"),
			responder:       -1,
			beforeDiagnosis: a.BeforeDiagnosis,
		}
		if who := a.Responder; who != nil {
			if _, known := people[who]; !known {
				people[who] = len(people)
				rp.persons = append(rp.persons, p.person(who))
			}
			if rp.first < 0 {
				rp.first = i
			}
			ap.responder = people[who]
			ap.ack = newDraw(who.Ack, 1, roleFor("responder", who.Name))
			if who.Hours != nil && !who.Hours.Always() {
				ap.hours, rp.hasHours = who.Hours, true
				ap.answersOff = who.AckOffHours != nil
				ap.ackOff = newDraw(who.AckOffHours, 1, roleFor("responder", who.Name, "off-hours"))
			}
		}
		rp.Ladder = append(rp.Ladder, ap)
	}
	rp.Arrival.newCounts(p.Changes)
	rp.responders = len(people)
	rp.Past = p.planPast(&rp, roleFor("past"))
	return rp
}

// isPlain reports whether every life is a latency and a recovery time.
func (r *RiskPlan) isPlain() bool {
	if r.Heals || len(r.Alarms) != 1 || len(r.Ladder) != 1 {
		return false
	}
	alarm, action := &r.Alarms[0], &r.Ladder[0]
	return alarm.threshold == 0 && alarm.miss == 0 && alarm.interval == 0 && action.responder < 0 && action.success >= 1
}

// layColumns gives columns to the quantities that nearly every incident of
// the risk needs. It comes last: it keeps pointers into the plan.
func (r *RiskPlan) layColumns() {
	lay := func(d *draw) {
		if d.law != nil {
			r.Columns = append(r.Columns, d)
			d.column = len(r.Columns)
		}
	}
	lay(&r.Impact)
	lay(&r.SelfHeal)
	for i := range r.Alarms {
		lay(&r.Alarms[i].delay)
	}
	r.Detects = len(r.Columns)
	if r.first >= 0 {
		lay(&r.Ladder[r.first].ack)
		if !r.Ladder[0].beforeDiagnosis {
			lay(&r.Diagnose)
		}
	}
	if len(r.Ladder) > 0 {
		lay(&r.Ladder[0].time)
	}
}

func planAlarm(a *model.Alarm, detectFactor float64, roleFor func(...string) role) alarmPlan {
	ap := alarmPlan{
		miss:      a.Miss,
		missed:    roleFor("alarm", a.Name, "miss"),
		threshold: a.Threshold,
		factor:    a.LatencyFactor * detectFactor,
	}
	sum := a.Terms(math.Inf(1))
	ap.interval, ap.poll, ap.fixed = sum.Poll, roleFor("alarm", a.Name, "poll"), sum.Fixed
	if a.Latency == nil {
		ap.wait, ap.window = a.Window*a.Threshold, a.Window
	}
	ap.delay = newDraw(sum.Drawn, 1, roleFor("alarm", a.Name, "delay"))
	if ap.delay.law == nil {
		ap.fixed += ap.delay.value
		ap.delay = draw{}
	}
	return ap
}

// HasHours reports whether how long an incident lasts depends on when it
// strikes.
func (p *Plan) HasHours() bool {
	return slices.ContainsFunc(p.Risks, func(r RiskPlan) bool { return r.hasHours })
}

// Bare returns a copy without columns and counts: two risks that are simulated
// alike have equal copies.
func (r *RiskPlan) Bare() RiskPlan {
	b := *r
	b.Columns, b.Detects, b.Arrival.counts = nil, 0, [2]*countLaw{}
	b.Impact.column, b.SelfHeal.column, b.Diagnose.column = 0, 0, 0
	b.Alarms = append([]alarmPlan(nil), r.Alarms...)
	for i := range b.Alarms {
		b.Alarms[i].delay.column = 0
	}
	b.Ladder = append([]actionPlan(nil), r.Ladder...)
	for i := range b.Ladder {
		b.Ladder[i].ack.column, b.Ladder[i].time.column = 0, 0
	}
	return b
}

// clone returns a copy whose quantities can be given other values. It shares the
// scenario and the rules by which downtime counts.
func (p *Plan) clone() *Plan {
	q := *p
	q.Changes = slices.Clone(p.Changes)
	q.falseAlarms = slices.Clone(p.falseAlarms)
	q.Passes = slices.Clone(p.Passes)
	for i := range q.Passes {
		q.Passes[i].gates = slices.Clone(q.Passes[i].gates)
	}
	q.Risks = slices.Clone(p.Risks)
	for i := range q.Risks {
		r := &q.Risks[i]
		*r = r.Bare()
		r.Gates = slices.Clone(r.Gates)
		r.Arrival.newCounts(q.Changes)
		r.layColumns()
	}
	return &q
}
