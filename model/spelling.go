package model

import (
	"strconv"
	"strings"

	"nines/model/visible"
)

// Spelling returns a part of the scenario as it stands, patches included, on
// one line: two scenarios of one file that spell a part alike have the same
// part. It is "" for a part that is not there.
func (s *Scenario) Spelling(section, name string) string {
	part := s.root.child(section).child(name)
	if part == nil {
		return ""
	}
	var b strings.Builder
	part.spell(&b)
	return b.String()
}

// spell writes a value, and behind it what patches do to it.
func (n *node) spell(b *strings.Builder) {
	switch n.kind {
	case valueNode:
		b.WriteString(n.text)
	default:
		b.WriteByte('{')
		for _, c := range n.children {
			b.WriteString(c.key)
			b.WriteByte('=')
			c.spell(b)
			b.WriteByte(';')
		}
		b.WriteByte('}')
	}
	for _, o := range n.ops {
		if o.times {
			b.WriteByte('*')
		} else {
			b.WriteByte('>')
		}
		b.WriteString(FormatNumber(o.by))
	}
}

// FormatNumber writes a number without an exponent: "0.5".
func FormatNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// inline spells a value on one line of TOML, as --set takes it.
func (n *node) inline() string {
	switch n.kind {
	case tableNode:
		parts := make([]string, len(n.children))
		for i, c := range n.children {
			parts[i] = tomlKey(c.key) + " = " + c.inline()
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case listNode:
		parts := make([]string, len(n.children))
		for i, c := range n.children {
			parts[i] = c.inline()
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return strings.Join(strings.Fields(n.text), " ")
}

// tomlKey spells a key, quoted where it has to be.
func tomlKey(key string) string {
	if key != "" && !strings.ContainsFunc(key, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
	}) {
		return key
	}
	return "\"" + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(visible.Line(key)) + "\""
}
