package evidence

import (
	"math/rand/v2"

	"nines/model/dist"
)

// A Source says what unknowns hold in one world.
type Source interface {
	NumberOf(u *Unknown) float64
	LawOf(u *Unknown) dist.Distribution
}

// In returns what a stream draws for a world.
func (s *Stream) In(w World) Source { return within{s, w} }

// within is a world of a stream.
type within struct {
	stream *Stream
	world  World
}

func (i within) NumberOf(u *Unknown) float64        { return i.stream.Number(u, i.world) }
func (i within) LawOf(u *Unknown) dist.Distribution { return i.stream.Law(u, i.world) }

// Strata are n worlds that lie more evenly than as many draws: each parameter takes
// each n-th part of its probability once (Latin hypercube sampling; McKay, Beckman
// and Conover, Technometrics 21, 1979). Means over them scatter less than over draws.
type Strata struct {
	stream *Stream
	n      int
	orders map[string][][]float64 // by path: per parameter, the probability in each world
}

// NewStrata returns n worlds of a seed.
func NewStrata(seed uint64, n int) *Strata {
	return &Strata{stream: NewStream(seed), n: n, orders: map[string][][]float64{}}
}

// In returns one of the worlds, from 0 on.
func (s *Strata) In(w int) Source { return stratum{s, w} }

type stratum struct {
	*Strata
	world int
}

// at returns the numbers that an unknown's parameters are.
func (s stratum) at(u *Unknown) []float64 {
	orders := s.orders[u.Path]
	if orders == nil {
		r := rand.New(rand.NewPCG(uint64(KeyOf(s.stream.seed, u.Path)), 0))
		for range u.Parameters {
			of := make([]float64, s.n)
			for i, to := range r.Perm(s.n) {
				of[to] = (float64(i) + r.Float64()) / float64(s.n)
			}
			orders = append(orders, of)
		}
		s.orders[u.Path] = orders
	}
	v := make([]float64, len(u.Parameters))
	for j, p := range u.Parameters {
		v[j] = p.Quantile(min(max(orders[j][s.world], 1e-12), 1-1e-12))
	}
	return v
}

// NumberOf implements Source.
func (s stratum) NumberOf(u *Unknown) float64 {
	x := u.number(s.at(u))
	for _, gate := range u.Over {
		x /= 1 - s.NumberOf(gate)
	}
	return u.bounded(x)
}

// LawOf implements Source. Numbers that make no distribution are drawn again.
func (s stratum) LawOf(u *Unknown) dist.Distribution {
	if law := u.Law(s.at(u)); law != nil {
		return u.scaled(law)
	}
	return s.stream.Law(u, World(s.world))
}
