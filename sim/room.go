package sim

import (
	"cmp"
	"context"
	"math"
	"slices"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

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
	Alone stat.Estimate
}

// Breaks returns the probability that a year has an incident that by itself
// exceeds what the budget leaves: of so many a year, as if they were Poisson.
func (k *Room) Breaks() float64 { return -math.Expm1(-k.PerYear * k.Alone.Value) }

// TooMuchAlone returns the rooms of the risks that by a single incident break
// the promise more often than a confidence allows, the one that does so most
// often first.
func TooMuchAlone(rooms []Room, confidence float64) []*Room {
	var out []*Room
	for i := range rooms {
		if k := &rooms[i]; k.Breaks() > 1-confidence {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(x, y *Room) int { return cmp.Compare(y.Breaks(), x.Breaks()) })
	return out
}

// Rooms returns what the budget of a target holds of each risk's incidents, in
// the order of the file. The error is ErrInterrupted.
func Rooms(ctx context.Context, r *Result, t model.Target, opt Options) ([]Room, error) {
	c, err := TakeCensus(ctx, r.Scenario, opt)
	if err != nil {
		return nil, err
	}
	return r.Rooms(t, c), nil
}

// Rooms returns what the budget of a target holds of the incidents that a census
// has of the result's scenario, risk by risk in the order of the file.
func (r *Result) Rooms(t model.Target, census []Census) []Room {
	a := r.Arithmetic(t)
	var rooms []Room
	for i, risk := range r.Scenario.Risks {
		costs := census[i].Costs
		room := a.Budget - a.Planned
		if engine.LeavesOut(r.Scenario, risk.Name) { // what does not count fits without end
			room = math.Inf(1)
		}
		fit := func(order float64) Fitting { return fittingOf(costs.Quantile(order), room) }
		rooms = append(rooms, Room{
			Alone: stat.Wilson(float64(costs.Len()-costs.CountAtMost(room+stat.Tie)), float64(costs.Len())),
			Risk:  risk.Name, Title: risk.Title, PerYear: r.PerYear(i),
			Mean:    fittingOf(meanOf(r.Risks[i].Outage, risk, costs), room),
			Typical: fit(typicalOrder), Fast: fit(fastOrder), Slow: fit(slowOrder),
		})
	}
	return rooms
}

// A Fitting is one kind of incident.
type Fitting struct {
	// Cost is the downtime that one such incident costs: length times
	// impact, in seconds.
	Cost  stat.Estimate
	Count int // that fit; AnyNumber where one costs nothing

	// Least and Most are the counts at the ends of the cost's interval.
	Least, Most int
}

// AnyNumber is the count of incidents that cost nothing.
const AnyNumber = -1

// meanOf returns what one incident costs in the mean: as the years tell or,
// where they have fewer incidents than a census, as that tells.
func meanOf(years OutageResult, r *model.Risk, costs stat.Sample) stat.Estimate {
	if years.N >= costs.Len() {
		return years.Cost
	}
	var m stat.Moments
	for _, c := range costs.Sorted() {
		m.Sum += c
		m.Squares += c * c
	}
	return engine.MeanCost(r, m, int64(costs.Len()))
}

// fittingOf returns how many incidents of a cost fit into a room in seconds.
func fittingOf(cost stat.Estimate, room float64) Fitting {
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
	case room+stat.Tie < 0:
		return 0
	case cost > 0:
		return int(math.Min((room+stat.Tie)/cost, math.MaxInt32))
	}
	return AnyNumber
}
