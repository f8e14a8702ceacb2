package canvas

import (
	"math"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"nines/model/visible"
)

// TestTypeface keeps the widths that the layout relies on.
func TestTypeface(t *testing.T) {
	svg := NewTypeface(visible.Line)
	pdf := NewTypeface(Legible)
	f := font.From(Sans(), 10)
	tests := []struct {
		why, text string
		in        Typeface
		same      string
		ems       float64
	}{
		{"plain text measures as itself", "budget", svg, "budget", 0},
		{"Hangul in SVG takes an em each", "결제", svg, "", 2},
		{"text around it measures as well", "a결b", svg, "ab", 1},
		{"Hangul elsewhere is spelled", "결제", pdf, "gyeolje", 0},
		{"other scripts become question marks", "日本", pdf, "??", 0},
		{"control characters are spelled out", "a\x00b", pdf, `a\x00b`, 0},
	}
	for _, tt := range tests {
		got, _, _ := tt.in.Box(tt.text, f)
		want, _, _ := svg.Box(tt.same, f)
		if want += vg.Length(10 * tt.ems); math.Abs(float64(got-want)) > 1e-9 {
			t.Errorf("%s: %q is %v wide, want %v", tt.why, tt.text, got, want)
		}
	}
}

// TestRomanised spells words of the Revised Romanization's own examples that
// hold no sound change.
func TestRomanised(t *testing.T) {
	for hangul, want := range map[string]string{
		"구미": "gumi", "옥천": "okcheon", "한밭": "hanbat", "서울": "seoul", "배포가": "baepoga",
		"\u1112\u1161\u11ab": "han", // letter by letter
		"99.9 % of 결제":       "99.9 % of gyeolje",
	} {
		if got := Legible(hangul); got != want {
			t.Errorf("legible(%q) = %q, want %q", hangul, got, want)
		}
	}
}
