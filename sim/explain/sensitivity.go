package explain

import (
	"context"
	"math"
	"slices"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Sensitivity says how much the attainable SLO depends on each number of a
// scenario that somebody estimated: the data of a tornado chart (Eschenbach,
// Spiderplots versus Tornado Diagrams for Sensitivity Analysis, 1992). Each is
// halved and doubled by itself, the others as they are. A distribution of the file
// says how outages differ from each other, not how well it is known, so it is
// scaled as a whole. All services meet the same faults (common random numbers):
// what changes nothing differs by exactly 0.
type Sensitivity struct {
	Scenario *model.Scenario
	Seed     uint64
	Years    int           // behind each end
	Today    stat.Estimate // attainable for a whole year, of the run
	Inputs   []Input       // the widest swing first
}

// An Input is one number of the scenario at both ends of its range.
type Input struct {
	Path string // of the number; risk.bad-deploy.chance

	Less, More End // half as much of it, and twice as much
	Swing      float64
}

// An End is the service with an input at one end.
type End struct {
	Set        file.Patch
	Attainable stat.Estimate // for a whole year
	Change     stat.Estimate // against today, paired
	Same       bool          // no simulated year differs
	Noise      bool          // what differs may be chance

	scenario *model.Scenario // nil where the file cannot take the value
}

// sensitivityIncidents bounds the incidents of all ends together, so that a chart
// takes a second and not a minute.
const sensitivityIncidents = 2_000_000

// Sensitivities moves every estimated input of a result's scenario. Each end
// is simulated for opt.Years, or for as many up to 5,000 as a second allows
// when 0, beside the exact law where the result rests on it, and its change is
// put on the result's own attainable SLO, which rests on more years. A context
// that ends early gives ErrInterrupted.
func Sensitivities(ctx context.Context, r *sim.Result, opt sim.Options) (*Sensitivity, error) {
	inputs := inputsOf(r.Scenario)
	if opt.Years <= 0 {
		perYear := math.Max(float64(r.Incidents)/float64(r.Years), 0.1)
		perEnd := sensitivityIncidents / (perYear * float64(2*len(inputs)+1))
		opt.Years = int(math.Max(engine.LeastYears, math.Min(engine.SensitivityYears, perEnd)))
	}
	opt.Method, opt.Unpriced = r.Method, true
	if r.Method == sim.Exact {
		opt.Method = sim.Auto // what overlaps counts as it does for other services
	}
	c, err := newComparer(ctx, r.Scenario, r.Scenario.SLO.Promise, opt, 2*len(inputs))
	if err != nil {
		return nil, err
	}
	var services []*model.Scenario
	for i := range inputs {
		services = append(services, inputs[i].Less.scenario, inputs[i].More.scenario)
	}
	trials, err := c.tryAll(services)
	if err != nil {
		return nil, err
	}
	s := &Sensitivity{Scenario: r.Scenario, Seed: opt.Seed, Years: opt.Years, Today: r.AttainableAllYear}
	for i := range inputs {
		in := &inputs[i]
		in.Less.reach(s.Today, c.today.AttainableAllYear, trials[2*i])
		in.More.reach(s.Today, c.today.AttainableAllYear, trials[2*i+1])
		in.Swing = swing(s.Today.Value, in.Less.Attainable.Value, in.More.Attainable.Value)
	}
	slices.SortStableFunc(inputs, func(a, b Input) int {
		switch {
		case a.Swing > b.Swing:
			return -1
		case a.Swing < b.Swing:
			return 1
		}
		return 0
	})
	s.Inputs = inputs
	c.finish()
	return s, nil
}

// swing returns how far apart the least and the most of some values lie.
func swing(values ...float64) float64 { return slices.Max(values) - slices.Min(values) }

// reach applies what a trial changes to today's attainable SLO as the run knows it.
// What is missing to 100 % changes by the same factor on the trial's years and on
// the run's: that is the ratio estimator, whose error on common draws is small.
// Where both estimate the same today, as of constant outages, or nothing is missing
// on the trial's years, the difference itself is applied.
func (e *End) reach(today, onTrials stat.Estimate, t *attempt) {
	if t == nil { // the file cannot take the value
		e.Attainable, e.Same = today, true
		return
	}
	e.Same, e.Noise = t.outcome.Same, t.outcome.Noise
	if e.Same {
		e.Attainable = today
		return
	}
	// The error of today's estimate is also one of the end's, and grows with it.
	grown := stat.Estimate{Low: today.Value - today.Low, High: today.High - today.Value}
	e.Change = t.outcome.Change
	miss, times := 1-today.Value, t.outcome.times
	if gap := today.Value - onTrials.Value; math.Abs(gap) > stat.SameDowntime && !math.IsNaN(times.SE) && !math.IsInf(times.SE, 0) {
		change := miss * (1 - times.Value)
		e.Change = stat.WithInterval(change,
			change-math.Hypot(miss*(times.High-times.Value), (1-times.Value)*grown.High),
			change+math.Hypot(miss*(times.Value-times.Low), (1-times.Value)*grown.Low))
		grown.Low, grown.High = times.Value*grown.Low, times.Value*grown.High
	}
	ratio := func(v float64) float64 { return math.Max(0, math.Min(1, v)) }
	ch, v := e.Change, today.Value+e.Change.Value
	e.Attainable = stat.WithInterval(ratio(v),
		ratio(v-math.Hypot(grown.Low, ch.Value-ch.Low)),
		ratio(v+math.Hypot(grown.High, ch.High-ch.Value)))
}
