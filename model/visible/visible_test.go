package visible

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	for text, want := range map[string]string{
		"plain": "plain",
		"":      "",
		"größer 결제 日本 é € 5 min 𝄞": "größer 결제 日本 é € 5 min 𝄞",
		"a\u00a0b":          "a\u00a0b", // a space that does not break
		"\x1b[31mred":       `\x1b[31mred`,
		"a\nb\tc\r\x00\x7f": `a\nb\tc\r\x00\x7f`,
		"\u009b31m":         `\u009b31m`,      // the same escape in one character
		"pay\u202eload":     `pay\u202eload`,  // turns the direction
		"a\u2066b\u2069":    `a\u2066b\u2069`, // isolates it
		"ad\u200bmin":       `ad\u200bmin`,    // has no width
		"ad\u200dmin":       `ad\u200dmin`,    // joins nothing here
		"\ufeffa\u00ad":     `\ufeffa\u00ad`,
		"a\u2028b\u2029":    `a\u2028b\u2029`,
		"tag\U000e0041":     `tag\U000e0041`,
		"broken\xff\xc3":    `broken\xff\xc3`,
		"می\u200cخواهم":     "می\u200cخواهم", // Persian is written so
		"👩\u200d💻":          "👩\u200d💻",
		"👍🏽 ❤\ufe0f":        "👍🏽 ❤\ufe0f",
		"\u200d":            `\u200d`,
	} {
		if got := Line(text); got != want {
			t.Errorf("Line(%q) = %q, want %q", text, got, want)
		}
		if first := First(text); (first == "") != (Line(text) == text) || !strings.Contains(want, first) {
			t.Errorf("First(%q) = %q", text, first)
		}
	}
	if got := Text("a\n\tb\r\n"); got != "a\n\tb\\r\n" {
		t.Errorf("got %q", got)
	}
}

// What is spelled out holds nothing more to spell, and JSON means the same.
func FuzzVisible(f *testing.F) {
	for _, s := range []string{"a\x1b\u202e\xff", "\u200d👩\u200d💻\U000e0001", "\"\\\x7f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line := Line(s)
		if Line(line) != line || !utf8.ValidString(line) {
			t.Errorf("%q becomes %q, which becomes %q", s, line, Line(line))
		}
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		shown := JSON(string(data))
		var plain, back string
		if err := json.Unmarshal(data, &plain); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(shown), &back); err != nil || back != plain || Line(shown) != shown {
			t.Errorf("%q becomes %q, which means %q, %v", data, shown, back, err)
		}
	})
}
