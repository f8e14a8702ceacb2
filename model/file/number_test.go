package file

import (
	"strings"
	"testing"

	"nines/model"
	"nines/model/file/internal/tomltree"
	"nines/model/internal/decimal"
)

// A number that TOML spells otherwise is refused with its cause and the right
// form, wherever it stands.
func TestMisspeltNumbers(t *testing.T) {
	for written, c := range map[string]struct{ want, why string }{
		".278":  {"0.278", decimal.WhyPoint},
		"+.5":   {"+0.5", decimal.WhyPoint},
		"-.5":   {"-0.5", decimal.WhyPoint},
		"5.":    {"5", decimal.WhyPoint},
		"1.e5":  {"1e5", decimal.WhyPoint},
		".5e-3": {"0.5e-3", decimal.WhyPoint},
		"1_":    {"1", decimal.WhyUnderscore},
		"_1":    {"1", decimal.WhyUnderscore},
		"1__0":  {"10", decimal.WhyUnderscore},
		"1_.5":  {"1.5", decimal.WhyUnderscore},
		"05":    {"5", decimal.WhyZeros},
		"00.5":  {"0.5", decimal.WhyZeros},
	} {
		says := "got " + written + ", want " + c.want + ": in TOML " + c.why
		for _, line := range []string{
			"success = " + written,
			"success = { times = " + written + " }",
			"time = { dist = \"pert\", lambda = " + written + " }",
			"time = [1, " + written + "]",
		} {
			_, err := Parse("x.toml", []byte("title = \"T\"\n[recovery.restart]\n"+line+"\n"))
			if err == nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), "x.toml:3:") {
				t.Errorf("%s: got %v, want %q", line, err, says)
			}
		}
		if c.why == decimal.WhyZeros {
			continue // a name may begin so
		}
		for _, value := range []string{written, "{ times = " + written + " }", "[ 1, " + written + " ]"} {
			if _, err := ParseSet("recovery.restart.success=" + value); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("--set %s: got %v, want %q", value, err, says)
			}
		}
	}
	// What is no number, or a good one, is not told so.
	for _, text := range []string{"0.278", "5", "1_000", "1e5", "x", ".", "1.5.2", "0x1f", "--5", "90s", "1e"} {
		if number, why := tomltree.Number(text); why != "" {
			t.Errorf("%s is told to be %s: %s", text, number, why)
		}
	}
	for _, err := range []error{
		second(model.ParseRatio(".9")), second(model.ParseRatio("9.%")), second(model.ParseTarget(".999")), second(model.ParseRate(".5/year")), second(model.ParseDuration("1h.5m")),
	} {
		if err == nil {
			t.Error("a text without a digit beside its point is read")
		}
	}
	if got := second(model.ParseTarget("99.%")).Error(); !strings.Contains(got, `want "99%": `+decimal.WhyPoint) {
		t.Error(got)
	}
}

func second[T any](_ T, err error) error { return err }
