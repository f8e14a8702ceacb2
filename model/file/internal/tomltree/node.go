// Package tomltree reads TOML as a tree of keys and values that know where they
// stand: in which line and column of which text, the file's or a patch's. What
// they mean is for others to say.
package tomltree

import (
	"fmt"
	"maps"
	"slices"
)

// A Position is a place in a file, both counted from 1, columns in
// characters; zero for what stands in no file.
type Position struct{ Line, Column int }

// A nodeKind says what a node of the document is.
type nodeKind uint8

const (
	Scalar nodeKind = iota // a string, number, truth value or date
	Table                  // [header], { inline } or implied by a dotted key
	List                   // [1, 2] or [[header]]
)

// A Node is one value of the document, with its place and its children in the
// order of the file.
type Node struct {
	Kind  nodeKind
	Key   string   // as its parent names it; empty for a list's element
	KeyAt Position // of the key; of the element itself in a list
	At    Position // of the value; of its key where a header opens a table

	Value any    // string, int64, float64, bool or time.Time of a value node
	Text  string // the source of a value, list or inline table

	Children []*Node
	index    map[string]*Node // of a table's children by key

	// patch is the text of the patch that brought the node, empty for the
	// file's own; ops are what patches do to the value that is written.
	Patch string
	Ops   []Op
}

// Child returns the node of a table's key, nil for none.
func (n *Node) Child(key string) *Node {
	if n == nil {
		return nil
	}
	return n.index[key]
}

// Add appends a child to a table, in place of one of the same key.
func (n *Node) Add(c *Node) {
	if n.index == nil {
		n.index = make(map[string]*Node)
	}
	if old := n.index[c.Key]; old != nil {
		n.Children[slices.Index(n.Children, old)] = c
	} else {
		n.Children = append(n.Children, c)
	}
	n.index[c.Key] = c
}

// Remove takes a key out of a table.
func (n *Node) Remove(key string) {
	if old := n.index[key]; old != nil {
		n.Children = slices.Delete(n.Children, slices.Index(n.Children, old), slices.Index(n.Children, old)+1)
		delete(n.index, key)
	}
}

// Keys returns the keys of a table in the order of the file.
func (n *Node) Keys() []string {
	if n == nil {
		return nil
	}
	out := make([]string, len(n.Children))
	for i, c := range n.Children {
		out[i] = c.Key
	}
	return out
}

// Clone copies a node, and the tables below it down to the given depth, so
// that a patch can change them; what lies deeper is shared and never changed.
func (n *Node) Clone(depth int) *Node {
	c := *n
	if depth == 0 || n.Kind != Table {
		return &c
	}
	c.Children = slices.Clone(n.Children)
	c.index = maps.Clone(n.index)
	for i, child := range n.Children {
		c.Children[i] = child.Clone(depth - 1)
		c.index[child.Key] = c.Children[i]
	}
	return &c
}

// Has reports whether a table has a key.
func (n *Node) Has(key string) bool { return n.Child(key) != nil }

// OneOrMore returns the values of a list, or the one that stands in its place.
func (n *Node) OneOrMore() []*Node {
	if n.Kind == List {
		return n.Children
	}
	return []*Node{n}
}

// Elements returns the elements of a list, none for nil.
func (n *Node) Elements() []*Node {
	if n == nil {
		return nil
	}
	return n.Children
}

// Find returns the index of an equal plain element of a list, or -1.
func (n *Node) Find(element *Node) int {
	return slices.IndexFunc(n.Children, func(c *Node) bool {
		return c.Kind == Scalar && element.Kind == Scalar && c.Value == element.Value
	})
}

// Names returns the elements of a list as text, none for nil.
func (n *Node) Names() []string {
	var out []string
	for _, c := range n.Elements() {
		out = append(out, fmt.Sprint(c.Value))
	}
	return out
}

// Copy copies a node and all below it.
func (n *Node) Copy() *Node {
	c := *n
	c.Children, c.index = nil, nil
	for _, child := range n.Children {
		if n.Kind == Table {
			c.Add(child.Copy())
		} else {
			c.Children = append(c.Children, child.Copy())
		}
	}
	return &c
}

// Placed returns a deep copy of a node that stands where another does: what is
// wrong with it is said there.
func (n *Node) Placed(at *Node) *Node {
	c := *n
	c.At, c.KeyAt, c.Patch = at.At, at.KeyAt, at.Patch
	c.Children, c.index = nil, nil
	for _, child := range n.Children {
		inner := child.Placed(at)
		c.Children = append(c.Children, inner)
		if n.Kind == Table {
			if c.index == nil {
				c.index = make(map[string]*Node)
			}
			c.index[inner.Key] = inner
		}
	}
	return &c
}
