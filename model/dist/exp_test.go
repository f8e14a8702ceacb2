package dist

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The table-driven exponential agrees with the library's to two units in the
// last place over the range that draws come from, and at its ends.
func TestExpAgainstLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	check := func(x float64) {
		got, want := exp(x), math.Exp(x)
		if got != want && !(math.Abs(got/want-1) <= 0x1p-51) {
			t.Fatalf("exp(%v): got %v, want %v", x, got, want)
		}
	}
	for range 1_000_000 {
		check((rng.Float64() - 0.5) * 80)
	}
	for range 100_000 {
		check((rng.Float64() - 0.5) * 1500)
	}
	for _, x := range []float64{0, math.Copysign(0, -1), 1e-300, -1e-300, 700, -700, 709.7, -745, 1e300, -1e300, math.Inf(1), math.Inf(-1)} {
		check(x)
	}
	if !math.IsNaN(exp(math.NaN())) {
		t.Error("exp(NaN) is a number")
	}
}

// FromNormal is Draw, bit for bit.
func TestFromNormalIsDraw(t *testing.T) {
	law, err := NewLogNormal(5, 1.2)
	if err != nil {
		t.Fatal(err)
	}
	a, b := rand.New(rand.NewPCG(3, 4)), rand.New(rand.NewPCG(3, 4))
	z := make([]float64, 1000)
	for i := range z {
		z[i] = a.NormFloat64()
	}
	law.FromNormal(z)
	for i := range z {
		if want := law.Draw(b); z[i] != want {
			t.Fatalf("draw %d: got %v, want %v", i, z[i], want)
		}
	}
}

func BenchmarkExp(b *testing.B) {
	for name, f := range map[string]func(float64) float64{"own": exp, "math": math.Exp} {
		b.Run(name, func(b *testing.B) {
			sum := 0.0
			for i := range b.N {
				sum += f(float64(i & 15))
			}
			if sum < 0 {
				b.Fatal("negative")
			}
		})
	}
}
