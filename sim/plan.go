package sim

import (
	"slices"

	"nines/model"
	"nines/model/dist"
)

// A plan is a scenario made ready to be simulated with one seed: names have
// become roles, constants are told from laws, and factors are folded in.
type plan struct {
	scenario *model.Scenario
	changes  []changePlan
	risks    []riskPlan
	edges    []float64 // of the SLO's windows; nil when the window is the year and all of it counts

	objective *rules // what counts of the SLO's windows; nil where all does
	contracts []contract

	people      []personPlan
	falseAlarms []falseAlarmPlan
	passes      [][]passPlan // per change, the gates that it passes; nil where nobody asks
}

// A draw is a quantity that is drawn for one event.
type draw struct {
	law   dist.Distribution // nil for a constant
	value float64           // the constant
	scale float64           // multiplies a drawn value
	role  role

	// column is where a year keeps the quantity for all its events of a
	// risk, from 1 on; 0 for a quantity that is drawn when it is needed.
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
	return draw{law: law, scale: scale, role: r}
}

// of returns the quantity for event k of a year.
func (d *draw) of(s *stream, year, k uint64) float64 {
	if d.law == nil {
		return d.value
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

// A riskPlan is a risk with its roles.
type riskPlan struct {
	arrival  arrivalPlan
	past     pastPlan
	gates    []gatePlan
	impact   draw
	alarms   []alarmPlan
	diagnose draw
	ladder   []actionPlan
	selfHeal draw
	heals    bool
	fresh    bool

	// columns are the quantities that nearly every incident needs. They
	// are drawn for all of a year's incidents in one loop, which lets the
	// processor work on several at once.
	columns []*draw
	detects int // how many of them, the first ones, come before the alarm

	// plain says that one alarm sees every fault and one action without
	// people ends it: the commonest life, and the quickest to live.
	plain bool

	responders int   // how many different ones the ladder pages
	persons    []int // of each, the index into plan.people
	hasHours   bool  // whether some are on duty at times alone
	moment     role  // of an incident that is lived outside of any year
	first      int   // the action whose responder the alarm pages, or -1
}

// An arrivalPlan strikes by the first of these that is set: a change's events,
// a renewal law, a Poisson rate.
type arrivalPlan struct {
	change int // index into plan.changes, or -1
	chance float64
	gap    dist.Distribution // nil unless a renewal
	wait   *dist.Equilibrium // for the year's first; nil unless a renewal that has run for long
	rate   float64           // a year
	role   role

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

// newPlan compiles a scenario.
func newPlan(sc *model.Scenario, seed uint64) *plan {
	p := &plan{scenario: sc}
	index := map[*model.Change]int{}
	for i, c := range sc.Changes {
		index[c] = i
		p.changes = append(p.changes, changePlan{
			period:   c.Period,
			downtime: newDraw(c.Downtime, 1, roleOf(seed, "change", c.Name, "downtime")),
			phase:    roleOf(seed, "change", c.Name, "phase"),
			calendar: c.Calendar,
		})
		d := &p.changes[i].downtime
		p.changes[i].reach = min(d.reach(d.mean()).all(), mostPast)
	}
	p.planPeople()
	for _, r := range sc.Risks {
		p.risks = append(p.risks, p.planRisk(r, index, seed))
	}
	p.planFalseAlarms(seed)
	p.planPasses(seed)
	for i := range p.risks {
		p.risks[i].plain = p.risks[i].isPlain()
		p.risks[i].layColumns()
	}
	p.edges = windowEdges(sc)
	if len(sc.SLO.Exclusions) > 0 {
		p.objective = newRules(p, p.edges, sc.SLO.Exclusions)
	}
	for _, a := range sc.Agreements {
		p.contracts = append(p.contracts, newContract(p, a))
	}
	return p
}

func (p *plan) planRisk(r *model.Risk, changes map[*model.Change]int, seed uint64) riskPlan {
	sc := p.scenario
	roleFor := func(names ...string) role {
		return roleOf(seed, append([]string{"risk", r.Name}, names...)...)
	}
	rp := riskPlan{
		impact:   newDraw(r.Impact, 1, roleFor("impact")),
		diagnose: newDraw(r.Diagnose, 1, roleFor("diagnose")),
		selfHeal: newDraw(r.SelfHeal, 1, roleFor("self-heal")),
		heals:    r.SelfHeal != nil,
		fresh:    r.Fresh,
		arrival:  arrivalPlan{change: -1},
		first:    -1,
		moment:   roleFor("moment"),
	}
	switch a := r.Arrival.(type) {
	case model.Poisson:
		rp.arrival.rate, rp.arrival.role = a.Rate, roleFor("level")
	case model.Renewal:
		rp.arrival.gap, rp.arrival.role = a.Gap, roleFor("gap")
		if !rp.fresh {
			rp.arrival.wait = dist.NewEquilibrium(a.Gap)
		}
	case model.OnChange:
		rp.arrival.change, rp.arrival.chance = changes[a.Change], a.Chance
		rp.arrival.role = roleFor("chance")
	}
	for _, g := range r.Gates {
		gp := gatePlan{catches: g.Catches, role: roleFor("gate", g.Name)}
		if g.Exposure != nil {
			gp.exposes = true
			gp.impact = newDraw(g.Exposure.Impact, 1, roleFor("gate", g.Name, "impact"))
			gp.time = newDraw(g.Exposure.Time, 1, roleFor("gate", g.Name, "time"))
			gp.reach = gp.time.reach(gp.time.mean()).all()
		}
		rp.gates = append(rp.gates, gp)
	}
	for _, a := range r.Alarms {
		rp.alarms = append(rp.alarms, planAlarm(a, sc.DetectFactor, roleFor))
	}
	people := map[*model.Responder]int{}
	for i, a := range r.Ladder {
		ap := actionPlan{
			time:            newDraw(a.Time, sc.RecoverFactor, roleFor("recovery", a.Name)),
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
		rp.ladder = append(rp.ladder, ap)
	}
	rp.responders = len(people)
	rp.past = p.planPast(&rp, roleFor("past"))
	return rp
}

// isPlain reports whether every life is a latency and a recovery time.
func (r *riskPlan) isPlain() bool {
	if r.heals || len(r.alarms) != 1 || len(r.ladder) != 1 {
		return false
	}
	alarm, action := &r.alarms[0], &r.ladder[0]
	return alarm.threshold == 0 && alarm.miss == 0 && alarm.interval == 0 && action.responder < 0 && action.success >= 1
}

// layColumns gives columns to the quantities that nearly every incident of
// the risk needs. It comes last: it keeps pointers into the plan.
func (r *riskPlan) layColumns() {
	lay := func(d *draw) {
		if d.law != nil {
			r.columns = append(r.columns, d)
			d.column = len(r.columns)
		}
	}
	lay(&r.impact)
	lay(&r.selfHeal)
	for i := range r.alarms {
		lay(&r.alarms[i].delay)
	}
	r.detects = len(r.columns)
	if r.first >= 0 {
		lay(&r.ladder[r.first].ack)
		if !r.ladder[0].beforeDiagnosis {
			lay(&r.diagnose)
		}
	}
	if len(r.ladder) > 0 {
		lay(&r.ladder[0].time)
	}
}

func planAlarm(a *model.Alarm, detectFactor float64, roleFor func(...string) role) alarmPlan {
	ap := alarmPlan{
		miss:      a.Miss,
		missed:    roleFor("alarm", a.Name, "miss"),
		threshold: a.Threshold,
		factor:    a.LatencyFactor * detectFactor,
	}
	law := a.Latency
	if law == nil {
		law = a.Delay
		ap.interval, ap.poll = a.Interval, roleFor("alarm", a.Name, "poll")
		ap.fixed = a.For
		ap.wait, ap.window = a.Window*a.Threshold, a.Window
	}
	ap.delay = newDraw(law, 1, roleFor("alarm", a.Name, "delay"))
	if ap.delay.law == nil {
		ap.fixed += ap.delay.value
		ap.delay = draw{}
	}
	return ap
}

// hasHours reports whether how long an incident lasts depends on when it
// strikes.
func (p *plan) hasHours() bool {
	return slices.ContainsFunc(p.risks, func(r riskPlan) bool { return r.hasHours })
}

// bare returns a copy without columns, which say how a plan is carried out
// and not what it is.
func (r *riskPlan) bare() riskPlan {
	b := *r
	b.columns, b.detects = nil, 0
	b.impact.column, b.selfHeal.column, b.diagnose.column = 0, 0, 0
	b.alarms = append([]alarmPlan(nil), r.alarms...)
	for i := range b.alarms {
		b.alarms[i].delay.column = 0
	}
	b.ladder = append([]actionPlan(nil), r.ladder...)
	for i := range b.ladder {
		b.ladder[i].ack.column, b.ladder[i].time.column = 0, 0
	}
	return b
}
