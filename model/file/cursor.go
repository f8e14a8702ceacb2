package file

import (
	"slices"
	"strings"

	"nines/model/dist"
	"nines/model/file/internal/tomltree"
	"nines/model/visible"
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
		case spec.kind == laterKey:
			c.r.later(child, child.KeyAt, c.key(child.Key))
		}
	}
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
	if v, ok := c.r.ratio(n, c.key(name)); ok {
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

// A reference is the name of a part in a list, and where it stands.
type reference struct {
	name string
	at   *tomltree.Node
	key  string // the path of the key that it stands in
}

// parts returns the parts that a list names, in order; those that do not
// exist are recorded and left out.
func (c cursor) parts(name string) []reference {
	n := c.n.Child(name)
	if n == nil {
		return nil
	}
	of := c.sec.key(name).of
	if n.Kind != tomltree.List {
		want := c.exampleList(of)
		if s, ok := n.Value.(string); ok {
			want = `["` + visible.Short(s) + `"]`
		}
		c.r.bad(n, c.key(name), "a list of names such as "+want)
		return nil
	}
	var out []reference
	seen := make(map[string]bool)
	for _, element := range n.Children {
		ref, ok := c.reference(element, name, of)
		if ok && seen[ref.name] {
			c.r.bad(element, c.key(name), "each name once")
			continue
		}
		if ok {
			seen[ref.name] = true
			out = append(out, ref)
		}
	}
	return out
}

// reference reads the name of one part of a section.
func (c cursor) reference(n *tomltree.Node, name, of string) (reference, bool) {
	s, ok := n.Value.(string)
	if !ok {
		c.r.bad(n, c.key(name), "the name of "+c.r.noun(of)+" in quotes")
		return reference{}, false
	}
	parts := c.r.root.Child(of)
	if parts != nil && parts.Kind != tomltree.Table || c.r.suggested[of] {
		c.r.doubt = true // the section or its misspelt name has been recorded
		return reference{}, false
	}
	if parts.Child(s) == nil {
		known := parts.Keys()
		if strings.HasPrefix(c.path, of+".") { // nothing is meant to name itself
			known = slices.DeleteFunc(slices.Clone(known), func(k string) bool { return of+"."+k == c.path })
		}
		if len(c.r.errs) == mostProblems {
			known = nil
		}
		want := nearest(s, known)
		message := "there is no [" + of + "." + visible.Short(s) + "]" + didYouMean(s, known)
		if want == "" {
			want = c.r.noun(of) + " of this file"
			if strings.HasPrefix(c.path, of+".") {
				want = "another " + of + " of this file"
			}
			if 0 < len(known) && len(known) <= 12 {
				want = "one of " + strings.Join(known, ", ")
			}
			message += ", want " + want
		}
		c.r.fail(n.At, n.Patch, c.key(name), n.Spelling(), want, message)
		return reference{}, false
	}
	c.r.used[of+"."+s] = true
	return reference{s, n, c.key(name)}, true
}

// exampleList is a list of a section's first parts, for a message.
func (c cursor) exampleList(of string) string {
	names := c.r.root.Child(of).Keys()
	if len(names) == 0 {
		return `["name"]`
	}
	return `["` + strings.Join(names[:min(2, len(names))], `", "`) + `"]`
}
