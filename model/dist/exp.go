package dist

import "math"

// exp returns e^x to within one unit in the last place, about twice as fast
// as math.Exp, which draws of a lognormal law spend most of their time in:
// x = (128k + i)·ln2/128 + r with |r| <= ln2/256, so that e^x is 2^k, a table
// entry, and a short polynomial (Tang, "Table-driven implementation of the
// exponential function", ACM TOMS 15, 1989).
func exp(x float64) float64 {
	if !(x > -700 && x < 700) {
		return math.Exp(x)
	}
	const (
		perLn2 = 128 / math.Ln2
		ln2Hi  = 0x1.62e42fee00000p-8  // ln2/128, with trailing zeros: n·ln2Hi is exact
		ln2Lo  = 0x1.a39ef35793c76p-40 // the rest
		shift  = 0x1.8p52              // adding it rounds to an integer
	)
	n := x*perLn2 + shift
	bits := math.Float64bits(n)
	n -= shift
	r := x - n*ln2Hi - n*ln2Lo
	r2 := r * r
	p := r + r2*(0.5+r*(1.0/6)) + r2*r2*(1.0/24+r*(1.0/120))
	i := bits & 127
	// Adding to the exponent's bits multiplies by 2^k.
	k := int64(bits<<13) >> 13 >> 7
	t := exp2Table[i]
	return math.Float64frombits(math.Float64bits(t+t*p) + uint64(k)<<52)
}

// exp2Table holds 2^(i/128).
var exp2Table = func() (t [128]float64) {
	for i := range t {
		t[i] = math.Exp2(float64(i) / 128)
	}
	return t
}()
