// Package visible makes text that comes from elsewhere safe to show, on a
// terminal, on a page and in a chart: what nobody can see but changes what is
// seen, such as control characters or those that turn the direction of
// writing, is spelled out.
package visible

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// joiners let letters and signs of some scripts, and some emoji, run together.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// Is reports whether a character may be shown as it is: it can be seen, or is a
// space.
func Is(r rune) bool { return unicode.IsPrint(r) || unicode.Is(unicode.Zs, r) }

// Line returns a line of text in which all can be seen. Line ends are spelled
// out, too.
func Line(s string) string { return escape(s, "", spell) }

// Text is Line for a text of several lines, whose line ends and tabs stay.
func Text(s string) string { return escape(s, "\n\t", spell) }

// JSON is Text for a JSON text: what it spells out in its strings means the
// same as before.
func JSON(s string) string { return escape(s, "\n\t", spellJSON) }

// First returns the first character of a line that Line spells out, as it
// spells it; "" for none.
func First(s string) string {
	first := ""
	escape(s, "", func(r rune, raw string) string {
		if first == "" {
			first = spell(r, raw)
		}
		return ""
	})
	return first
}

// escape replaces what cannot be seen, except for what is kept.
func escape(s, kept string, by func(r rune, raw string) string) string {
	var b strings.Builder
	from, before := 0, rune(0)
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		next := at + size
		broken := r == utf8.RuneError && size == 1
		if broken || !Is(r) && !strings.ContainsRune(kept, r) && !joins(before, r, s[next:]) {
			b.WriteString(s[from:at])
			b.WriteString(by(r, s[at:next]))
			from, r = next, 0
		}
		at, before = next, r
	}
	if from == 0 {
		return s
	}
	return b.String() + s[from:]
}

// joins reports whether a character joins or parts the two beside it, and both
// are of a kind that is written so. Between Latin letters it only hides.
func joins(before, r rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	written := func(r rune) bool {
		return r > unicode.MaxLatin1 && r != utf8.RuneError && unicode.In(r, unicode.Lo, unicode.M, unicode.So, unicode.Sk)
	}
	return (r == joiner || r == nonJoiner) && written(before) && written(after)
}

// spell spells a character as Go and many others do: "\n", "\x1b", "\u202e". A byte
// that is no character is spelled as such.
func spell(r rune, raw string) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r == utf8.RuneError && len(raw) == 1 || r < utf8.RuneSelf:
		return fmt.Sprintf(`\x%02x`, raw[0])
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// spellJSON spells a character as JSON does.
func spellJSON(r rune, _ string) string {
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// ShortLength is how many characters of a text Short shows.
const ShortLength = 80

// Short puts a text on one line and cuts it after ShortLength characters.
func Short(s string) string { return Cut(s, ShortLength) }

// Cut puts a text on one line and cuts it after a number of characters.
func Cut(s string, most int) string {
	if len(s) > 8*most {
		s = strings.ToValidUTF8(s[:8*most], "")
	}
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return s
}
