package file

import (
	"slices"

	"nines/model/dist"
	"nines/model/file/internal/tomltree"
)

// A cursor reads the keys of one table.
type cursor struct {
	r    *reader
	n    *tomltree.Node
	path string // "risk.disk-full"
	sec  *section
}

// key returns the full path of a key.
func (c cursor) key(name string) string { return c.path + "." + name }

// has reports whether the table has a key.
func (c cursor) has(name string) bool { return c.n.Child(name) != nil }

// checkKeys records the keys that the section does not know.
func (c cursor) checkKeys() {
	for _, child := range c.n.Children {
		switch spec := c.sec.key(child.Key); {
		case spec == nil:
			c.r.unknown(child, c.key(child.Key), c.sec.keyNames())
		case spec.form == laterForm:
			c.r.later(child, child.KeyAt, c.key(child.Key))
		}
	}
}

// fill reads the keys of the table into a part, except for those that its section
// reads jointly.
func (c cursor) fill(part any) {
	for i := range c.sec.keys {
		if k := &c.sec.keys[i]; k.read != nil && !k.joint {
			k.read(c, part)
		}
	}
}

// take reads one key into a part, and reports whether it was right.
func (c cursor) take(name string, part any) bool {
	before := c.r.found
	c.sec.key(name).read(c, part)
	return c.r.found == before
}

// text returns a line of text, "" where the key is missing or wrong.
func (c cursor) text(name string) string {
	n := c.n.Child(name)
	if n == nil {
		return ""
	}
	return c.r.text(n, c.key(name))
}

// flag returns a truth value, false where the key is missing or wrong.
func (c cursor) flag(name string) bool {
	n := c.n.Child(name)
	if n == nil {
		return false
	}
	b, ok := n.Value.(bool)
	if !ok {
		c.r.bad(n, c.key(name), "true or false")
	}
	return b
}

// duration returns seconds, 0 where the key is missing or wrong.
func (c cursor) duration(name string) float64 {
	n := c.n.Child(name)
	if n == nil {
		return 0
	}
	seconds, _ := c.r.duration(n, c.key(name))
	return seconds
}

// ratio returns a number in [0, 1], or unless where the key is missing or wrong.
func (c cursor) ratio(name string, unless float64) float64 {
	n := c.n.Child(name)
	if n == nil {
		return unless
	}
	read := c.r.ratio
	if c.sec.key(name).doubtful && isDoubt(n) {
		read = func(n *tomltree.Node, key string) (float64, bool) { return c.r.ratioDoubt(n, key, nil) }
	}
	if v, ok := read(n, c.key(name)); ok {
		return v
	}
	return unless
}

// number returns a number that is 0 or more, 0 where the key is missing or
// wrong.
func (c cursor) number(name, want string) float64 {
	n := c.n.Child(name)
	if n == nil {
		return 0
	}
	v, _ := c.r.number(n, c.key(name), want)
	return v
}

// rate returns events a year, 0 where the key is missing or wrong.
func (c cursor) rate(name string) float64 {
	n := c.n.Child(name)
	if n == nil {
		return 0
	}
	v, _ := c.r.rate(n, c.key(name))
	return v
}

// law returns a distribution of seconds, a constant 0 where the key is
// missing or wrong.
func (c cursor) law(name string) dist.Distribution {
	return c.lawUnless(name, 0, duration)
}

// share returns a distribution on [0, 1], a constant 1 where the key is
// missing or wrong.
func (c cursor) share(name string) dist.Distribution {
	return c.lawUnless(name, 1, share)
}

func (c cursor) lawUnless(name string, unless float64, q quantity) dist.Distribution {
	if n := c.n.Child(name); n != nil {
		if law := c.r.law(n, c.key(name), q); law != nil {
			return law
		}
	}
	law, _ := dist.NewConstant(unless)
	return law
}

// tables returns a cursor over each table of a list, which may not be empty.
func (c cursor) tables(name, want string, keys ...key) []cursor {
	n := c.n.Child(name)
	if n.Kind != tomltree.List || len(n.Children) == 0 {
		c.r.bad(n, c.key(name), want)
		return nil
	}
	sec := sectionOf(keys...)
	var out []cursor
	for _, element := range n.Children {
		if element.Kind != tomltree.Table {
			c.r.bad(element, c.key(name), want)
			continue
		}
		e := cursor{c.r, element, c.key(name), sec}
		e.checkKeys()
		out = append(out, e)
	}
	return out
}

// one returns the only key that the table has of those it may have; nil where
// it has none or more than one, which it records.
func (c cursor) one(want string) *tomltree.Node {
	var found *tomltree.Node
	for _, child := range c.n.Children {
		switch {
		case c.sec.key(child.Key) == nil: // recorded already
		case found != nil:
			c.r.bad(c.n, c.path, "one of "+want)
			return nil
		default:
			found = child
		}
	}
	if found == nil && !c.misspelt() {
		c.r.bad(c.n, c.path, "one of "+want)
	}
	return found
}

// misspelt reports whether the table has a key that is unknown, which has
// been recorded.
func (c cursor) misspelt() bool {
	for _, child := range c.n.Children {
		if c.sec.key(child.Key) == nil {
			return true
		}
	}
	return false
}

// missingIn records the keys that a table in a list lacks.
func (r *reader) missingIn(e cursor, keys []string, want string) {
	if e.misspelt() {
		return
	}
	for _, key := range keys {
		if !e.has(key) {
			r.fail(e.n.At, e.n.Patch, e.key(key), "nothing", want, "is missing, want "+want)
		}
	}
}

// only returns the one key of a group that the part has; "" where there is
// none or more than one, which it records.
func (c cursor) only(group, want string) string {
	first := ""
	for _, child := range c.n.Children {
		spec := c.sec.key(child.Key)
		if spec == nil || spec.group != group {
			continue
		}
		if first != "" {
			c.r.fail(child.KeyAt, child.PatchedBy(), c.key(child.Key), child.Key+" beside "+first, "one of the two",
				"stands beside "+first+", want one of the two")
			return ""
		}
		first = child.Key
	}
	if first == "" && !c.suggested(group) {
		c.r.fail(c.n.At, c.n.Patch, c.path, "nothing", want, "does not say "+want)
	}
	return first
}

// suggested reports whether an unknown key was probably meant to be one of a
// group.
func (c cursor) suggested(group string) bool {
	return slices.ContainsFunc(c.sec.keys, func(k key) bool {
		return k.group == group && c.r.suggested[c.key(k.name)]
	})
}
