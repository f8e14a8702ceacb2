package file

import (
	"slices"
	"strings"

	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
	"nines/model/visible"
)

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
		if len(c.r.errs) == maxErrors {
			known = nil
		}
		want := suggest.Nearest(s, known)
		message := "there is no [" + of + "." + visible.Short(s) + "]" + suggest.DidYouMean(s, known)
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
