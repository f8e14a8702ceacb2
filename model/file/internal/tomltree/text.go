package tomltree

import (
	"strings"

	"nines/model"
	"nines/model/visible"
)

// Spelling returns the value as the file writes it, on one line and not too
// long for a message.
func (n *Node) Spelling() string {
	if len(n.Ops) > 0 && !n.Ops[len(n.Ops)-1].Times {
		_, value, _ := strings.Cut(n.Ops[len(n.Ops)-1].Patch, "=")
		return visible.Short(value)
	}
	switch {
	case n.Text != "":
		return visible.Short(n.Text)
	case n.Kind == Table:
		return "a table"
	case n.Kind == List:
		return "a list"
	}
	return "nothing"
}

// Spell writes a value, and behind it what patches do to it.
func (n *Node) Spell(b *strings.Builder) {
	switch n.Kind {
	case Scalar:
		b.WriteString(n.Text)
	default:
		b.WriteByte('{')
		for _, c := range n.Children {
			b.WriteString(c.Key)
			b.WriteByte('=')
			c.Spell(b)
			b.WriteByte(';')
		}
		b.WriteByte('}')
	}
	for _, o := range n.Ops {
		if o.Times {
			b.WriteByte('*')
		} else {
			b.WriteByte('>')
		}
		b.WriteString(model.FormatNumber(o.By))
	}
}

// Inline spells a value on one line of TOML, as --set takes it.
func (n *Node) Inline() string {
	switch n.Kind {
	case Table:
		parts := make([]string, len(n.Children))
		for i, c := range n.Children {
			parts[i] = tomlKey(c.Key) + " = " + c.Inline()
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case List:
		parts := make([]string, len(n.Children))
		for i, c := range n.Children {
			parts[i] = c.Inline()
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return strings.Join(strings.Fields(n.Text), " ")
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
