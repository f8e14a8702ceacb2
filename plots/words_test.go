package plots

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"nines/model/visible"
	"nines/sim"
)

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
		if got := Duration(tt.seconds); got != tt.long {
			t.Errorf("Duration(%v) = %q, want %q", tt.seconds, got, tt.long)
		}
		if got := ShortDuration(tt.seconds); got != tt.short {
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
		e := sim.Estimate{Value: tt.value, Low: tt.value - tt.err, High: tt.value + tt.err}
		if got := AboutDuration(e); got != tt.want {
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
		if got := Attainable(sim.Estimate{Value: tt.value, Low: tt.low, High: tt.high}); got != tt.want {
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
		e := sim.Estimate{Value: 1 - miss, Low: 1 - miss - half, High: 1 - miss + half}
		text := Attainable(e)
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
		e := sim.Estimate{Value: tt.value, Low: tt.low, High: tt.high}
		if got := Chance(e); got != tt.chance {
			t.Errorf("Chance(%v) = %q, want %q", tt.value, got, tt.chance)
		}
		if got := Kept(e); got != tt.kept {
			t.Errorf("Kept(%v) = %q, want %q", tt.value, got, tt.kept)
		}
	}
}

// TestAlike spells a map with one precision: that of its coarsest cell.
func TestAlike(t *testing.T) {
	fine := sim.Estimate{Value: 0.99995, Low: 0.999949, High: 0.999951}
	coarse := sim.Estimate{Value: 0.9912, Low: 0.9902, High: 0.9922}
	for want, es := range map[string][]sim.Estimate{
		"99.9 % 99.1 %":       {fine, coarse},
		"99.9950 % 100 % 0 %": {fine, {Value: 1, Low: 1, High: 1}, {}},
	} {
		if got := strings.Join(Alike(es), " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestPercentAndThousands(t *testing.T) {
	for in, want := range map[string]string{"99.99%": "99.99 %", " 99.9 % ": "99.9 %", "0.999": "0.999"} {
		if got := Percent(in); got != want {
			t.Errorf("Percent(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[float64]string{0: "0", 999: "999", 100_000: "100,000", -1234567: "−1,234,567"} {
		if got := Thousands(in); got != want {
			t.Errorf("Thousands(%v) = %q, want %q", in, got, want)
		}
	}
}

func TestMostYears(t *testing.T) {
	for in, want := range map[float64]string{
		0.9: "Nine years in ten", 0.8: "Four years in five", 0.5: "One year in two", 0.05: "One year in 20", 0.75: "Three years in four",
		0.95: "19 years in 20", 0.99: "99 years in 100", 0.999: "999 years in 1,000", 0.1: "One year in ten", 1: "All years", 0.1234567: "12.3457 % of years",
	} {
		if got := MostYears(in); got != want {
			t.Errorf("MostYears(%v) = %q, want %q", in, got, want)
		}
	}
}

// TestWrap keeps numbers with their units.
func TestWrap(t *testing.T) {
	s := newStyle(Document, typeface{fonts: faces(), spell: visible.Line}).plain(10, ink)
	for _, line := range wrap(s, 60, "planned work takes 8 min 40 s of 99.99 % in all") {
		if strings.HasPrefix(line, "min") || strings.HasPrefix(line, "s ") || strings.HasPrefix(line, "%") || strings.HasPrefix(line, "40") {
			t.Errorf("a line begins with %q", line)
		}
	}
	const name = "an-incredibly-long-name-of-one-word and a very long name of a risk"
	lines := broken(s, 50, name)
	for _, line := range lines {
		if s.Width(line) > 50 {
			t.Errorf("%q is wider than asked", line)
		}
	}
	if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(name, " ", "") {
		t.Errorf("letters are lost: %q", lines)
	}
}
