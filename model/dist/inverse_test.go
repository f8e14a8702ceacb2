package dist

import (
	"math"
	"math/rand/v2"
	"testing"
)

// inverted are laws of every family that has tables, light and heavy.
var inverted = []tailed{
	LogNormal{5, 0.3}, LogNormal{-2, 1.1}, LogNormal{0, 2.5},
	Exponential{600}, Weibull{0.5, 30}, Weibull{3, 1}, LogLogistic{1.5, 60}, LogLogistic{6, 1}, Lomax{1.2, 100}, Pareto{1.8, 2},
}

// wordAt returns the word that stands for a tail's probability.
func wordAt(p float64, upper bool) uint64 {
	word := uint64(math.Ldexp(p, 64))
	if upper {
		word |= 1 << 63
	}
	return word
}

// TestInverseIsQuantile holds draws against the quantile of the uniform that
// their word stands for, in both tails, as far out as words go.
func TestInverseIsQuantile(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, law := range inverted {
		v := InverseOf(law.(Distribution))
		if v == nil {
			t.Errorf("%#v has no inverse", law)
			continue
		}
		worst := 0.0
		for range 20_000 {
			p := math.Ldexp(0.5+rng.Float64()/2, -1-rng.IntN(50))
			for _, upper := range []bool{false, true} {
				word := wordAt(p, upper)
				want := law.tail(math.Ldexp(float64(word<<1), -65), upper)
				worst = math.Max(worst, math.Abs(v.Of(word)-want)/want)
				if got := DirectInverseOf(law.(Distribution)).Of(word); math.Abs(got-want) > 1e-12*want {
					t.Fatalf("%#v: %v is computed, want %v", law, got, want)
				}
			}
		}
		if t.Logf("%#v: the error is %.1e of the quantile", law, worst); worst > 1e-12 {
			t.Errorf("%#v: the error is %.1e of the quantile", law, worst)
		}
	}
}

// TestInverseFollows holds draws against the law.
func TestInverseFollows(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	const bins, draws = 200, 200_000
	for _, law := range inverted {
		v := InverseOf(law.(Distribution))
		var counts [bins]float64
		for range draws {
			counts[min(int(law.(Distribution).CDF(v.Of(rng.Uint64()))*bins), bins-1)]++
		}
		chi := 0.0
		for _, n := range counts {
			const want = float64(draws) / bins
			chi += (n - want) * (n - want) / want
		}
		if chi > 300 { // mean 199, standard deviation 20
			t.Errorf("%#v: chi-square %.0f with %d bins", law, chi, bins)
		}
	}
}

// TestInverseRises: a greater uniform never gives less, across parts and
// halvings too, but for the rounding of the last digits.
func TestInverseRises(t *testing.T) {
	for _, law := range inverted {
		v := InverseOf(law.(Distribution))
		last := 0.0
		see := func(p float64, upper bool) {
			x := v.Of(wordAt(p, upper))
			if x < last*(1-1e-12) {
				t.Fatalf("%#v: %v after %v, at %v, upper %v", law, x, last, p, upper)
			}
			last = x
		}
		const steps = 40 * 32 * 5
		for i := range steps {
			see(math.Exp2(-1-40*float64(steps-i)/steps), false)
		}
		for i := range steps {
			see(math.Exp2(-1-40*float64(i+1)/steps), true)
		}
	}
}

// TestInversesAreShared: laws of one shape have one set of tables, and their
// draws differ by their scale.
func TestInversesAreShared(t *testing.T) {
	a, b := InverseOf(LogNormal{1, 0.7}), InverseOf(LogNormal{3, 0.7})
	if a.tables != b.tables {
		t.Error("two lognormal laws of one sigma have tables of their own")
	}
	if x, y := a.Of(12345)*math.Exp(3)/math.Exp(1), b.Of(12345); math.Abs(x/y-1) > 1e-15 {
		t.Errorf("%v and %v", x, y)
	}
	if InverseOf(LogNormal{0, 10}) != nil && InverseOf(Weibull{0.02, 1}) != nil {
		t.Log("even the widest laws have tables")
	}
}

func BenchmarkInverse(b *testing.B) {
	v := InverseOf(LogNormal{6, 0.9})
	x, sum := uint64(1), 0.0
	for range b.N {
		x += 0x9e3779b97f4a7c15
		sum += v.Of(x * 0xbf58476d1ce4e5b9)
	}
	if sum == 0 {
		b.Fatal("no draws")
	}
}

func BenchmarkLogNormalDraw(b *testing.B) {
	law, rng, sum := LogNormal{6, 0.9}, rand.New(rand.NewPCG(1, 2)), 0.0
	for range b.N {
		sum += law.Draw(rng)
	}
	if sum == 0 {
		b.Fatal("no draws")
	}
}
