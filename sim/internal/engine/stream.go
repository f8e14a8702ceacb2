package engine

import (
	"hash/fnv"
	"math/bits"
	"math/rand/v2"
)

// Every random number belongs to (seed, part, role, year, ordinal), and to
// nothing else: neither to the worker that draws it nor to what else is in the
// file. So a result does not depend on the number of workers, and a patched
// scenario meets the same faults as its baseline (common random numbers). A
// number is a hash of its key, in two levels: of the role and the year, and of
// this and the ordinal (Salmon et al., "Parallel random numbers: as easy as 1,
// 2, 3", SC 2011).

// A stream is a generator that can be moved to the start of any key.
type stream struct {
	gen   generator
	rand  *rand.Rand
	words []uint64 // of a column
}

func newStream() *stream {
	s := new(stream)
	s.rand = rand.New(&s.gen)
	return s
}

// A role addresses the draws of one kind that one part of a scenario makes.
type role uint64

// roleOf derives the role from the seed and the names: a risk or a change, and
// what is drawn for it. The names are joined by a byte that no name can hold.
func roleOf(seed uint64, names ...string) role {
	h := fnv.New64a()
	for _, n := range names {
		h.Write([]byte(n))
		h.Write([]byte{0})
	}
	return role(Mix(h.Sum64() + Mix(seed+GoldenGamma)))
}

const (
	GoldenGamma = 0x9e3779b97f4a7c15 // 2^64 over the golden ratio
	yearStep    = 0xd1342543de82ef95 // odd steps without a small common relation
	eventStep   = 0xda942042e4dd58b5
)

// A series is the draws of a role in one year, one for each ordinal.
type series uint64

// in returns the role's draws of a year.
func (r role) in(year uint64) series { return series(Mix(uint64(r) + year*yearStep)) }

// word returns the 64 random bits of an ordinal, with which the generator that
// starts there begins.
func (s series) word(ordinal uint64) uint64 { return Mix(uint64(s) + ordinal*eventStep) }

// uniform returns the uniform in [0, 1) of an ordinal's word.
func (s series) uniform(ordinal uint64) float64 { return unit(s.word(ordinal)) }

// start returns the generator that stands at an ordinal's start.
func (s series) start(ordinal uint64) generator { return generator(uint64(s) + ordinal*eventStep) }

// at moves the stream to the key's start and returns it.
func (s *stream) at(r role, year, ordinal uint64) *rand.Rand {
	s.gen = r.in(year).start(ordinal)
	return s.rand
}

// uniformAt returns the uniform of a key.
func uniformAt(r role, year, ordinal uint64) float64 { return r.in(year).uniform(ordinal) }

// Mix is a bijection of 64 bits in which every input bit moves every output
// bit (variant 13 of Stafford, "Better bit mixing", 2011).
func Mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// A generator is a counter whose values are hashed (SplitMix64; Steele, Lea and
// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
type generator uint64

// Uint64 implements rand.Source.
func (g *generator) Uint64() uint64 {
	x := uint64(*g)
	*g = generator(x + GoldenGamma)
	return Mix(x)
}

// unit returns the Float64 that math/rand/v2 makes of 64 bits.
func unit(bits uint64) float64 { return float64(bits<<11>>11) / (1 << 53) }

// below returns a whole number from 0 up to, not including, n: the part of n
// that a uniform of 64 bits is. Of less than 2^31 each is as likely but for a
// part of 2^-33.
func (g *generator) below(n int) int {
	high, _ := bits.Mul64(g.Uint64(), uint64(n))
	return int(high)
}
