package law

import (
	"math"

	"nines/model"
	"nines/sim/law/internal/random"
)

// The events of a change come a period apart, where those of a rate come at any
// time. Those of the year before go on in the same rhythm: the k-th event
// before the year lies as far from its start as the k-th last of the year from
// its end. So the outages that cross one end and those that cross the other are
// cut at the same places, and what they leave has, over all moments of the
// rhythm, the law that cut has for one incident. What is left out is that two
// of them may cross in one year, by a fault at both ends, or of two events or
// risks: of second order in how often one does.

// A crossing says how often faults of a change cross an end of the year.
type crossing struct {
	events float64 // of the change in the year
	part   float64 // what it has of them beyond a whole number
	chance float64 // that an event carries a fault
	often  float64 // that cross an end in the mean
	pairs  float64 // the same, of those whose risk has a year before
	whole  float64 // the same, of those that count whole all the same
}

// spoilt is the error in a probability from which on a law is no help.
const spoilt = 0.05

// neglect adds to what a law leaves out, for faults that cross and planned work
// that does so often.
func (b *builder) neglect(c *model.Change, over crossing, work float64) error {
	two := over.often*over.often + over.pairs*over.chance // by two faults
	if over.part > 0 {
		two += over.often * over.chance // that there is one more event has to do with what crosses
	}
	one := 0.4*math.Min(over.often, work*over.chance) + over.whole
	// Where many faults strike, one more or less of them moves no
	// probability by more than that of the likeliest number.
	likeliest := math.Min(1, 0.5/math.Sqrt(over.events*over.chance*math.Max(1-over.chance, 0)))
	off := (two + one) * likeliest
	b.neglected += off
	if over.chance > 0 {
		b.excess += two/(over.chance*over.chance) + one/over.chance
	}
	if b.neglected > spoilt && b.strata == 0 {
		return &Unsupported{Part: "change." + c.Name, Reason: FaultsOutlastYear}
	}
	return nil
}

// ending returns how a change's faults are cut at the ends of the year. Without
// a calendar its events come as often there as anywhere. With one they come
// more often, or not at all; what reaches beyond the stretch of time in which
// either holds is neglected.
func (b *builder) ending(c *model.Change, events float64) (*cutting, error) {
	t := c.Calendar
	if t == nil || t.Always() {
		return &cutting{window: b.length}, nil
	}
	from, to := t.Stretch(t.Stretches() - 1)
	how, stretch := &cutting{window: t.Open()}, model.Year-from
	if to < model.Year {
		how, stretch = &cutting{}, model.Year-to
	}
	if b.strata > 0 {
		return how, nil // nobody asks how exact it is
	}
	b.cut = nil
	beyond := 0.0
	for _, r := range b.scenario.Risks {
		a, ok := r.Arrival.(model.OnChange)
		if !ok || a.Change != c || a.Chance == 0 {
			continue
		}
		longest, err := b.typical(r)
		if err != nil {
			return nil, err
		}
		beyond += a.Chance * longest.Excess(b.allow, stretch)
	}
	beyond += b.drawn(c.Downtime).Excess(b.allow, stretch)
	off := beyond * events / t.Open()
	if off > 0 {
		b.excess = math.Inf(1)
	}
	if b.neglected += off; off > spoilt {
		return nil, &Unsupported{Part: "change." + c.Name, Reason: CalendarAtYearEnd}
	}
	return how, nil
}

// typical returns the length of an outage of a small impact, which lasts as long
// as any.
func (b *builder) typical(r *model.Risk) (*random.Duration, error) {
	const about = 1e-6
	least := r.Impact.Quantile(1e-3)
	q, err := b.outage(r, least, about)
	if err != nil {
		return nil, err
	}
	return b.realized(q, about), nil
}

// work returns the planned downtime in the year, and how often it crosses an
// end of it with an effect.
func (b *builder) work(planned *random.Duration, n, part float64, how *cutting) ([]random.Both, float64) {
	if planned.IsConstant() && planned.Mean == 0 {
		return nil, 0
	}
	whole := together(n, part, planned, nil)
	if how.window == 0 {
		return whole, 0
	}
	period := how.window / (n + part)
	switch {
	case n == 0:
		b.neglected += planned.Excess(b.allow, period-how.window) / period
		one := planned.Stretched(b.allow, how.window, 2)
		return []random.Both{random.Same(random.Mixture{{Weight: 1 - part*one.Weight, Of: b.zero()}, {Weight: part, Of: one}})}, 0
	case planned.IsConstant():
		// What the year's end cuts off, its start gives back.
		all := []random.Both{random.Same(random.Constant(n * planned.Mean))}
		if part > 0 { // the part of a period that is left over
			turns, rest := math.Floor(planned.Mean/period), math.Mod(planned.Mean, period)
			all = append(all, random.Same(random.Constant(turns*part*period)), random.Same(random.Overlap(part*period, rest, period)))
		}
		return all, 0
	}
	often := planned.Mean / period
	if part == 0 {
		b.neglected += often * math.Min(often, planned.Excess(b.allow, period)/period)
		cut := random.Added(append(random.Same(planned).Repeated(n-1, 0), random.Same(planned.Paired(b.allow, period)))...).Cut
		return []random.Both{{Whole: random.Added(whole...).Whole, Cut: cut}}, often
	}
	// Either the last event is the one more, which the year's end may cut, or
	// the last one before the year may reach into it; not both, unless work
	// lasts longer than what separates them.
	more, fewer := part*period, (1-part)*period
	b.neglected += (planned.Excess(b.allow, more) + planned.Excess(b.allow, fewer)) / period
	either := random.Mixture{{Weight: part, Of: planned.Stopped(b.allow, more)}, {Weight: 1 - part, Of: planned.LeftOver(b.allow, fewer)}}
	cut := random.Added(append(random.Same(planned).Repeated(n, 0), random.Same(either))...).Cut
	return []random.Both{{Whole: random.Added(whole...).Whole, Cut: cut}}, often
}
