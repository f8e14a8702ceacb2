package doc

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Folded breaks a text into lines of at most a width: behind spaces, behind the
// dots and commas of what is longer, and within what has none.
func Folded(text string, width int) []string {
	var lines []string
	for uniseg.StringWidth(text) > width {
		cut, used := 0, 0
		whole, part := 0, 0 // where it could break
		for g := uniseg.NewGraphemes(text); g.Next(); {
			if used += g.Width(); used > width && cut > 0 {
				break
			}
			_, cut = g.Positions()
			switch g.Str() {
			case " ":
				whole = cut
			case ".", ",", "-", "=":
				part = cut
			}
		}
		if cut < len(text) && text[cut] == ' ' {
			whole = cut
		}
		switch {
		case whole > 0:
			cut = whole
		case part > 0:
			cut = part
		}
		lines = append(lines, strings.TrimRight(text[:cut], " "))
		if text = strings.TrimLeft(text[cut:], " "); text == "" {
			return lines
		}
	}
	return append(lines, text)
}
