package explain

import (
	"slices"

	"nines/model/file"
	"nines/sim/internal/engine"
)

// mostRaises is how many changes are found, each on top of those before it.
const mostRaises = 3

// raiseTrials is the number of years on which candidates are ranked: enough to tell
// what helps much from what helps little. They are fewer where they come to more
// than raiseUnits of work, for there are many candidates.
const (
	raiseTrials = 2500
	raiseUnits  = 100_000
)

// A Raise is a change to the service that raises what can be attained.
type Raise struct {
	Measure
	Alike []Measure // that cannot be told from it: two at most

	Sets []file.Patch // the change, to be tried with --set
	With []file.Patch // the change and those before it

	Alone    Outcome // with this change and no other
	Together Outcome // with this change and those before it
}

// raise looks for the changes that help most: towards the target as long as it
// is not safe, and from there on towards a higher one. It ranks them on other
// faults than those on which it then says what they bring, for the best of
// many on the same draws looks better than it is.
func (c *comparer) raise() ([]Raise, error) {
	opt := c.opt
	opt.Workers = c.cores
	opt.Seed ^= engine.GoldenGamma
	years := min(opt.Years, engine.NewPlan(c.sc, opt.Seed).Affords(raiseUnits, leastTrial, raiseTrials))
	var raises []Raise
	at, sc := c.today, c.sc
	for range mostRaises {
		var done []file.Patch
		if n := len(raises); n > 0 {
			done = raises[n-1].With
		}
		all := untried(candidates(at.Result, c.target), done)
		goal := goal(towards)
		if at.Side.Met.Low > c.sc.SLO.Confidence {
			goal = upwards
		}
		best, err := bestOf(c.ctx, all, sc, c.target, goal, years, opt)
		if err != nil {
			return nil, err
		}
		if best == nil {
			break
		}
		r := Raise{Measure: best.Measure, Alike: best.Alike, Sets: best.Sets, With: append(slices.Clone(done), best.Sets...)}
		together, err := c.try(best.scenario, c.cores)
		if err != nil {
			return nil, err
		}
		alone := together
		if len(raises) > 0 {
			by, err := file.With(c.sc, best.Sets...)
			if err != nil {
				break // it says nothing without those before it
			}
			if alone, err = c.try(by, c.cores); err != nil {
				return nil, err
			}
		}
		r.Alone, r.Together = c.against(alone), c.against(together)
		alone.Slim()
		together.Slim()
		raises = append(raises, r)
		at, sc = together, best.scenario
	}
	return raises, nil
}
