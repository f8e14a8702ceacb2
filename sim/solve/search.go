package solve

import (
	"context"
	"slices"
	"sort"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/law"
	"nines/sim/sweep"
)

// A search looks for the loosest value of one variable.
type search struct {
	Variable
	ctx        context.Context
	sc         *model.Scenario
	opt        sim.Options
	scale      scale
	confidence float64
	finest     int // simulated years behind a reading at most

	readings []*reading // in ascending order of their values
	laws     []lawPoint

	walk *law.Walk // where the law is asked for quickly, by one goroutine

	up       bool         // loose values are the great ones
	lawBound float64      // how far a probability of the law may be off
	noLaw    *sweep.NoLaw // why the law does not apply
}

// The most work of a reading, unless the number of years is given: where it
// decides, and where it only gives the law a start.
const (
	countedUnits = 400_000
	roughUnits   = 100_000
)

// years returns how many years are so many units of work, within reason.
func (s *search) years(units float64) int {
	return yearsOf(engine.NewPlan(s.sc, s.opt.Seed), units)
}

// yearsOf is years for a plan.
func yearsOf(p *engine.Plan, units float64) int {
	const most, least = 20_000, 500
	n := p.Affords(units, least, most)
	return n - n%100
}

// count prepares for deciding by counted years alone: readings that are not clear
// get more years.
func (s *search) count() error {
	if s.opt.Years <= 0 {
		s.finest = s.years(countedUnits)
	}
	for _, t := range s.readings {
		if t.certain(s.confidence) {
			continue
		}
		if err := s.extend(t, s.finest); err != nil {
			return err
		}
	}
	return nil
}

// newSearch checks what is asked and finds the range.
func newSearch(ctx context.Context, sc *model.Scenario, v Vary, opt sim.Options) (*search, error) {
	x, err := newVariable(ctx, sc, v)
	if err != nil {
		return nil, err
	}
	s := &search{Variable: x, ctx: ctx, sc: sc, opt: opt, scale: newScale(x), confidence: sc.SLO.Confidence}
	s.finest = opt.Years
	if s.finest <= 0 {
		s.finest = s.years(countedUnits)
		if opt.Method == sim.Auto {
			s.finest = s.years(roughUnits)
		}
	}
	return s, nil
}

// at returns the scenario at a value.
func (s *search) at(v float64) (*model.Scenario, error) { return file.With(s.sc, s.patch(v)) }

// find returns where a value stands or would stand among the readings.
func (s *search) find(v float64) (int, bool) {
	i := sort.Search(len(s.readings), func(i int) bool { return s.readings[i].value >= v })
	return i, i < len(s.readings) && s.readings[i].value == v
}

// keep puts a reading in its place.
func (s *search) keep(t *reading) {
	i, _ := s.find(t.value)
	s.readings = slices.Insert(s.readings, i, t)
}
