package measure

import (
	"fmt"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/dsp/fourier"
)

// TestRealFFT holds the transform against gonum's, and against its inverse.
func TestRealFFT(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 8; n <= 1<<15; n *= 2 {
		x, w, back := make([]float64, n), make([]float64, n), make([]float64, n)
		product := make([]float64, n)
		for k := range x {
			x[k], w[k] = r.NormFloat64(), r.Float64()
			product[k] = x[k] * w[k]
		}
		f := NewRealFFT(n)
		got := make([]complex128, n/2+1)
		f.Coefficients(got, x, w)
		want := fourier.NewFFT(n).Coefficients(nil, product)
		for j := range want {
			if cmplx.Abs(got[j]-want[j]) > 1e-14*float64(n) {
				t.Fatalf("n = %d, frequency %d: got %v, want %v", n, j, got[j], want[j])
			}
		}
		f.Sequence(back, got)
		for k := range back {
			if math.Abs(back[k]/float64(n)-product[k]) > 1e-13 {
				t.Fatalf("n = %d, point %d: got %v, want %v", n, k, back[k]/float64(n), product[k])
			}
		}
	}
}

// BenchmarkRealFFT is the transform beside gonum's.
func BenchmarkRealFFT(b *testing.B) {
	for _, n := range []int{1 << 10, 1 << 13, 1 << 16} {
		x, w, out := make([]float64, n), make([]float64, n), make([]complex128, n/2+1)
		for k := range x {
			x[k], w[k] = float64(k%7), 1
		}
		own, other := NewRealFFT(n), fourier.NewFFT(n)
		for name, run := range map[string]func(){
			"own":   func() { own.Coefficients(out, x, w) },
			"gonum": func() { other.Coefficients(out, x) },
		} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					run()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/point")
			})
		}
	}
}
