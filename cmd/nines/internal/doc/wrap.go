package doc

import (
	"strings"

	"github.com/rivo/uniseg"

	"nines/plots/words"
)

// Wrap breaks a paragraph into lines of at most width columns; all but the
// first are indented.
func Wrap(text string, width int) string {
	const indent = "  "
	var b strings.Builder
	used := 0
	for i, word := range strings.Split(text, " ") {
		word = words.Plain(word)
		n := uniseg.StringWidth(word)
		switch {
		case i == 0:
		case used+1+n > width:
			b.WriteString("\n" + indent)
			used = len(indent)
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}
