package sim

import (
	"math"
	"reflect"

	"nines/model"
)

// A reading is what some simulated years say of one value of a variable. All
// readings meet the same faults in the same years.
type reading struct {
	value float64
	plan  *plan
	worst []float64 // unavailability of each year's worst window
	kept  int       // years that keep the promise
}

// The first look at a value takes few years; more follow until they tell on
// which side of the confidence the value lies, or the most that are allowed
// are reached.
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
	t := &reading{value: v, plan: newPlan(sc, s.opt.Seed)}
	// What strikes very often is told by fewer years.
	const units = 1_000_000
	first := int(min(firstYears, max(4, units/t.plan.load())))
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
	each(s.ctx, blocks, s.opt.workers(), func() func(int) {
		y := newYear(t.plan, newTally(t.plan))
		var windows []float64
		if t.plan.edges != nil {
			windows = make([]float64, len(t.plan.edges)-1)
		}
		return func(b int) {
			for i := first + b*block; i < min(years, first+(b+1)*block); i++ {
				clear(windows)
				full, _ := y.simulate(uint64(i), windows, nil)
				worst[i] = t.plan.worstOf(full, windows)
			}
		}
	})
	if s.ctx.Err() != nil {
		return ErrInterrupted
	}
	t.worst, t.kept = worst, 0
	limit := t.plan.limit()
	for _, u := range worst {
		if u <= limit {
			t.kept++
		}
	}
	return nil
}

// limit is the unavailability of a window up to which it keeps the promise.
func (p *plan) limit() float64 {
	slo := p.scenario.SLO
	return slo.Promise.Miss() + tie/slo.Window.Length
}

// met returns the probability that the promise is kept all year.
func (t *reading) met() Estimate { return wilson(float64(t.kept), float64(len(t.worst))) }

// certain reports whether the years leave no doubt on which side of the
// confidence the value lies (Wilson's interval at certainty standard errors).
func (t *reading) certain(confidence float64) bool {
	n := float64(len(t.worst))
	gap := math.Abs(float64(t.kept)/n - confidence)
	return gap > certainty*math.Sqrt(confidence*(1-confidence)/n)
}

// A difference counts the years that two readings tell apart.
type difference struct {
	lost, won  int // years that keep the promise no more, or now
	more, less int // years with more downtime, or less
}

// compare says what happens to the years from a value to a greater one.
func compare(a, b *reading) difference {
	var c difference
	limit := a.plan.limit()
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

// affords returns how many years of a plan are so many units of work, within
// bounds.
func (p *plan) affords(units float64, least, most int) int {
	return int(math.Min(float64(most), math.Max(float64(least), units/p.load())))
}

// load returns about how much work a year is, in units: events of changes, and
// incidents, each the dearer the more are open beside it.
func (p *plan) load() float64 {
	sum := 1.0
	for _, c := range p.changes {
		each := 0.03
		if c.calendar != nil {
			each = 0.25 // a place in it is looked up
		}
		sum += each * model.Year / c.period
	}
	for i := range p.risks {
		switch a := &p.risks[i].arrival; {
		case a.change >= 0:
			sum += (0.05 + a.chance) * model.Year / p.changes[a.change].period
		case a.gap != nil:
			sum += model.Year / a.gap.Mean()
		default:
			sum += a.rate
		}
		sum += p.risks[i].earlierMean(p.changes)
	}
	y := newYear(p, newTally(p))
	_, plain := y.simulate(0, nil, nil)
	return sum * (1 + math.Log2(1+plain/model.Year))
}

// same reports whether two plans are one and the same, whatever the scenario
// says that they were made from.
func same(a, b *plan) bool {
	if len(a.risks) != len(b.risks) || !reflect.DeepEqual(a.changes, b.changes) {
		return false
	}
	for i := range a.risks {
		if !reflect.DeepEqual(a.risks[i].bare(), b.risks[i].bare()) {
			return false
		}
	}
	return true
}
