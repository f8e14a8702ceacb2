package engine

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/sim/internal/simtest"
)

// A grid holds the first draw of every key of some seeds, roles, years and
// ordinals, the ordinals running fastest.
type grid4 struct {
	size  [4]int
	draws []float64
}

var axesOfKeys = [4]string{"seeds", "roles", "years", "ordinals"}

// firsts draws once at the start of every key of a grid.
func firsts(seeds, roles, years, ordinals int, draw func(*rand.Rand) float64) grid4 {
	g := grid4{size: [4]int{seeds, roles, years, ordinals}}
	s := newStream()
	for seed := range seeds {
		for r := range roles {
			role := roleOf(uint64(seed), "risk", fmt.Sprint("r", r/3), []string{"level", "impact", "diagnose"}[r%3])
			for y := range years {
				for k := range ordinals {
					g.draws = append(g.draws, draw(s.at(role, uint64(y), uint64(k))))
				}
			}
		}
	}
	return g
}

// neighbours returns the pairs of draws whose keys differ by one on an axis.
func (g grid4) neighbours(axis int) (x, y []float64) {
	step := 1
	for a := 3; a > axis; a-- {
		step *= g.size[a]
	}
	for i := range g.draws {
		if (i/step)%g.size[axis] < g.size[axis]-1 {
			x, y = append(x, g.draws[i]), append(y, g.draws[i+step])
		}
	}
	return x, y
}

// TestFirstDraws holds the draws at the starts of keys, where nearly all of a
// simulation's come from, against the laws that they should have: one by one,
// and beside their neighbours of the next seed, role, year and ordinal, where
// a weak mixing of the key would show first.
func TestFirstDraws(t *testing.T) {
	t.Parallel()
	scale := simtest.Enough(1, 10)
	normal := distuv.UnitNormal
	for _, c := range []struct {
		what string
		draw func(*rand.Rand) float64
		cdf  func(float64) float64
	}{
		{"uniform", (*rand.Rand).Float64, func(x float64) float64 { return x }},
		{"normal", (*rand.Rand).NormFloat64, normal.CDF},
		{"exponential", (*rand.Rand).ExpFloat64, func(x float64) float64 { return -math.Expm1(-x) }},
		{"second uniform", func(r *rand.Rand) float64 { r.Uint64(); return r.Float64() }, func(x float64) float64 { return x }},
	} {
		for _, size := range [][4]int{
			{4, 6, 100 * scale, 40}, // a service as it is simulated
			{1000 * scale, 3, 4, 4}, // many seeds
			{2, 150, 16, 16},        // many parts
			{1, 2, 3, 10_000 * scale},
			{1, 2, 10_000 * scale, 3},
		} {
			g := firsts(size[0], size[1], size[2], size[3], c.draw)
			what := fmt.Sprintf("%s, %v", c.what, size)
			const bins = 256
			counts := make([]int, bins)
			for _, x := range g.draws {
				counts[min(int(c.cdf(x)*bins), bins-1)]++
			}
			simtest.Fits(t, what, counts, func(int) float64 { return 1.0 / bins })
			simtest.Follows(t, what, g.draws, c.cdf)
			for axis, name := range axesOfKeys {
				x, y := g.neighbours(axis)
				if len(x) < 1000 {
					continue
				}
				simtest.Uncorrelated(t, what+", neighbouring "+name, x, y)
				const side = 16
				pairs := make([]int, side*side)
				for i := range x {
					a, b := min(int(c.cdf(x[i])*side), side-1), min(int(c.cdf(y[i])*side), side-1)
					pairs[a*side+b]++
				}
				simtest.Fits(t, what+", pairs of neighbouring "+name, pairs, func(int) float64 { return 1.0 / (side * side) })
			}
		}
	}
}

// TestDrawsWithinAKey holds the draws that one key gives one after another
// against independence: Poisson levels, gaps and the chances of a change's
// events come so.
func TestDrawsWithinAKey(t *testing.T) {
	s := newStream()
	role := roleOf(1, "risk", "bad-deploy", "chance")
	var x, y []float64
	for year := range simtest.Enough(4000, 40_000) {
		rng := s.at(role, uint64(year), 0)
		last := rng.Float64()
		for range 52 {
			next := rng.Float64()
			x, y, last = append(x, last), append(y, next), next
		}
	}
	simtest.Follows(t, "52 draws of a key", y, func(x float64) float64 { return x })
	simtest.Uncorrelated(t, "draws one after another", x, y)
}

// TestNoTwoKeysAreOne looks for keys that address the same draws. Different
// first numbers prove different keys; that two differ by chance in all of a
// grid's pairs fails once in ten million runs.
func TestNoTwoKeysAreOne(t *testing.T) {
	var seen []uint64
	s := newStream()
	for seed := range uint64(2) {
		for _, names := range [][]string{
			{"risk", "a", "level"}, {"risk", "a", "gap"}, {"risk", "a", "chance"}, {"risk", "a", "impact"},
			{"risk", "a", "diagnose"}, {"risk", "a", "self-heal"}, {"risk", "a", "gate", "g"},
			{"risk", "a", "gate", "g", "impact"}, {"risk", "a", "gate", "g", "time"}, {"risk", "a", "alarm", "g", "poll"},
			{"risk", "a", "alarm", "g", "miss"}, {"risk", "a", "alarm", "g", "delay"}, {"risk", "a", "recovery", "g"},
			{"risk", "a", "recovery", "g", "works"}, {"risk", "a", "responder", "g"}, {"risk", "b", "level"},
			{"risk", "ab", "level"}, {"change", "a", "phase"}, {"change", "a", "downtime"},
		} {
			role := roleOf(seed, names...)
			for year := range uint64(simtest.Enough(400, 4000)) {
				for k := range uint64(64) {
					seen = append(seen, s.at(role, year, k).Uint64())
				}
			}
		}
	}
	n := len(seen)
	slices.Sort(seen)
	if seen = slices.Compact(seen); len(seen) < n {
		t.Errorf("%d of %d keys begin with the number of another", n-len(seen), n)
	}
}

// TestNeighboursNeverMeet proves that the numbers which two of a series'
// ordinals give one after another are not the same, as far as anybody will
// ever draw: so for the years of a role too. They meet where
//
//	Δa·first + Δb·second = 0 mod 2^64,
//
// the pairs that do form a lattice, and Gauss's reduction finds its shortest.
func TestNeighboursNeverMeet(t *testing.T) {
	for _, steps := range [][2]uint64{{eventStep, GoldenGamma}, {yearStep, eventStep}} {
		word := new(big.Int).Lsh(big.NewInt(1), 64)
		u := new(big.Int).SetUint64(steps[0])
		v := new(big.Int).SetUint64(steps[1])
		// (1, c) with c = -first/second, and (0, 2^64), span it.
		c := new(big.Int).ModInverse(v, word)
		c.Mul(c, u).Neg(c).Mod(c, word)
		a, b := [2]*big.Int{big.NewInt(1), c}, [2]*big.Int{new(big.Int), word}
		dot := func(p, q [2]*big.Int) *big.Int {
			return new(big.Int).Add(new(big.Int).Mul(p[0], q[0]), new(big.Int).Mul(p[1], q[1]))
		}
		for {
			if dot(a, a).Cmp(dot(b, b)) > 0 {
				a, b = b, a
			}
			q := new(big.Rat).SetFrac(dot(a, b), dot(a, a))
			f, _ := q.Float64()
			n, _ := big.NewFloat(math.Round(f)).Int(nil)
			if n.Sign() == 0 {
				break
			}
			for i := range b {
				b[i] = new(big.Int).Sub(b[i], new(big.Int).Mul(n, a[i]))
			}
		}
		norm, _ := new(big.Float).Sqrt(new(big.Float).SetInt(dot(a, a))).Float64()
		if norm < 1e9 {
			t.Errorf("keys %v and %v steps apart address the same draws", a[0], a[1])
		}
		t.Logf("the nearest two equal keys lie %v and %v steps apart", a[0], a[1])
	}
}
