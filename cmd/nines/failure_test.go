package main

import (
	"strings"
	"testing"
)

func TestCaret(t *testing.T) {
	if got, want := caret(12, 8, `rate = "often"`), "\n   12 | rate = \"often\"\n      |        ^"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := caret(3, 3, "\ta = 1"), "\n    3 | \ta = 1\n      | \t ^"; got != want {
		t.Errorf("a tab moves the mark: got %q, want %q", got, want)
	}
	for why, line := range map[string]string{
		"a control character": "a = \x1b[2J", "wide letters": `title = "결제"`, "a very long line": strings.Repeat("x", 200),
	} {
		if got := caret(1, 1, line); got != "" {
			t.Errorf("%s: got %q, want nothing", why, got)
		}
	}
}
