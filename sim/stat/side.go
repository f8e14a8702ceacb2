package stat

import (
	"math"
	"slices"

	"nines/model"
)

// A Side is one of two services whose years met the same faults, and what was
// made of them.
type Side struct {
	Worst []float64 // unavailability of each year's worst window, in the order of the years
	Sums  []float64 // the same of the plain sums whose law is known; nil where years are only counted
	Limit float64   // the unavailability up to which a year meets the target in question

	Attainable, Met Estimate
	Near            bracket // of the attainable SLO; empty where it rests on the law
}

// AttainableChange returns by how much the attainable SLO of two services
// differs: after less before.
//
// A quantile errs as the part of the years below it does (Bahadur, "A note on
// quantiles in large samples", 1966), so that the errors of two quantiles are,
// on the scale of the parts of years, a pair of normals that correlate as the
// years below the two do. The interval holds the differences between all pairs
// of quantiles whose parts lie in the ellipse that reaches 1.96 standard errors
// in each direction. Where the quantiles are smooth that is the usual interval
// of a difference; where they are steps, as those of constant outages are, its
// ends are steps too, and it is no narrower than what the two do not know. It
// holds the truth in 95 % of samples; in up to 99.5 % where there are steps, or
// where fewer than ten years miss what is attained or tell the two apart.
func (b *Side) AttainableChange(a *Side) Estimate {
	less := func(x, y float64) float64 { return x - y } // unavailability before less that after
	return b.differ(a, less, b.Attainable, a.Attainable)
}

// TimesMissing returns what the attainable SLO after leaves to 100 %, as a
// multiple of what that before does, with the ratio's own error. It is NaN
// where nothing is missing before.
func (b *Side) TimesMissing(a *Side) Estimate {
	if !(b.Attainable.Value < 1) {
		return Unknown()
	}
	return b.differ(a, func(x, y float64) float64 { return y / x }, b.Attainable, a.Attainable)
}

// differ returns what of makes of two unavailabilities, between the ends of
// what both may be. It is monotone in either.
func (b *Side) differ(a *Side, of func(before, after float64) float64, was, is Estimate) Estimate {
	e := Estimate{Value: of(1-was.Value, 1-is.Value), Low: math.Inf(1), High: math.Inf(-1)}
	x, z := b.spread(), a.spread()
	rho := b.correlation(a, 1-was.Value, 1-is.Value)
	aside := math.Sqrt(1 - rho*rho)
	const steps = 96
	for k := range steps {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / steps)
		u, v := Z95*cos, Z95*(rho*cos+aside*sin)
		for _, y := range []float64{of(x(u, false), z(v, true)), of(x(u, true), z(v, false))} {
			e.Low, e.High = math.Min(e.Low, y), math.Max(e.High, y)
		}
	}
	e.Low, e.High = math.Min(e.Low, e.Value), math.Max(e.High, e.Value)
	return WithInterval(e.Value, e.Low, e.High)
}

// spread returns the limit that a service attains as a function of how many
// standard errors off its part of the years is. Steps are rounded up or down;
// else it goes straight to the ends, so that draws that happen to lie close
// to each other say nothing.
func (s *Side) spread() func(z float64, up bool) float64 {
	if s.Near.steps {
		return s.Near.at
	}
	limit := 1 - s.Attainable.Value
	below, above := s.Attainable.High-s.Attainable.Value, s.Attainable.Value-s.Attainable.Low
	if s.Near.values != nil {
		half := (s.Near.between(Z95) - s.Near.between(-Z95)) / 2
		below, above = half, half
	}
	return func(z float64, _ bool) float64 {
		if z < 0 {
			return limit + below*math.Max(z/Z95, -1)
		}
		return limit + above*math.Min(z/Z95, 1)
	}
}

// MetChange returns by how much the probability that a year meets the target
// differs: after less before. By the law each probability has its own interval,
// and the ends of the difference come from theirs (the method of variance
// estimates recovery; Zou and Donner, "Construction of confidence limits about
// effect measures", 2008); counted years are pairs.
func (b *Side) MetChange(a *Side) Estimate {
	if b.Sums == nil && a.Sums == nil {
		return pair(b, a).change()
	}
	return less(a.Met, b.Met, b.correlation(a, b.Limit, a.Limit))
}

// SameDowntime is how far unavailabilities may lie apart by rounding alone.
const SameDowntime = Tie / model.Year

// correlation returns how the errors of the parts of the years within a limit
// of each service correlate. A year's error is whether it is within, less what
// was to be expected of it: by the law more is expected of a year whose plain
// sum is within. Half a year more in which the two go apart is added: that none
// of a few years showed it is no proof.
func (b *Side) correlation(a *Side, limitB, limitA float64) float64 {
	limitB, limitA = b.edge(limitB), a.edge(limitA)
	var n [4]float64     // years by what their sums say of both
	var in [4][3]float64 // and of these, by whether they are within: b, a, both
	for y, u := range b.Worst {
		k := b.within(y, limitB) + 2*a.within(y, limitA)
		n[k]++
		v := a.Worst[y]
		if u <= limitB {
			in[k][0]++
		}
		if v <= limitA {
			in[k][1]++
		}
		if u <= limitB && v <= limitA {
			in[k][2]++
		}
	}
	expected := func(which, bit int) (part [2]float64) {
		var all, within [2]float64
		for k := range n {
			side := k >> bit & 1
			all[side] += n[k]
			within[side] += in[k][which]
		}
		for side := range part {
			part[side] = within[side] / math.Max(all[side], 1)
		}
		return part
	}
	ofB, ofA := expected(0, 0), expected(1, 1)
	var xx, yy, xy float64 // sums of squares and products of the errors
	for k := range n {
		p, q := ofB[k&1], ofA[k>>1]
		xx += in[k][0]*(1-2*p) + n[k]*p*p
		yy += in[k][1]*(1-2*q) + n[k]*q*q
		xy += in[k][2] - p*in[k][1] - q*in[k][0] + n[k]*p*q
	}
	if xy > 0 {
		xy = math.Max(xy-0.5, 0)
	}
	if !(xx > 1e-9 && yy > 1e-9) {
		return 0
	}
	return math.Min(math.Max(xy/math.Sqrt(xx*yy), -1), 1)
}

// within returns 1 where a year's plain sum keeps within a limit, and 0 where it
// does not or is not known.
func (s *Side) within(year int, limit float64) int {
	if s.Sums != nil && s.Sums[year] <= limit {
		return 1
	}
	return 0
}

// edge returns the limit up to which years count as within, rounding included.
func (s *Side) edge(limit float64) float64 {
	if s.Near.values != nil {
		limit = s.Near.nearer(limit)
	}
	return limit + SameDowntime
}

// A bracket keeps the draws of a sample that bracket a quantile of it.
type bracket struct {
	n, p    float64
	first   int       // rank of the first value
	values  []float64 // ascending
	below   float64   // draws less than the quantile
	through float64   // draws up to it
	steps   bool      // some draws repeat each other
}

// BracketOf returns the bracket of the quantile at p. It reorders the draws.
func BracketOf(draws []float64, p float64) bracket {
	b := bracket{n: float64(len(draws)), p: p}
	lo, hi := QuantileRanks(b.n, p, 1)
	from, to := max(int(lo), 1), min(int(hi), len(draws))
	rank := RankOf(len(draws), p)
	q := SelectRank(draws, rank-1)
	SelectRank(draws[:rank], from-1)
	SelectRank(draws[rank-1:], to-rank)
	b.first, b.values = from, slices.Clone(draws[from-1:to])
	slices.Sort(b.values)
	for i := 1; i < len(b.values); i++ {
		b.steps = b.steps || b.values[i]-b.values[i-1] <= SameDowntime
	}
	if b.below, b.through = float64(rank-1), float64(rank); b.steps {
		b.below, b.through = 0, 0
		for _, x := range draws {
			if x < q-SameDowntime {
				b.below++
			}
			if x <= q+SameDowntime {
				b.through++
			}
		}
	}
	return b
}

// at returns the draw at the rank that lies z standard errors from the
// quantile's, rounded up or down: an unavailability, 0 and 1 where the sample
// does not reach.
func (b *bracket) at(z float64, up bool) float64 {
	rank := math.Floor(b.rank(z))
	if up {
		rank++
	}
	return b.draw(rank)
}

// between is at, on the line between two draws.
func (b *bracket) between(z float64) float64 {
	rank := b.rank(z) + 0.5
	lower := math.Floor(rank)
	return b.draw(lower) + (rank-lower)*(b.draw(lower+1)-b.draw(lower))
}

func (b *bracket) rank(z float64) float64 { return b.n*b.p + z*math.Sqrt(b.n*b.p*(1-b.p)) }

// draw returns the draw of a whole rank.
func (b *bracket) draw(rank float64) float64 {
	switch {
	case rank < 1:
		return 0
	case rank > b.n:
		return 1
	}
	return b.values[min(max(int(rank)-b.first, 0), len(b.values)-1)]
}

// nearer returns the limit, or a hair less where the quantile is one of many
// equal draws and the part of the draws before them is closer to what is asked
// for: there the errors are made.
func (b *bracket) nearer(limit float64) float64 {
	if b.n*b.p-b.below < b.through-b.n*b.p {
		return limit - 2*SameDowntime
	}
	return limit
}
