package solve

import (
	"math"
	"reflect"

	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A reading holds simulated years at one value of a variable. All readings meet the
// same faults in the same years.
type reading struct {
	value float64
	plan  *engine.Plan
	worst []float64 // unavailability of each year's worst window
	kept  int       // years that keep the promise
}

// A reading begins with few years; more follow until it is clear on which side of
// the confidence the value lies, or until the most that are allowed.
const (
	firstYears = 256
	moreYears  = 4 // times as many
	certainty  = 5 // standard errors at which a side is certain
)

// try returns the reading of a value, made if need be.
func (s *search) try(v float64) (*reading, error) {
	if i, ok := s.find(v); ok {
		return s.readings[i], nil
	}
	sc, err := s.at(v)
	if err != nil {
		return nil, err
	}
	t := &reading{value: v, plan: engine.NewPlan(sc, s.opt.Seed)}
	t.plan.Passes = nil // nobody asks what the gates cost
	// Of a very busy service fewer years are enough.
	const units = 1_000_000
	first := int(min(firstYears, max(4, units/t.plan.Load())))
	for n := min(first, s.finest); ; n = min(n*moreYears, s.finest) {
		if err := s.extend(t, n); err != nil {
			return nil, err
		}
		if n == s.finest || t.certain(s.confidence) {
			break
		}
	}
	s.keep(t)
	return t, nil
}

// extend simulates a reading's years up to the given number.
func (s *search) extend(t *reading, years int) error {
	first := len(t.worst)
	if years <= first {
		return nil
	}
	worst := make([]float64, years)
	copy(worst, t.worst)
	const block = 128
	blocks := (years - first + block - 1) / block
	engine.Each(s.ctx, blocks, engine.Cores(s.opt.Workers), func() func(int) {
		y := engine.NewYear(t.plan, engine.NewTally(t.plan))
		return func(b int) {
			for i := first + b*block; i < min(years, first+(b+1)*block); i++ {
				worst[i] = y.Worst(uint64(i))
			}
		}
	})
	if s.ctx.Err() != nil {
		return sim.ErrInterrupted
	}
	t.worst, t.kept = worst, 0
	limit := t.plan.Limit()
	for _, u := range worst {
		if u <= limit {
			t.kept++
		}
	}
	return nil
}

// met returns the probability that the promise is kept all year.
func (t *reading) met() stat.Estimate { return stat.Wilson(float64(t.kept), float64(len(t.worst))) }

// certain reports whether the years leave no doubt on which side of the
// confidence the value lies (Wilson's interval at certainty standard errors).
func (t *reading) certain(confidence float64) bool {
	n := float64(len(t.worst))
	gap := math.Abs(float64(t.kept)/n - confidence)
	return gap > certainty*math.Sqrt(confidence*(1-confidence)/n)
}

// A difference counts the years in which two readings differ.
type difference struct {
	lost, won  int // years that keep the promise no more, or now
	more, less int // years with more downtime, or less
}

// tellApart counts what changes in the years from a value to a greater one.
func tellApart(a, b *reading) difference {
	var c difference
	limit := a.plan.Limit()
	for i := range min(len(a.worst), len(b.worst)) {
		u, w := a.worst[i], b.worst[i]
		switch {
		case u <= limit && w > limit:
			c.lost++
		case u > limit && w <= limit:
			c.won++
		}
		const rounding = 1e-9
		switch {
		case w > u*(1+rounding):
			c.more++
		case w < u*(1-rounding):
			c.less++
		}
	}
	return c
}

// exceeds reports whether one number of years exceeds the other by more than
// chance would have it.
func exceeds(a, b int) bool {
	const errors = 4 // standard errors of the difference of the two
	return float64(a-b) > errors*math.Sqrt(float64(a+b))
}

// same reports whether two plans are one and the same, whatever the scenario
// says that they were made from.
func same(a, b *engine.Plan) bool {
	if len(a.Risks) != len(b.Risks) || !reflect.DeepEqual(a.Changes, b.Changes) {
		return false
	}
	for i := range a.Risks {
		if !reflect.DeepEqual(a.Risks[i].Bare(), b.Risks[i].Bare()) {
			return false
		}
	}
	return true
}
