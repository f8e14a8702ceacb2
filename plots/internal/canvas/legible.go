package canvas

import (
	"strings"

	"nines/model/visible"
)

// Legible returns a text that Liberation Sans can draw. It has no Korean
// glyphs, no Go module brings a face of a bearable size that does, and a face
// of the machine would make the same chart differ from machine to machine. So
// Hangul is spelled with Latin letters ("결제" is drawn as "gyeolje") and any
// other character without a glyph as "?". SVG needs none of this: its reader
// falls back to a face that has the glyphs.
func Legible(s string) string {
	has := glyphsOf(faces().Lookup(Sans(), 0).Face)
	var b strings.Builder
	for _, r := range visible.Line(s) {
		switch latin, hangul := romanised(r); {
		case hangul:
			b.WriteString(latin)
		case has(r):
			b.WriteRune(r)
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// romanised spells one Hangul syllable by the Revised Romanization of Korean
// (Ministry of Culture and Tourism, 2000), syllable by syllable: sound
// changes between syllables are not followed.
func romanised(r rune) (string, bool) {
	initials := [...]string{"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}
	vowels := [...]string{"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"}
	finals := [...]string{"", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"}
	switch {
	case r >= 0xac00 && r <= 0xd7a3: // whole syllables
		n := int(r - 0xac00)
		return initials[n/588] + vowels[n%588/28] + finals[n%28], true
	case r >= 0x1100 && r < 0x1100+rune(len(initials)): // single letters, as some file systems take them apart
		return initials[r-0x1100], true
	case r >= 0x1161 && r < 0x1161+rune(len(vowels)):
		return vowels[r-0x1161], true
	case r >= 0x11a7 && r < 0x11a7+rune(len(finals)):
		return finals[r-0x11a7], true
	}
	return "", false
}
