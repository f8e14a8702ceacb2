package model

import (
	"fmt"
	"maps"
	"slices"
)

// A position is a place in a file, both counted from 1, columns in
// characters; zero for what stands in no file.
type position struct{ line, column int }

// A nodeKind says what a node of the document is.
type nodeKind uint8

const (
	valueNode nodeKind = iota // a string, number, truth value or date
	tableNode                 // [header], { inline } or implied by a dotted key
	listNode                  // [1, 2] or [[header]]
)

// A node is one value of the document, with its place and its children in the
// order of the file.
type node struct {
	kind  nodeKind
	key   string   // as its parent names it; empty for a list's element
	keyAt position // of the key; of the element itself in a list
	at    position // of the value; of its key where a header opens a table

	value any    // string, int64, float64, bool or time.Time of a value node
	text  string // the source of a value, list or inline table

	children []*node
	index    map[string]*node // of a table's children by key

	// patch is the text of the patch that brought the node, empty for the
	// file's own; ops are what patches do to the value that is written.
	patch string
	ops   []op
}

// child returns the node of a table's key, nil for none.
func (n *node) child(key string) *node {
	if n == nil {
		return nil
	}
	return n.index[key]
}

// add appends a child to a table, in place of one of the same key.
func (n *node) add(c *node) {
	if n.index == nil {
		n.index = make(map[string]*node)
	}
	if old := n.index[c.key]; old != nil {
		n.children[slices.Index(n.children, old)] = c
	} else {
		n.children = append(n.children, c)
	}
	n.index[c.key] = c
}

// remove takes a key out of a table.
func (n *node) remove(key string) {
	if old := n.index[key]; old != nil {
		n.children = slices.Delete(n.children, slices.Index(n.children, old), slices.Index(n.children, old)+1)
		delete(n.index, key)
	}
}

// keys returns the keys of a table in the order of the file.
func (n *node) keys() []string {
	if n == nil {
		return nil
	}
	out := make([]string, len(n.children))
	for i, c := range n.children {
		out[i] = c.key
	}
	return out
}

// clone copies a node, and the tables below it down to the given depth, so
// that a patch can change them; what lies deeper is shared and never changed.
func (n *node) clone(depth int) *node {
	c := *n
	if depth == 0 || n.kind != tableNode {
		return &c
	}
	c.children = slices.Clone(n.children)
	c.index = maps.Clone(n.index)
	for i, child := range n.children {
		c.children[i] = child.clone(depth - 1)
		c.index[child.key] = c.children[i]
	}
	return &c
}

// has reports whether a table has a key.
func (n *node) has(key string) bool { return n.child(key) != nil }

// oneOrMore returns the values of a list, or the one that stands in its place.
func (n *node) oneOrMore() []*node {
	if n.kind == listNode {
		return n.children
	}
	return []*node{n}
}

// elements returns the elements of a list, none for nil.
func (n *node) elements() []*node {
	if n == nil {
		return nil
	}
	return n.children
}

// find returns the index of an equal plain element of a list, or -1.
func (n *node) find(element *node) int {
	return slices.IndexFunc(n.children, func(c *node) bool {
		return c.kind == valueNode && element.kind == valueNode && c.value == element.value
	})
}

// names returns the elements of a list as text.
func (n *node) names() []string {
	out := make([]string, len(n.children))
	for i, c := range n.children {
		out[i] = fmt.Sprint(c.value)
	}
	return out
}

// elementNames returns the elements of a list as text, none for no list.
func (n *node) elementNames() []string {
	if n == nil {
		return nil
	}
	return n.names()
}

// deep copies a node and all below it.
func (n *node) deep() *node {
	c := *n
	c.children, c.index = nil, nil
	for _, child := range n.children {
		if n.kind == tableNode {
			c.add(child.deep())
		} else {
			c.children = append(c.children, child.deep())
		}
	}
	return &c
}

// placed returns a deep copy of a node that stands where another does: what is
// wrong with it is said there.
func (n *node) placed(at *node) *node {
	c := *n
	c.at, c.keyAt, c.patch = at.at, at.keyAt, at.patch
	c.children, c.index = nil, nil
	for _, child := range n.children {
		inner := child.placed(at)
		c.children = append(c.children, inner)
		if n.kind == tableNode {
			if c.index == nil {
				c.index = make(map[string]*node)
			}
			c.index[inner.key] = inner
		}
	}
	return &c
}
