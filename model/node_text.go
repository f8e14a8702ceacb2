package model

import (
	"nines/model/visible"
	"strings"
)

// spelling returns the value as the file writes it, on one line and not too
// long for a message.
func (n *node) spelling() string {
	if len(n.ops) > 0 && !n.ops[len(n.ops)-1].times {
		_, value, _ := strings.Cut(n.ops[len(n.ops)-1].patch, "=")
		return visible.Short(value)
	}
	switch {
	case n.text != "":
		return visible.Short(n.text)
	case n.kind == tableNode:
		return "a table"
	case n.kind == listNode:
		return "a list"
	}
	return "nothing"
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
