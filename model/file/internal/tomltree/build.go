package tomltree

import (
	"math"
	"strconv"

	"nines/model"
)

// NewText returns the node of a text that stands in no file.
func NewText(s string) *Node { return &Node{Kind: Scalar, Value: s, Text: strconv.Quote(s)} }

// NewFlag returns the node of a truth value that stands in no file.
func NewFlag(b bool) *Node { return &Node{Kind: Scalar, Value: b, Text: strconv.FormatBool(b)} }

// NewNumber returns the node of a number that stands in no file: whole numbers
// are TOML's integers.
func NewNumber(v float64) *Node {
	n := &Node{Kind: Scalar, Value: v, Text: model.FormatNumber(v)}
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		n.Value = int64(v)
	}
	return n
}

// NewList returns the node of a list of texts that stands in no file.
func NewList(texts ...string) *Node {
	n := &Node{Kind: List}
	for _, s := range texts {
		n.Children = append(n.Children, NewText(s))
	}
	n.Text = n.Inline()
	return n
}

// NewTable returns the node of an inline table with one key.
func NewTable(key string, value *Node) *Node {
	n := &Node{Kind: Table}
	value.Key = key
	n.Add(value)
	n.Text = n.Inline()
	return n
}
