package tomltree

import (
	"strconv"
	"strings"
)

// A keyPart is one part of a dotted key.
type keyPart struct {
	name string
	at   Position
}

// text passes over a string of any of the four kinds.
func (l *locator) text() error {
	quote := l.src[l.pos : l.pos+1]
	escapes := quote == `"`
	if !l.accept(quote + quote + quote) {
		l.pos++
		return l.until(quote, escapes, false)
	}
	if err := l.until(quote+quote+quote, escapes, true); err != nil {
		return err
	}
	// One or two more quotes belong to the text before the closing three.
	for range 2 {
		l.accept(quote)
	}
	return nil
}

// until passes over text up to and including the closing quotes.
func (l *locator) until(closing string, escapes, lines bool) error {
	for l.pos < len(l.src) {
		switch c := l.src[l.pos]; {
		case l.accept(closing):
			return nil
		case c == '\\' && escapes:
			l.pos += 2
		case c == '\n' && !lines:
			return l.astray()
		default:
			l.pos++
		}
	}
	l.pos = len(l.src)
	return l.astray()
}

// keyParts reads a key: bare or quoted parts with dots between them, and the
// space behind it.
func (l *locator) keyParts() ([]keyPart, error) {
	var parts []keyPart
	for {
		l.skipSpace()
		at, start := l.here(), l.pos
		name, err := l.keyPart()
		if err != nil {
			return nil, err
		}
		if l.pos-start > maxKey {
			return nil, &limitError{at, "a key of more than " + strconv.Itoa(maxKey) + " bytes", "a shorter one"}
		}
		parts = append(parts, keyPart{name, at})
		if len(parts) > maxDepth {
			return nil, &limitError{at, "a key of more than " + strconv.Itoa(maxDepth) + " parts", "a flat scenario"}
		}
		l.skipSpace()
		if !l.accept(".") {
			return parts, nil
		}
	}
}

// keyPart reads one part of a key and returns its name.
func (l *locator) keyPart() (string, error) {
	start := l.pos
	if l.pos < len(l.src) && (l.src[l.pos] == '"' || l.src[l.pos] == '\'') {
		quote := l.src[start : start+1]
		l.pos++
		if err := l.until(quote, quote == `"`, false); err != nil {
			return "", err
		}
		inner := l.src[start+1 : l.pos-1]
		if quote == `"` && strings.Contains(inner, `\`) {
			name, ok := unescape(inner)
			if !ok {
				return "", l.astray()
			}
			return name, nil
		}
		return inner, nil
	}
	for l.pos < len(l.src) && isBareKey(l.src[l.pos]) {
		l.pos++
	}
	if l.pos == start {
		return "", l.astray()
	}
	return l.src[start:l.pos], nil
}

// isBareKey reports whether a key may hold c without quotes.
func isBareKey(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// unescape resolves the escapes of a quoted key; it is false for escapes that
// there are not.
func unescape(s string) (name string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		i++
		if i == len(s) {
			return "", false
		}
		if at := strings.IndexByte(`btnfre"\`, s[i]); at >= 0 {
			b.WriteByte("\b\t\n\f\r\x1b\"\\"[at])
			continue
		}
		digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[i]]
		if digits == 0 || i+digits >= len(s) {
			return "", false
		}
		r, err := strconv.ParseUint(s[i+1:i+1+digits], 16, 32)
		if err != nil {
			return "", false
		}
		b.WriteRune(rune(r))
		i += digits
	}
	return b.String(), true
}
