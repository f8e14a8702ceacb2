package engine

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sort"

	"nines/model"
)

// A year is cut out of a long life: what is still down as it begins struck
// before it. Such onsets have negative moments and ordinals of their own, so
// that everything about them is drawn as for any other.

// past marks the ordinal of what began before the year.
const past = 1 << 63

// past reports whether the onset, or the event that brought it about, lies
// before the year.
func (o Onset) past() bool { return o.Ordinal&past != 0 }

// A PastPlan says how a risk strikes before the year: at the points of a
// Poisson process in the seconds before it, in bands that widen backward. Each
// band has keys of its own, so that a longer reach adds onsets and moves none,
// and a higher rate only adds them as well.
type PastPlan struct {
	role  role
	rate  float64 // points a second; +Inf where every event of a change has a fault
	Reach float64 // seconds before the year that an onset can lie and still matter; 0 for none
	last  float64 // where the last band ends, seconds before the year

	// One word has a lane for each of four bands: mask the guard bits of those
	// within reach, and spare what a random lane needs to be added for its
	// guard bit to say that the band is empty. So one hash and one comparison
	// pass over a year without a past.
	mask, spare [pastBands / pastLanes]uint64

	// Under a bias: the likelihood ratio of a point, by how much more often
	// they come a second, and the year's weight.
	hit, extra float64
	weight     *float64
}

const (
	pastBands = 8
	pastLanes = 4  // to a word
	laneBits  = 15 // of a lane, below its guard bit
	laneWidth = 1 + laneBits
	firstBand = 6 * 3600.0 // seconds
	guards    = 1<<63 | 1<<47 | 1<<31 | 1<<15
)

// band returns from when to when, in seconds before the year, a band lasts.
func (b *PastPlan) band(n int) (from, to float64) {
	from, to = firstBand*float64(int(1)<<(2*n))/4, firstBand*float64(int(1)<<(2*n))
	if n == 0 {
		from = 0
	}
	if n == pastBands-1 {
		to = b.last
	}
	return from, to
}

// newPast returns the past of a process of so many points a second, of which
// those matter that lie no more than reach before the year. period is that of
// the change that the points belong to, or 0.
func newPast(r role, rate, reach, period float64) PastPlan {
	b := PastPlan{role: r, last: MostPast + period}
	b.setRate(rate)
	return b.Reaching(reach)
}

// setRate sets how many points come a second.
func (b *PastPlan) setRate(rate float64) {
	b.rate, b.spare = rate, [len(b.spare)]uint64{}
	for n := range pastBands {
		from, to := b.band(n)
		some := math.Ceil(-math.Expm1(-rate*(to-from)) * (1 << laneBits))
		b.spare[n/pastLanes] |= uint64((1<<laneBits)-some) << (n % pastLanes * laneWidth)
	}
}

// biased returns the same past with another rate, for which points multiply
// their likelihood ratio onto weight. One that reaches back for more than a
// year stays as it is: its many points would tell little but their own weight.
func (b PastPlan) biased(rate float64, weight *float64) PastPlan {
	if rate == b.rate || b.Reach > model.Year {
		return b
	}
	b.hit, b.extra, b.weight = b.rate/rate, rate-b.rate, weight
	b.setRate(rate)
	return b
}

// Reaching returns the same past with another reach.
func (b PastPlan) Reaching(reach float64) PastPlan {
	b.Reach, b.mask = reach, [len(b.mask)]uint64{}
	for n := range pastBands {
		if from, _ := b.band(n); from >= reach {
			break
		}
		b.mask[n/pastLanes] |= 1 << (n%pastLanes*laneWidth + laneBits)
	}
	return b
}

// silent reports, by one hash and one comparison, that no point lies within
// reach. It may miss that.
func (b *PastPlan) silent(year uint64) bool {
	empty := uint64(b.role.in(year))&^guards + b.spare[0]
	return b.mask[0]&^empty|b.mask[1] == 0 && b.weight == nil
}

// points appends the points of the process before a year.
func (b *PastPlan) points(s *stream, year uint64, to []Onset) []Onset {
	begin := len(to)
	for w, mask := range b.mask {
		if mask == 0 {
			break
		}
		h := Mix(uint64(b.role) + year*yearStep + uint64(w)*eventStep)
		for some := mask &^ (h&^guards + b.spare[w]); some != 0; some &= some - 1 {
			shift := bits.TrailingZeros64(some) - laneBits
			to = b.inBand(s, year, w*pastLanes+shift/laneWidth, h>>shift&(1<<laneBits-1), to)
		}
	}
	if b.weight != nil {
		*b.weight *= math.Exp(b.extra*b.Reach) * math.Pow(b.hit, float64(len(to)-begin))
	}
	return to
}

// inBand appends the points of a band. Each has a level, and the levels are a
// unit Poisson process: of a rate those up to it count, so that a higher rate
// only adds points (thinning; Lewis and Shedler 1979). The first is that of a
// uniform that begins with the band's lane.
func (b *PastPlan) inBand(s *stream, year uint64, n int, lane uint64, to []Onset) []Onset {
	const others = pastBands / pastLanes // keys before these are those of the words
	from, end := b.band(n)
	rng := s.at(b.role, year, others+uint64(n))
	level, most := -math.Log1p(-(float64(lane)+rng.Float64())/(1<<laneBits)), b.rate*(end-from)
	for k := uint64(0); level <= most; k++ {
		if age := from + (end-from)*rng.Float64(); age <= b.Reach {
			to = append(to, Onset{At: -age, Ordinal: past | uint64(n)<<48 | k})
		}
		level += rng.ExpFloat64()
	}
	return to
}

// earlier appends the onsets before a year to those of the year, before any
// gate: the ones that b reaches. work holds the year's events of each change.
func (r *RiskPlan) earlier(b *PastPlan, s *stream, year uint64, changes []changePlan, work []events, to []Onset) []Onset {
	switch a := &r.Arrival; {
	case b.Reach == 0:
		return to
	case a.Change >= 0:
		return b.faults(s, year, &changes[a.Change], &work[a.Change], to)
	case a.gap != nil:
		return a.renewals(b, s, year, to)
	}
	return b.points(s, year, to)
}

// faults appends the onsets that events of a change before the year bring. An
// event has a fault iff a point lies in its period: with the chance c where
// the points come -ln(1-c) to a period.
func (b *PastPlan) faults(s *stream, year uint64, c *changePlan, w *events, to []Onset) []Onset {
	n := c.countBefore(w, b.Reach+c.reach)
	if n == 0 {
		return to
	}
	begin := len(to)
	if math.IsInf(b.rate, 1) {
		for k := range n {
			to = append(to, Onset{Ordinal: past | uint64(k+1)})
		}
	} else {
		q := b.Reaching(float64(n) * c.period)
		to = q.points(s, year, to)
		for i := range to[begin:] {
			o := &to[begin+i]
			o.Ordinal = past | uint64(min(1+int(-o.At/c.period), n))
		}
	}
	events := to[begin:]
	slices.SortFunc(events, func(a, b Onset) int { return cmp.Compare(a.Ordinal, b.Ordinal) })
	to = to[:begin]
	for i, o := range events {
		if i > 0 && o.Ordinal == events[i-1].Ordinal {
			continue
		}
		o.At = c.startBefore(w, int(o.Ordinal&^past)) + c.downtime.of(s, year, o.Ordinal)
		if -o.At <= b.Reach {
			to = append(to, o)
		}
	}
	return to
}

// renewals appends the onsets before the year of a renewal process, of which
// to already holds those within it. The gap in which the year begins is, given
// what is left of it at that moment, a gap that is longer than this (Cox,
// Renewal Theory, 1962, 5.4); those before it are like any other.
func (a *ArrivalPlan) renewals(b *PastPlan, s *stream, year uint64, to []Onset) []Onset {
	left := 0.0
	if len(to) > 0 {
		left = to[0].At
	} else {
		left = a.first(s.at(a.role, year, 0))
	}
	rng := s.at(b.role, year, 0)
	longer := (1 - rng.Float64()) * (1 - a.gap.CDF(left))
	if 1-a.gap.CDF(left+b.Reach) > longer {
		return to // it began beyond reach
	}
	age := max(0, a.gap.Quantile(1-longer)-left)
	for k := uint64(0); age <= b.Reach; k++ {
		to = append(to, Onset{At: -age, Ordinal: past | k})
		age += a.gap.Draw(rng)
	}
	return to
}

// startBefore returns when the event k periods before the year's first began:
// a negative moment. The year before has the same calendar.
func (c *changePlan) startBefore(w *events, k int) float64 {
	at := w.evenly(-k)
	if c.calendar == nil {
		return at
	}
	years := math.Floor(at / model.Year)
	return c.calendar.Place(at/model.Year-years) + years*model.Year
}

// countBefore returns how many events of the change began at most reach
// seconds before the year.
func (c *changePlan) countBefore(w *events, reach float64) int {
	if c.calendar == nil {
		return max(0, int((reach+w.first)/c.period))
	}
	// A calendar moves an event by less than a year.
	most := int((reach + model.Year + w.first) / c.period)
	return sort.Search(most, func(i int) bool { return -c.startBefore(w, i+1) > reach })
}
