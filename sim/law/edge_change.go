package law

import (
	"math"
	"slices"

	"nines/model"
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
		return &Unsupported{Part: "change." + c.Name,
			Why: "faults last beyond the year's end so often that it matters when in the year its events are"}
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
		beyond += a.Chance * longest.excess(b.allow, stretch)
	}
	beyond += b.drawn(c.Downtime).excess(b.allow, stretch)
	off := beyond * events / t.Open()
	if off > 0 {
		b.excess = math.Inf(1)
	}
	if b.neglected += off; off > spoilt {
		return nil, &Unsupported{Part: "change." + c.Name,
			Why: "how often its faults last beyond the year's end depends on its calendar"}
	}
	return how, nil
}

// typical returns the length of an outage of a small impact, which lasts as long
// as any.
func (b *builder) typical(r *model.Risk) (*duration, error) {
	const about = 1e-6
	least := r.Impact.Quantile(1e-3)
	q, err := b.outage(r, least, about)
	if err != nil {
		return nil, err
	}
	return b.realized(q, about), nil
}

// excess returns E[(X - c)+].
func (d *duration) excess(al *allowance, c float64) float64 {
	d.prepare(al)
	if math.IsInf(d.mean, 1) {
		return d.mean
	}
	return math.Max(d.mean-d.area(al)(c), 0)
}

// work returns the planned downtime in the year, and how often it crosses an
// end of it with an effect.
func (b *builder) work(planned *duration, n, part float64, how *cutting) ([]both, float64) {
	if planned.isConstant() && planned.mean == 0 {
		return nil, 0
	}
	whole := together(n, part, planned, nil)
	if how.window == 0 {
		return whole, 0
	}
	period := how.window / (n + part)
	switch {
	case n == 0:
		b.neglected += planned.excess(b.allow, period-how.window) / period
		one := planned.stretched(b.allow, how.window, 2)
		return []both{same(mixture{{1 - part*one.weight, b.zero()}, {part, one}})}, 0
	case planned.isConstant():
		// What the year's end cuts off, its start gives back.
		all := []both{same(constant(n * planned.mean))}
		if part > 0 { // the part of a period that is left over
			turns, rest := math.Floor(planned.mean/period), math.Mod(planned.mean, period)
			all = append(all, same(constant(turns*part*period)), same(overlap(part*period, rest, period)))
		}
		return all, 0
	}
	often := planned.mean / period
	if part == 0 {
		b.neglected += often * math.Min(often, planned.excess(b.allow, period)/period)
		cut := added(append(same(planned).repeated(n-1, 0), same(planned.paired(b.allow, period)))...).cut
		return []both{{added(whole...).whole, cut}}, often
	}
	// Either the last event is the one more, which the year's end may cut, or
	// the last one before the year may reach into it; not both, unless work
	// lasts longer than what separates them.
	more, fewer := part*period, (1-part)*period
	b.neglected += (planned.excess(b.allow, more) + planned.excess(b.allow, fewer)) / period
	either := mixture{{part, planned.stopped(b.allow, more)}, {1 - part, planned.leftOver(b.allow, fewer)}}
	cut := added(append(same(planned).repeated(n, 0), same(either))...).cut
	return []both{{added(whole...).whole, cut}}, often
}

// stopped returns what a length leaves that is cut at a uniform place of a
// stretch, if it gets so far: min(X, a).
func (d *duration) stopped(al *allowance, stretch float64) *duration {
	s := &duration{weight: 1, cost: d.cost + cheap, err: d.err, mark: newMark(markStopped, d.mark).number(stretch)}
	s.cdf = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		return 1 - (1-d.cdf(x))*math.Max(1-x/stretch, 0)
	}
	for i, at := range d.steps.at {
		if at < stretch {
			s.steps.add(at, d.steps.mass(i)*(1-at/stretch))
		}
	}
	return s.bounded(al, d, stretch)
}

// leftOver returns what a length leaves behind a uniform place of a stretch:
// (X - a)+.
func (d *duration) leftOver(al *allowance, stretch float64) *duration {
	d.prepare(al)
	area := d.area(al)
	s := &duration{weight: 1, cost: 2*d.cost + tabled, err: d.err, mark: newMark(markLeftOver, d.mark).number(stretch)}
	above := func(x float64) float64 { return (area(x+stretch) - area(x)) / stretch }
	s.cdf = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		return 1 - above(x)
	}
	s.steps.add(0, 1-above(0))
	return s.bounded(al, d, math.Min(d.reach(), farthest))
}

// bounded fills in where a duration made from another is not smooth, and its
// moments, if it never exceeds the given length.
func (d *duration) bounded(al *allowance, from *duration, most float64) *duration {
	d.cuts = append(append(d.cuts, from.cuts...), from.steps.at...)
	d.cuts = append(d.cuts, most)
	slices.Sort(d.cuts)
	d.cuts = slices.Compact(d.cuts)
	d.mean, d.square = momentsAbove(al, d.cost, func(x float64) float64 { return 1 - d.cdf(x) }, d.cuts, most)
	return d
}

// overlap returns how much of a window lies in lengths of time that come once a
// period, all of them seconds: it may begin at any time of the period.
func overlap(window, length, period float64) *duration {
	short, long := math.Min(window, length), math.Max(window, length)
	d := &duration{weight: 1, cost: cheap, mark: newMark(markOverlap).number(window, length, period)}
	least := math.Max(short+long-period, 0)
	none := (period - short - long + 2*least) / period
	all := (long - short) / period
	if short-least <= 0 {
		return constant(short)
	}
	slope := (1 - none - all) / (short - least)
	d.steps.add(least, none)
	d.steps.add(short, all)
	d.cuts = []float64{least, short}
	d.cdf = func(x float64) float64 {
		switch {
		case x < least:
			return 0
		case x >= short:
			return 1
		}
		return none + slope*(x-least)
	}
	d.limited = func(x float64) float64 {
		if x <= least {
			return x
		}
		y := math.Min(x, short) - least
		return least + y*(1-none) - slope*y*y/2
	}
	d.mean = d.limited(short)
	d.square = least*least*none + short*short*all + slope*(short*short*short-least*least*least)/3
	return d
}

// paired returns what two lengths leave of which the first is cut at a place
// anywhere in the period, and the second begins to count there:
// min(X, a) + (Y - a)+ for a uniform a.
func (d *duration) paired(al *allowance, period float64) *duration {
	d.prepare(al)
	area, mean := d.area(al), d.mean
	p := &duration{weight: 1, cost: 2*d.cost + tabled, err: 3 * d.err, mark: newMark(markPaired, d.mark).number(period)}
	p.cdf = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		f := d.cdf(x)
		a := area(x)
		return f + (x*(1-f)+a-mean+(1-f)*(mean-2*a))/period
	}
	for i, at := range d.steps.at {
		p.steps.add(at, d.steps.mass(i)*(1-(at+mean-2*area(at))/period))
	}
	p.bounded(al, d, math.Min(2*d.reach(), farthest))
	p.mean = mean
	return p
}
