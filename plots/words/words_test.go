package words

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"

	"nines/model"
)

// TestFixedRoundsWhatIsWritten takes every hundredth and thousandth, whose
// nearest float64 lies below as often as above, against exact decimals.
func TestFixedRoundsWhatIsWritten(t *testing.T) {
	half := big.NewRat(1, 2)
	for n := int64(0); n < 4_000; n++ {
		for cut, scale := range []int64{10, 100, 1000} {
			x := float64(n) / float64(scale*10)
			for decimals := 0; decimals <= cut+1; decimals++ {
				exact := big.NewRat(n, scale*10)
				power := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
				exact.Add(exact.Mul(exact, power), half)
				floor := new(big.Rat).SetInt(new(big.Int).Quo(exact.Num(), exact.Denom()))
				if got, want := Fixed(x, decimals), floor.Quo(floor, power).FloatString(decimals); got != want {
					t.Fatalf("%v to %d decimals: got %s, want %s", x, decimals, got, want)
				}
			}
		}
	}
}

// TestFixedBetween meets numbers that are no ties in ten digits: strconv rounds them alike.
func TestFixedBetween(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 9))
	for range 20_000 {
		x := math.Exp(60*rng.Float64() - 20)
		decimals := rng.IntN(8)
		if Magnitude(x)+decimals > 9 {
			continue
		}
		if got, want := Fixed(x, decimals), strconv.FormatFloat(x, 'f', decimals, 64); got != want {
			t.Fatalf("%v to %d decimals: got %s, want %s", x, decimals, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Fixed(3.65, 1), "3.7"},
		{Fixed(-3.65, 1), "−3.7"},
		{Fixed(-0.04, 1), "0.0"},
		{Fixed(100*0.575, 0), "58"},
		{Fixed(0.25, 1), "0.3"},
		{Fixed(9.995, 2), "10.00"},
		{Fixed(0.0005, 3), "0.001"},
		{Fixed(1e-30, 2), "0.00"},
		{Fixed(123456789012345678, 0), "123456789012345680"},
		{Fixed(math.NaN(), 2), "unknown"},
		{Fixed(math.Inf(-1), 2), "−∞"},
		{Trimmed(4.04, 1), "4"},
		{Trimmed(100, 0), "100"},
		{Thousands(-1234567.5), "−1,234,568"},
		{Thousands(999.5), "1,000"},
		{Percent(0.285, 0), "29 %"},
		{Share(0.004), "< 1 %"},
		{Share(0.996), "> 99 %"},
		{Share(1), "100 %"},
		{PerYear(0.25), "0.3"},
		{PerYear(3.65), "3.7"},
		{PerYear(0.0123), "0.012"},
		{PerYear(9.96), "10"},
		{Trimmed(Near(0.15, 0.1), 3), "0.2"},
		{Trimmed(Near(25, 10), 0), "30"},
		{Trimmed(Significant(1005, 3), 0), "1010"},
		{Amount(estimate(14400, 12800, 14400)), "14,400"},
		{Amount(estimate(8731, 8600, 8860)), "8,700"},
		{Amount(estimate(8731, 8725, 8737)), "8,730"},
		{Amount(estimate(0.1234, 0.12, 0.13)), "0.123"},
		{Amount(estimate(5.456, 5.44, 5.47)), "5.46"},
		{Amount(estimate(0, 0, 0)), "0"},
		{Amount(estimate(89.3, 89.1, 89.5)), "89.3"},
		{Money(estimate(89.5, 89.3, 89.7)), "90"},
		{Money(estimate(0.125, 0.12, 0.13)), "0.125"},
		{Money(estimate(14400, 12800, 14400)), "14,400"},
		{Amount(estimate(333327, math.Inf(-1), math.Inf(1))), "333,000"},
		{Amount(estimate(math.NaN(), 0, 0)), "unknown"},
		{Duration(3.65), "3.7 s"},
		{Duration(3599.6), "1 h"},
		{ShortDuration(3.65 * 3600), "3.7 h"},
		{Setting(5820), "1 h 37 min"},
		{Setting(51*3600 + 180), "2 d 3 h"},
		{Setting(97), "1 min 37 s"},
		{Count(1, "year", "years"), "1 year"},
		{Count(2000, "year", "years"), "2,000 years"},
		{List([]string{"a", "b", "c"}, "or"), "a, b or c"},
		{List([]string{"a"}, "or"), "a"},
		{Sentence("nine years in ten"), "Nine years in ten"},
		{Digits(1234.5, 3), "1230"},
		{Short(0.01234), "0.0123"},
		{Short(12345.6), "12,346"},
		{Value(model.RateValue, 2.123456), "2.1235 a year"},
		{Reading(model.RatioValue, 0.01026), "1.03 %"},
	} {
		if Plain(c.got) != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
