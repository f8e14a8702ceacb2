package model

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
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

// An op changes a number that is already there: a patch's { times = f }, or
// a sweep's step to a value.
type op struct {
	times bool // multiply by the number; otherwise move to it
	by    float64
	patch string
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

// spelling returns the value as the file writes it, on one line and not too
// long for a message.
func (n *node) spelling() string {
	if len(n.ops) > 0 && !n.ops[len(n.ops)-1].times {
		_, value, _ := strings.Cut(n.ops[len(n.ops)-1].patch, "=")
		return shorten(value)
	}
	switch {
	case n.text != "":
		return shorten(n.text)
	case n.kind == tableNode:
		return "a table"
	case n.kind == listNode:
		return "a list"
	}
	return "nothing"
}

// longestSpelling is how many characters of a value a message shows.
const longestSpelling = 80

// shorten puts a text on one line and cuts it after longestSpelling characters.
func shorten(s string) string { return cut(s, longestSpelling) }

// cut puts a text on one line and cuts it after a number of characters.
func cut(s string, most int) string {
	if len(s) > 8*most {
		s = strings.ToValidUTF8(s[:8*most], "")
	}
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return s
}
