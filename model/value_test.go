package model

import (
	"math"
	"strings"
	"testing"
)

func TestParseDuration(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
	}{
		{"90s", 90}, {"1m30s", 90}, {"250ms", 0.25}, {"4h", 14400}, {"3d", 3 * Day}, {"2w", 14 * Day},
		{"1.5h", 5400}, {"1y", Year}, {"1mo", Year / 12}, {"0s", 0}, {"1y1mo1w1d1h1m1s1ms", Year + Year/12 + 8*Day + 3661.001},
		{"0.1ms", 1e-4}, {"001m", 60}, {"1000000y", 1e6 * Year},
	} {
		if got, err := ParseDuration(c.in); err != nil || got != c.want {
			t.Errorf("%s: got %v, %v, want %v", c.in, got, err, c.want)
		}
	}
}

func TestParseDurationErrors(t *testing.T) {
	for in, say := range map[string]string{
		"":                                   "want a duration such as",
		"90":                                 "with its unit",
		"1.5":                                "with its unit",
		"5 parsecs":                          "with its unit",
		"5parsecs":                           "with its unit",
		"1min":                               "want a duration with its unit (ms, s, m, h, d, w, mo, y)",
		"90sec":                              "with its unit",
		"1h30min":                            "with its unit",
		"5µs":                                "with its unit",
		"s":                                  "want a duration such as",
		"-5m":                                "want a duration such as",
		"+5m":                                "want a duration such as",
		".5h":                                `want "0.5h": a point stands between digits`,
		"5.h":                                `want "5h": a point stands between digits`,
		"1_000s":                             "want a duration such as",
		"1_s":                                `want "1s": an underscore stands between digits`,
		"1e3s":                               "with its unit",
		"1m 30s":                             "want a duration such as",
		" 5m":                                "want a duration such as",
		"5M":                                 "with its unit",
		"1h5":                                "with its unit",
		"30s1m":                              "from the longest to the shortest",
		"1m1m":                               "each unit once",
		"1m5ms2s":                            "from the longest to the shortest",
		"inf":                                "want a duration such as",
		"1000001y":                           "at most 1000000y",
		"1" + strings.Repeat("0", 400) + "s": "at most 1000000y",
	} {
		if got, err := ParseDuration(in); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%.20q: got %v, %v, want an error with %q", in, got, err, say)
		}
	}
}

func TestFormatDuration(t *testing.T) {
	for want, v := range map[string]float64{
		"0s": 0, "30d": 30 * Day, "1m30s": 90, "250ms": 0.25, "1y": Year, "2y": 2 * Year, "14d": 14 * Day,
		"1d1h1m1s": 90061, "1.5s": 1.5, "1m30.1s": 90.1, "0.1ms": 1e-4, "30d10h": Year / 12, "4h": 14400,
		"400d": 400 * Day, "-5s": -5, "5m15.36s": 315.36,
	} {
		if got := FormatDuration(v); got != want {
			t.Errorf("%v: got %s, want %s", v, got, want)
		}
	}
	for _, v := range []float64{math.Inf(1), math.NaN()} {
		FormatDuration(v) // must not hang or panic
	}
}

func TestRatio(t *testing.T) {
	for in, want := range map[string]float64{
		"2%": 0.02, "99.95%": 0.9995, "0.02": 0.02, "0": 0, "1": 1, "100%": 1, "0%": 0, "14.4%": 0.144, "99.999%": 0.99999,
	} {
		if got, err := ParseRatio(in); err != nil || got != want {
			t.Errorf("%s: got %v, %v, want %v", in, got, err, want)
		}
	}
	for in, say := range map[string]string{
		"99.95": `"99.95%" or 0.9995`, "50": `"50%" or 0.5`, "101%": "a ratio from 0% to 100% such as", "-2%": "a ratio from 0% to 100% such as",
		"": "a ratio from 0% to 100% such as", "%": "a ratio from 0% to 100% such as", "2 %": "a ratio from 0% to 100% such as", "nan": "a ratio from 0% to 100% such as", "1e400": "a ratio from 0% to 100% such as",
	} {
		if got, err := ParseRatio(in); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: got %v, %v, want an error with %s", in, got, err, say)
		}
	}
	for want, v := range map[string]float64{"2.5%": 0.025, "100%": 1, "0%": 0, "99.999%": 0.99999, "0.0001%": 1e-6} {
		if got := FormatRatio(v); got != want {
			t.Errorf("%v: got %s, want %s", v, got, want)
		}
	}
}

func TestRate(t *testing.T) {
	for in, want := range map[string]float64{
		"4/year": 4, "0.5/month": 6, "1/90d": 365.0 / 90, "7/week": 365, "1/day": 365, "1/1y": 1, "0/year": 0, "1/hour": 8760, "3/d": 1095, "1/y": 1, "1/mo": 12,
	} {
		if got, err := ParseRate(in); err != nil || math.Abs(got-want) > 1e-12*want {
			t.Errorf("%s: got %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"", "4", "/year", "4/", "4/fortnight", "-1/year", "1/0s", "four/year", "1/1ms", "4 / year", "1/year/year", "1/years"} {
		if got, err := ParseRate(in); err == nil {
			t.Errorf("%q: got %v, want an error", in, got)
		}
	}
}

func TestParseTarget(t *testing.T) {
	for in, want := range map[string]string{
		"99.95%": "99.95%", "0.9995": "99.95%", "99.950%": "99.95%", "1": "100%", "100%": "100%", "99.999%": "99.999%",
		"0.99999": "99.999%", "90%": "90%", "5%": "5%",
	} {
		if got, err := ParseTarget(in); err != nil || got.Text() != want {
			t.Errorf("%s: got %s, %v, want %s", in, got.Text(), err, want)
		}
	}
	for in, say := range map[string]string{
		"99.95": `"99.95%" or 0.9995`, "0": "above 0%", "0%": "above 0%", "100.1%": "above 0%", "five nines": "above 0%",
		"1e-1": "above 0%", "": "above 0%", "%": "above 0%", "0." + strings.Repeat("9", 60): "above 0%", "1e999999999": "above 0%",
	} {
		if _, err := ParseTarget(in); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: got %v, want an error with %s", in, err, say)
		}
	}
	// Budgets come from the decimal text: 315.3600000001 would break a tie.
	five, err := ParseTarget("99.999%")
	if err != nil || five.Budget(Year) != 315.36 || five.Miss() != 1e-5 || five.Ratio() != 0.99999 {
		t.Errorf("five nines: budget %v, miss %v, ratio %v, %v", five.Budget(Year), five.Miss(), five.Ratio(), err)
	}
}

func FuzzDurationRoundTrip(f *testing.F) {
	for _, v := range []float64{0, 0.1, 1.0 / 3, 90.1, 86399.9999, 1e-9, 1e12 + 0.5, 3e13, math.Pi * 1e5, 5e-324} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		if !(v >= 0 && v <= MaxDuration) {
			t.Skip()
		}
		if got, err := ParseDuration(FormatDuration(v)); err != nil || got != v {
			t.Errorf("%v: %s reads as %v, %v", v, FormatDuration(v), got, err)
		}
	})
}

func FuzzRatioRoundTrip(f *testing.F) {
	for _, v := range []float64{0, 1, 0.025, 1.0 / 3, 5e-324, math.Nextafter(1, 0)} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		if !(v >= 0 && v <= 1) {
			t.Skip()
		}
		if got, err := ParseRatio(FormatRatio(v)); err != nil || got != v {
			t.Errorf("%v: %s reads as %v, %v", v, FormatRatio(v), got, err)
		}
	})
}

// FuzzParsers holds the parsers of values against texts of any kind.
func FuzzParsers(f *testing.F) {
	for _, s := range []string{"1m30s", "99.95%", "4/year", "1/90d", "0.9995", "5 parsecs", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := ParseDuration(s); err == nil && !(v >= 0 && v <= MaxDuration) {
			t.Errorf("duration %q reads as %v", s, v)
		}
		if v, err := ParseRatio(s); err == nil && !(v >= 0 && v <= 1) {
			t.Errorf("ratio %q reads as %v", s, v)
		}
		if v, err := ParseRate(s); err == nil && !(v >= 0 && v <= MaxIncidents) {
			t.Errorf("rate %q reads as %v", s, v)
		}
		if v, err := ParseTarget(s); err == nil {
			if again, err := ParseTarget(v.Text()); err != nil || !again.Equal(v) {
				t.Errorf("target %q becomes %q, which reads otherwise: %v", s, v.Text(), err)
			}
		}
	})
}
