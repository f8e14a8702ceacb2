package sim

import (
	"context"
	"slices"
	"sort"

	"nines/model"
)

// A search looks for the loosest value of one variable.
type search struct {
	Variable
	ctx        context.Context
	sc         *model.Scenario
	opt        Options
	scale      scale
	confidence float64
	finest     int // simulated years behind a trial at most

	trials []*trial // in ascending order of their values
	laws   []lawPoint

	up       bool    // loose values are the great ones
	lawBound float64 // how far a probability of the law may be off
	why      string  // the law does not apply
}

// newSearch checks what is asked and finds the range.
func newSearch(ctx context.Context, sc *model.Scenario, v Vary, opt Options) (*search, error) {
	x, err := newVariable(sc, v)
	if err != nil {
		return nil, err
	}
	s := &search{Variable: x, ctx: ctx, sc: sc, opt: opt, scale: newScale(x), confidence: sc.SLO.Confidence}
	s.finest = opt.Years
	if s.finest <= 0 {
		const units, most, least = 400_000, 20_000, 500
		s.finest = int(min(most, max(least, units/newPlan(sc, opt.Seed).load())))
		s.finest -= s.finest % 100
	}
	return s, nil
}

// at returns the scenario at a value.
func (s *search) at(v float64) (*model.Scenario, error) { return s.sc.With(s.patch(v)) }

// find returns where a value stands or would stand among the trials.
func (s *search) find(v float64) (int, bool) {
	i := sort.Search(len(s.trials), func(i int) bool { return s.trials[i].value >= v })
	return i, i < len(s.trials) && s.trials[i].value == v
}

// keep puts a trial in its place.
func (s *search) keep(t *trial) {
	i, _ := s.find(t.value)
	s.trials = slices.Insert(s.trials, i, t)
}
