// Package evidence holds what is known of a number that nobody knows for sure: the
// incidents of a log, the failures among so many changes, an expert's interval.
//
// An Unknown is one key of a scenario, and what it may hold. A world is one draw of
// all unknowns: a Stream draws what an unknown holds in it. Draws belong to the
// seed, the key's path and the world, so that two scenarios meet the same worlds,
// and two paths to one key meet one unknown.
//
// The posteriors are those of Jeffreys' priors (Gelman et al., Bayesian Data
// Analysis, 3rd edition, 2.8 and 3.2).
package evidence

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext"

	"nines/model/dist"
)

// A Parameter is the law of one number that is not known.
type Parameter interface {
	// Quantile returns the smallest x that the number exceeds with probability
	// at most 1 - p, for p in (0, 1).
	Quantile(p float64) float64
	// Draw returns one draw, which is a function of the stream behind r.
	Draw(r *rand.Rand) float64
}

// An Unknown is one key of a scenario that holds evidence in place of a value. It
// holds a number or a distribution, in each world another one.
type Unknown struct {
	Path string // "risk.bad-deploy.chance"
	Text string // as the file writes it: "1% to 5%"

	// Parameters are the laws of independent numbers from which the key's
	// value follows.
	Parameters []Parameter

	// Number is what the key holds for such numbers; nil where it holds a
	// distribution.
	Number func(v []float64) float64

	// Law is the distribution that the key holds; nil where it holds a number.
	// It returns nil for numbers that make none, which are drawn again.
	Law func(v []float64) dist.Distribution

	// Over are the gates whose parts let through, 1 - catches, divide a chance
	// that was seen behind them; Through is the product of those that are known.
	Over    []*Unknown
	Through float64 // 1 unless told; 0 stands for 1

	Unit Unit // of its values, and of those of its distribution

	Factor float64 // by which patches multiply the value; 1 unless told
	Most   float64 // what a number is cut off at, after all factors; 0 for no bound
}

// A Unit is what an unknown's values are measured in.
type Unit uint8

// The units.
const (
	Ratio   Unit = iota // 0 to 1
	PerYear             // events a year
	Seconds             // of a duration
)

// mostParameters is how many parameters an unknown has at most.
const mostParameters = 16

// mostTries bounds how often numbers are drawn that make no distribution.
const mostTries = 1000

// A World is one draw of all that is not known. Streams draw for worlds 0, 1, ….
type World uint64

// A Stream draws what unknowns hold. It is used by one goroutine.
type Stream struct {
	seed uint64
	pcg  *rand.PCG
	rand *rand.Rand
	v    [mostParameters]float64
}

// NewStream returns the stream of a seed.
func NewStream(seed uint64) *Stream {
	s := &Stream{seed: seed, pcg: new(rand.PCG)}
	s.rand = rand.New(s.pcg)
	return s
}

// A Key addresses the draws of an unknown with one seed.
type Key uint64

// KeyOf returns the key of a path.
func KeyOf(seed uint64, path string) Key {
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(path) {
		h = (h ^ uint64(path[i])) * 1099511628211
	}
	return Key(mix(h + mix(seed+0x9e3779b97f4a7c15)))
}

// mix is variant 13 of Stafford, "Better bit mixing", 2011.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// at moves the stream to the start of a key's draws for a world.
func (s *Stream) at(k Key, w World) *rand.Rand {
	s.pcg.Seed(uint64(k), mix(uint64(w)+0xd1342543de82ef95))
	return s.rand
}

// Number returns what an unknown number is in a world.
func (s *Stream) Number(u *Unknown, w World) float64 {
	return s.NumberAt(u, KeyOf(s.seed, u.Path), w)
}

// NumberAt is Number for a key that is known.
func (s *Stream) NumberAt(u *Unknown, k Key, w World) float64 {
	x := u.number(s.parameters(u, k, w))
	for _, gate := range u.Over {
		x /= 1 - s.Number(gate, w)
	}
	return u.bounded(x)
}

// Parameters returns the numbers that an unknown's parameters are in a world. The
// caller shares them with the stream, until it draws again.
func (s *Stream) Parameters(u *Unknown, w World) []float64 {
	if u.Law == nil {
		return s.parameters(u, KeyOf(s.seed, u.Path), w)
	}
	v, _ := s.drawn(u, KeyOf(s.seed, u.Path), w)
	return v
}

func (s *Stream) parameters(u *Unknown, k Key, w World) []float64 {
	r, v := s.at(k, w), s.v[:len(u.Parameters)]
	for i, p := range u.Parameters {
		v[i] = p.Draw(r)
	}
	return v
}

// Law returns the distribution that an unknown is in a world.
func (s *Stream) Law(u *Unknown, w World) dist.Distribution {
	return s.LawAt(u, KeyOf(s.seed, u.Path), w)
}

// LawAt is Law for a key that is known.
func (s *Stream) LawAt(u *Unknown, k Key, w World) dist.Distribution {
	_, law := s.drawn(u, k, w)
	return law
}

// drawn returns the parameters of a world's distribution and the distribution.
func (s *Stream) drawn(u *Unknown, k Key, w World) ([]float64, dist.Distribution) {
	r, v := s.at(k, w), s.v[:len(u.Parameters)]
	for range mostTries {
		for i, p := range u.Parameters {
			v[i] = p.Draw(r)
		}
		if law := u.Law(v); law != nil {
			return v, u.scaled(law)
		}
	}
	panic("evidence: " + u.Path + " is hardly ever a distribution") // the reader of files lets none through
}

func (u *Unknown) scaled(law dist.Distribution) dist.Distribution {
	if u.Factor == 1 {
		return law
	}
	return dist.Scale(law, u.Factor)
}

// number returns what the key holds before its gates, with all factors.
func (u *Unknown) number(v []float64) float64 {
	x := u.Number(v) * u.Factor
	if u.Through > 0 {
		x /= u.Through
	}
	return x
}

func (u *Unknown) bounded(x float64) float64 {
	if u.Most > 0 && !(x <= u.Most) {
		return u.Most
	}
	return x
}

// nodes are points of (0, 1)^d that lie evenly: node i of n is the lattice of
// Kronecker with the roots of x^(d+1) = x + 1 (Roberts, "The unreasonable
// effectiveness of quasirandom sequences", 2018), its first coordinate stratified.
func nodes(n, d int) [][]float64 {
	phi := 2.0
	for range 60 {
		phi = math.Pow(1+phi, 1/float64(d+1))
	}
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, d)
		out[i][0] = (float64(i) + 0.5) / float64(n)
		for j := 1; j < d; j++ {
			_, f := math.Modf(0.5 + float64(i+1)*math.Pow(1/phi, float64(j)))
			out[i][j] = min(max(f, 0.5/float64(n)), 1-0.5/float64(n))
		}
	}
	return out
}

// all returns an unknown number's parameters, those of its gates behind them.
func (u *Unknown) all() []Parameter {
	out := u.Parameters
	for _, g := range u.Over {
		out = append(out[:len(out):len(out)], g.Parameters...)
	}
	return out
}

// valueAt is the number for given parameters, those of its gates behind its own.
func (u *Unknown) valueAt(v []float64) (x float64, cut bool) {
	x = u.number(v[:len(u.Parameters)])
	v = v[len(u.Parameters):]
	for _, g := range u.Over {
		x /= 1 - g.bounded(g.number(v[:len(g.Parameters)]))
		v = v[len(g.Parameters):]
	}
	b := u.bounded(x)
	return b, b != x
}

// Mean returns the mean of an unknown number over worlds, and the part of the
// worlds in which it is cut off, both to about 1e-3 of them where it is cut off, or divided by gates that are not known.
func (u *Unknown) Mean() (mean, cut float64) {
	if d, ok := u.plain(); ok {
		times := u.Factor
		if u.Through > 0 {
			times /= u.Through
		}
		if u.Most == 0 || times == 0 || 1-d.CDF(u.Most/times) < 1e-9 {
			return d.Mean() * times, 0
		}
	}
	n := 1024
	if len(u.Over) > 0 {
		n = 4096
	}
	all := u.all()
	v := make([]float64, len(all))
	for _, p := range nodes(n, len(all)) {
		for j, q := range p {
			v[j] = all[j].Quantile(q)
		}
		x, over := u.valueAt(v)
		mean += x / float64(n)
		if over {
			cut += 1 / float64(n)
		}
	}
	return mean, cut
}

// plain returns the law of an unknown number that is one parameter and no more.
func (u *Unknown) plain() (dist.Distribution, bool) {
	if len(u.Parameters) != 1 || len(u.Over) > 0 {
		return nil, false
	}
	d, ok := u.Parameters[0].(dist.Distribution)
	return d, ok
}

// Quantile returns the number that an unknown is below in a part p of worlds; of
// one with gates that are not known, to about 1e-3 of the worlds.
func (u *Unknown) Quantile(p float64) float64 {
	if len(u.Over) == 0 && len(u.Parameters) == 1 {
		return u.bounded(u.number([]float64{u.Parameters[0].Quantile(p)}))
	}
	return quantileOf(u.spread(2048), p)
}

// mostMean is beyond which mean a distribution is left out of a predictive one: where few
// incidents tell how durations scatter, some worlds have none that could be computed
// with. They are drawn all the same.
const mostMean = 1e13

// predictive is of how many distributions a predictive one is made.
const predictive = 31

// Predictive returns the distribution of a single draw, in a world of which nothing
// is known: an even mixture of the distributions of 31 worlds that lie evenly.
func (u *Unknown) Predictive() (dist.Distribution, error) {
	var weights []float64
	var laws []dist.Distribution
	heavy := false
	v := make([]float64, len(u.Parameters))
	for _, p := range nodes(predictive, len(u.Parameters)) {
		for j, q := range p {
			v[j] = u.Parameters[j].Quantile(q)
		}
		if law := u.Law(v); law != nil && law.Mean() < mostMean {
			weights, laws = append(weights, 1), append(laws, u.scaled(law))
			heavy = heavy || dist.HeavyTailed(law)
		}
	}
	law, err := dist.NewMixture(weights, laws)
	return mixed{law, heavy}, err
}

// mixed is a predictive distribution.
type mixed struct {
	dist.Mixture
	heavy bool
}

// HeavyTailed reports whether any of its distributions is.
func (m mixed) HeavyTailed() bool { return m.heavy }

// Makes returns the part of worlds whose numbers make a distribution.
func (u *Unknown) Makes() float64 {
	const n = 64
	made := 0.0
	v := make([]float64, len(u.Parameters))
	for _, p := range nodes(n, len(u.Parameters)) {
		for j, q := range p {
			v[j] = u.Parameters[j].Quantile(q)
		}
		if u.Law(v) != nil {
			made += 1.0 / n
		}
	}
	return made
}

// normalQuantile is that of the standard normal law.
func normalQuantile(p float64) float64 { return mathext.NormalQuantile(p) }

// Spread returns the distribution of an unknown number over worlds, where a
// distribution is asked for: 31 values that are equally likely.
func (u *Unknown) Spread() dist.Distribution {
	law, err := dist.NewEmpirical(u.spread(predictive))
	if err != nil {
		panic(err) // its values are finite
	}
	return law
}

// NumberWith returns the number that a key holds for given numbers of its own
// parameters, where gate tells what the gates are that it was seen behind.
func (u *Unknown) NumberWith(v []float64, gate func(*Unknown) float64) float64 {
	x := u.number(v)
	for _, g := range u.Over {
		x /= 1 - gate(g)
	}
	return u.bounded(x)
}

// LawWith returns the distribution that a key holds for given numbers of its
// parameters; nil for numbers that make none.
func (u *Unknown) LawWith(v []float64) dist.Distribution {
	law := u.Law(v)
	if law == nil {
		return nil
	}
	return u.scaled(law)
}
