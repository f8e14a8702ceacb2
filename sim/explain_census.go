package sim

import (
	"context"
	"math"

	"nines/model"
)

// censusIncidents is how many single incidents of each risk are lived, so
// that even a risk that strikes once in a thousand years shows its slow kind.
const censusIncidents = 20_000

// Which incidents are called typical, fast and slow: half of them cost less
// than a typical one, one in ten no more than a fast one, one in ten no less
// than a slow one.
const (
	fastOrder    = 0.10
	typicalOrder = 0.50
	slowOrder    = 0.90
)

// A Room is how many incidents of one risk a window's budget has room for
// beside the planned work of a mean window, and nothing else. Room is by what
// one costs in the mean, as Arithmetic has it: of many, so many fit. Beside it
// stands how many would if all were typical, fast or slow.
type Room struct {
	Risk, Title         string
	PerYear             float64 // incidents that reach users in a mean year
	Mean                Fitting
	Typical, Fast, Slow Fitting

	// Alone is the part of its incidents of which one by itself exceeds what
	// planned work leaves of the budget.
	Alone Estimate
}

// Breaks returns the probability that a year has an incident that by itself
// exceeds what the budget leaves: of so many a year, as if they were Poisson.
func (k *Room) Breaks() float64 { return -math.Expm1(-k.PerYear * k.Alone.Value) }

// Rooms returns what the budget of a target holds of each risk's incidents, in
// the order of the file. The error is ErrInterrupted.
func Rooms(ctx context.Context, r *Result, t model.Target, opt Options) ([]Room, error) {
	a := r.Arithmetic(t)
	rooms, _, err := takeCensus(ctx, r, a.Budget-a.Planned, opt)
	return rooms, err
}

// A Fitting is one kind of incident.
type Fitting struct {
	// Cost is the downtime that one such incident costs: length times
	// impact, in seconds.
	Cost  Estimate
	Count int // that fit; AnyNumber where one costs nothing

	// Least and Most are the counts at the ends of the cost's interval.
	Least, Most int
}

// AnyNumber is the count of incidents that cost nothing.
const AnyNumber = -1

// A Fires is how often one alarm is the first to notice the incidents of one
// risk.
type Fires struct {
	Alarm, Risk string
	Incidents   int      // lived
	First       Estimate // part of them that it noticed first; zero of n says no more than ≤ 3/n
	Silence     Silence  // why it never is, where the scenario proves it; else empty
	Behind      string   // the alarm that is always sooner, for AlwaysLater
}

// takeCensus lives single incidents of every risk of a result's scenario. room
// is what the budget leaves for incidents, in seconds. The error is
// ErrInterrupted.
func takeCensus(ctx context.Context, today *Result, room float64, opt Options) ([]Room, []Fires, error) {
	sc := today.Scenario
	p := newPlan(sc, opt.Seed)
	counts := make([]census, len(p.risks))
	each(ctx, len(p.risks), opt.workers(), func() func(int) {
		y := newYear(p, newTally(p))
		return func(i int) { counts[i] = y.census(i, censusIncidents) }
	})
	if ctx.Err() != nil {
		return nil, nil, ErrInterrupted
	}
	var rooms []Room
	var fires []Fires
	for i, r := range sc.Risks {
		costs := NewSample(counts[i].costs)
		room := room
		if leavesOut(sc, r.Name) { // what does not count fits without end
			room = math.Inf(1)
		}
		fit := func(order float64) Fitting { return fittingOf(costs.Quantile(order), room) }
		alone := 0.0
		for _, c := range counts[i].costs {
			if c > room+tie {
				alone++
			}
		}
		rooms = append(rooms, Room{
			Alone: wilson(alone, float64(costs.Len())),
			Risk:  r.Name, Title: r.Title, PerYear: incidentsPerYear(r, today.Risks[i].Incidents),
			Mean: fittingOf(meanOf(today.Risks[i].Outage, r, counts[i].costs), room), Typical: fit(typicalOrder), Fast: fit(fastOrder), Slow: fit(slowOrder),
		})
		for k, a := range r.Alarms {
			f := Fires{Alarm: a.Name, Risk: r.Name, Incidents: costs.Len()}
			f.First = wilson(float64(counts[i].first[k]), float64(costs.Len()))
			f.Silence, f.Behind = silenceOf(r, a)
			fires = append(fires, f)
		}
	}
	return rooms, fires, nil
}

// meanOf returns what one incident costs in the mean: as the years tell or,
// where they have fewer incidents than a census, as that tells.
func meanOf(years OutageResult, r *model.Risk, costs []float64) Estimate {
	if years.N >= len(costs) {
		return years.Cost
	}
	var m moments
	for _, c := range costs {
		m.sum += c
		m.squares += c * c
	}
	return meanCost(r, m, int64(len(costs)))
}

// A census is what single incidents of a risk were like.
type census struct {
	costs []float64 // seconds of downtime
	first []int     // per alarm of the risk, how many it noticed first
}

// census lives n incidents of a risk: the first of each of n years, whether or
// not the risk strikes in it. An incident's life does not depend on how often
// others begin, and on when it begins only where somebody is not always on
// duty: then it begins at a random moment at which it may.
func (y *year) census(risk, n int) census {
	r, l := &y.plan.risks[risk], &y.life
	c := census{costs: make([]float64, n), first: make([]int, len(r.alarms))}
	one := []onset{{}}
	var e event
	for i := range n {
		y.open(uint64(i))
		l.fill(r, one, 0, len(r.columns))
		if r.hasHours {
			e.at = y.anyMoment(r)
		}
		impact := l.draw(&r.impact, e)
		l.live(r, e, impact)
		c.costs[i] = impact * l.segs[len(l.segs)-1].end
		at, by := l.detect(r, e, impact)
		if by >= 0 && (!r.heals || at < l.draw(&r.selfHeal, e)) {
			c.first[by]++
		}
	}
	return c
}

// anyMoment returns a random moment at which a risk may strike, in seconds from
// the year's start.
func (y *year) anyMoment(r *riskPlan) float64 {
	share := uniformAt(r.moment, y.life.year, 0)
	if c := r.arrival.change; c >= 0 && y.plan.changes[c].calendar != nil {
		return y.plan.changes[c].calendar.Place(share)
	}
	return share * model.Year
}

// incidentsPerYear returns how many incidents of a risk reach users in a mean
// year. Only gaps that begin anew each year have to be counted in simulated
// years; of others the mean is known.
func incidentsPerYear(r *model.Risk, simulated float64) float64 {
	switch a := r.Arrival.(type) {
	case model.Poisson:
		return a.Rate
	case model.OnChange:
		n := model.Year / a.Change.Period * a.Chance
		for _, g := range r.Gates {
			n *= 1 - g.Catches
		}
		return n
	case model.Renewal:
		if !r.Fresh {
			return model.Year / a.Gap.Mean()
		}
	}
	return simulated
}

// PerYear returns how many incidents of the i-th risk reach users in a mean
// year, as the file tells; as the simulated years do where it does not.
func (r *Result) PerYear(i int) float64 {
	return incidentsPerYear(r.Scenario.Risks[i], r.Risks[i].Incidents)
}

// fittingOf returns how many incidents of a cost fit into a room in seconds.
func fittingOf(cost Estimate, room float64) Fitting {
	f := Fitting{Cost: cost, Count: countOf(cost.Value, room)}
	f.Least, f.Most = f.Count, f.Count
	if f.Count != AnyNumber && !math.IsNaN(cost.SE) && cost.Low > 0 {
		f.Least, f.Most = countOf(cost.High, room), countOf(cost.Low, room)
	}
	return f
}

// countOf returns how many of a cost fit into a room.
func countOf(cost, room float64) int {
	switch {
	case math.IsInf(room, 1):
		return AnyNumber
	case room+tie < 0:
		return 0
	case cost > 0:
		return int(math.Min((room+tie)/cost, math.MaxInt32))
	}
	return AnyNumber
}
