package words

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"nines/model"
	"nines/sim/stat"
)

// estimate is a number with its interval.
func estimate(value, low, high float64) stat.Estimate {
	return stat.Estimate{Value: value, Low: low, High: high}
}

func TestDuration(t *testing.T) {
	for _, tt := range []struct {
		seconds     float64
		long, short string
	}{
		{0, "0 s", "0 s"},
		{0.25, "0.25 s", "0.25 s"},
		{6.048, "6 s", "6 s"},
		{31.536, "32 s", "32 s"},
		{59.7, "1 min", "1 min"}, // never "60 s"
		{96.7, "1 min 37 s", "1.6 min"},
		{315.36, "5 min 15 s", "5.3 min"},
		{520, "8 min 40 s", "8.7 min"},
		{3153.6, "52 min 34 s", "53 min"},
		{3599.7, "1 h", "1 h"},
		{15768, "4 h 23 min", "4.4 h"},
		{31536, "8 h 46 min", "8.8 h"},
		{86399, "1 d", "1 d"},
		{181440, "2.1 d", "2.1 d"},
		{315360, "3.7 d", "3.7 d"},
		{3.1536e6, "36.5 d", "36.5 d"},
		{3.1536e7, "365 d", "365 d"},
		{-96.7, "−1 min 37 s", "−1.6 min"},
		{math.NaN(), "unknown", "unknown"},
		{math.Inf(1), "forever", "forever"},
	} {
		if got := Plain(Duration(tt.seconds)); got != tt.long {
			t.Errorf("Duration(%v) = %q, want %q", tt.seconds, got, tt.long)
		}
		if got := Plain(ShortDuration(tt.seconds)); got != tt.short {
			t.Errorf("ShortDuration(%v) = %q, want %q", tt.seconds, got, tt.short)
		}
	}
}

func TestAboutDuration(t *testing.T) {
	for _, tt := range []struct {
		why        string
		value, err float64
		want       string
	}{
		{"exact", 520, 0, "8 min 40 s"},
		{"to ten seconds", 883, 8, "14 min 40 s"},
		{"to a minute", 883, 45, "15 min"},
		{"to half an hour", 16000, 1500, "4 h 30 min"},
		{"to a day", 181440, 50000, "2 d"},
		{"smaller than its error", 2, 30, "under 30 s"},
		{"nothing", 0, 0, "0 s"},
	} {
		e := stat.Estimate{Value: tt.value, Low: tt.value - tt.err, High: tt.value + tt.err}
		if got := Plain(AboutDuration(e)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.why, got, tt.want)
		}
	}
}

func TestAttainable(t *testing.T) {
	inf := math.Inf(-1)
	for _, tt := range []struct {
		why              string
		value, low, high float64
		want             string
	}{
		{"four decimals", 0.99997205, 0.9999715, 0.9999725, "99.9972 %"},
		{"cut downwards", 0.9999729, 0.9999724, 0.9999734, "99.9972 %"},
		{"a round number stays", 0.9995, 0.99949999, 0.99950001, "99.95 %"},
		{"exact, three digits of what is missing", 1 - 520/31536000.0, 1 - 520/31536000.0, 1 - 520/31536000.0, "99.99835 %"},
		{"a wide interval", 0.9912, 0.982, 0.995, "99 %"},
		{"few nines", 0.8889, 0.8884, 0.8894, "88.8 %"},
		{"half an interval: one digit of what is missing", 0.99934, inf, 0.9995, "99.93 %"},
		{"never fails", 1, 1, 1, "100 %"},
		{"no failure in so many years", 1, 0.99999, 1, "99.999 %"},
		{"always down", 0, 0, 0, "0 %"},
		{"nothing known", math.NaN(), 0, 1, "unknown"},
	} {
		if got := Plain(Attainable(stat.Estimate{Value: tt.value, Low: tt.low, High: tt.high})); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.why, got, tt.want)
		}
	}
}

// TestAttainableNeverPromisesMore draws availabilities and intervals: what is
// spelled never exceeds the value, and falls short of it by little more than
// the interval is wide.
func TestAttainableNeverPromisesMore(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		miss := math.Pow(10, -6*rng.Float64())
		half := miss * math.Pow(10, -4*rng.Float64())
		e := stat.Estimate{Value: 1 - miss, Low: 1 - miss - half, High: 1 - miss + half}
		text := Plain(Attainable(e))
		v, err := strconv.ParseFloat(strings.TrimSuffix(text, " %"), 64)
		if err != nil {
			t.Fatal(err)
		}
		if v/100 > e.Value+1e-12 {
			t.Fatalf("%s promises more than %v", text, e.Value)
		}
		if e.Value-v/100 > max(10.01*half, miss) {
			t.Fatalf("%s is far below %v ± %v", text, e.Value, half)
		}
	}
}

func TestChanceAndKept(t *testing.T) {
	for _, tt := range []struct {
		value, low, high float64
		chance, kept     string
	}{
		{1, 0.99996, 1, "> 99.99 %", "every simulated year"},
		{1, 1, 1, "100 %", "every simulated year"},
		{0, 0, 0.00004, "< 0.01 %", "no simulated year"},
		{0, 0, 0, "0 %", "no simulated year"},
		{1, 0.8389, 1, "> 83 %", "every simulated year"},
		{1, 0.2065, 1, "> 20 %", "every simulated year"},
		{0, 0, 0.2775, "< 28 %", "no simulated year"},
		{0.7213, 0.7185, 0.7241, "72.1 %", "72 of 100 years"},
		{0.72, 0.69, 0.75, "72 %", "72 of 100 years"},
		{0.9, 0.8996, 0.9004, "90.00 %", "9 of 10 years"},
		{0.89, 0.888, 0.892, "89.0 %", "89 of 100 years"},
		{0.99874, 0.9985, 0.999, "99.87 %", "all but 1 in 800 years"},
		{0.005, 0.004, 0.006, "0.5 %", "1 of 200 years"},
		{1.4e-7, 0, 0.001, "< 0.1 %", "under 1 of 1,000 years"},
		{1.7e-5, 0, 0.00041, "< 0.1 %", "under 1 of 1,000 years"},
		{1e-10, 9e-11, 1.1e-10, "< 0.0001 %", "practically no year"},
		{0.99998, 0.9996, 1, "> 99.9 %", "over 999 of 1,000 years"},
		{0.005, 0, 0.021, "1 %", "under 3 of 100 years"},
		{0.575, 0.568, 0.582, "58 %", "58 of 100 years"},
		{math.NaN(), 0, 1, "unknown", "unknown"},
	} {
		e := stat.Estimate{Value: tt.value, Low: tt.low, High: tt.high}
		if got := Plain(Chance(e)); got != tt.chance {
			t.Errorf("Chance(%v) = %q, want %q", tt.value, got, tt.chance)
		}
		if got := Plain(Kept(e)); got != tt.kept {
			t.Errorf("Kept(%v) = %q, want %q", tt.value, got, tt.kept)
		}
	}
}

// TestAlike spells a map with one precision: that of its coarsest cell.
func TestAlike(t *testing.T) {
	fine := stat.Estimate{Value: 0.99995, Low: 0.999949, High: 0.999951}
	coarse := stat.Estimate{Value: 0.9912, Low: 0.9902, High: 0.9922}
	for want, es := range map[string][]stat.Estimate{
		"99.9 % 99.1 %":       {fine, coarse},
		"99.9950 % 100 % 0 %": {fine, {Value: 1, Low: 1, High: 1}, {}},
	} {
		if got := Plain(strings.Join(Alike(es), " ")); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestTarget spells a target and a ratio as somebody wrote them.
func TestTarget(t *testing.T) {
	for in, want := range map[string]string{"99.99%": "99.99 %", "0.999": "99.9 %"} {
		target, err := model.ParseTarget(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := Plain(Target(target)); got != want {
			t.Errorf("%q is spelt %q, want %q", in, got, want)
		}
	}
	if got := Plain(Ratio(0.9995)); got != "99.95 %" {
		t.Errorf("got %q", got)
	}
}

func TestMostYears(t *testing.T) {
	for in, want := range map[float64]string{
		0.9: "nine years in ten", 0.8: "four years in five", 0.5: "one year in two", 0.05: "one year in 20", 0.75: "three years in four",
		0.95: "19 years in 20", 0.99: "99 years in 100", 0.999: "999 years in 1,000", 0.1: "one year in ten", 1: "all years", 0.1234567: "12.3457 % of years",
	} {
		if got := Plain(MostYears(in)); got != want {
			t.Errorf("MostYears(%v) = %q, want %q", in, got, want)
		}
	}
}

func TestKeptPart(t *testing.T) {
	for _, c := range []struct {
		why  string
		e    stat.Estimate
		want string
	}{
		{"the interval has the decimals of the value", estimate(0.7209, 0.7181, 0.7237), "72.1 % of years (71.8 to 72.4)"},
		{"few years support no decimals", estimate(0.72, 0.66, 0.77), "72 % of years (66 to 77)"},
		{"no miss seen is a bound, not certainty", estimate(1, 0.99996, 1), "> 99.99 % of years"},
		{"no year kept is a bound as well", estimate(0, 0, 0.00004), "< 0.01 % of years"},
		{"what nobody doubts has no interval", estimate(0, 0, 0), "0 % of years"},
	} {
		if got := Plain(KeptPart(c.e, "years")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

func TestKeptCounts(t *testing.T) {
	for _, c := range []struct {
		e    stat.Estimate
		want string
	}{
		{estimate(0.9, 0.89, 0.91), "9 of 10 months"},
		{estimate(0.72, 0.71, 0.73), "72 of 100 months"},
		{estimate(1, 0.999, 1), "every simulated month"},
		{estimate(0, 0, 0.001), "no simulated month"},
	} {
		if got := Plain(KeptOf(c.e, "month", "months")); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestShare(t *testing.T) {
	for part, want := range map[float64]string{
		0: "0 %", 0.004: "< 1 %", 0.736: "74 %", 0.996: "> 99 %", 1: "100 %", math.NaN(): "unknown",
	} {
		if got := Plain(Share(part)); got != want {
			t.Errorf("%v: got %q, want %q", part, got, want)
		}
	}
}

func TestPerYear(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 0.0123: "0.012", 0.25: "0.3", 1.04: "1", 9.96: "10", 52: "52", 1234: "1,234",
	} {
		if got := Plain(PerYear(x)); got != want {
			t.Errorf("%v: got %q, want %q", x, got, want)
		}
	}
}

func TestAbout(t *testing.T) {
	for _, c := range []struct {
		e    stat.Estimate
		want string
	}{
		{estimate(8731, 8600, 8860), "8,700"},
		{estimate(8731, 8725, 8737), "8,730"},
		{estimate(0.1234, 0.12, 0.13), "0.123"},
		{estimate(0, 0, 0), "0"},
	} {
		if got := Plain(Amount(c.e)); got != c.want {
			t.Errorf("%v: got %q, want %q", c.e.Value, got, c.want)
		}
	}
}

func TestRatioTextAllowsNoLess(t *testing.T) {
	for miss, want := range map[float64]string{
		20700.0 / model.Year: "99.9343 %", 0: "100 %", 0.5: "50 %", 0.001: "99.9 %", 1e-5: "99.999 %", 1: "0 %",
	} {
		if got := Plain(Missing(miss)); got != want {
			t.Errorf("%v: got %q, want %q", miss, got, want)
		}
	}
}

// TestTerm: a term is told as people count it.
func TestTerm(t *testing.T) {
	for term, want := range map[float64]string{
		model.Year: "1 year", 3 * model.Year: "3 years", model.Year / 12: "1 month", 13 * model.Year / 12: "13 months",
		model.Year / 2: "6 months", 100 * model.Day: "100 d",
	} {
		if got := Plain(Term(term)); got != want {
			t.Errorf("a term of %v s: got %q, want %q", term, got, want)
		}
	}
}
