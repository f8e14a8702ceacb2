package tomltree

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A strayError says that the text is no TOML as far as the locator can tell.
// Mostly the decoder says so too, and better.
type strayError struct {
	at     Position
	offset int
	key    string // that is defined a second time, if that is the reason
}

func (e *strayError) Error() string { return "not TOML" }

// astray returns the error of the next byte.
func (l *locator) astray() error { return &strayError{at: l.here(), offset: l.pos} }

// A limitError is a bound that the document exceeds.
type limitError struct {
	at   Position
	got  string
	want string
}

func (e *limitError) Error() string { return gotAndWant(e.got, e.want) }

// A locator walks over TOML text and builds the tree of its keys and values
// with their places. It decides nothing about values and does not reject all
// that TOML rejects: the decoder does both, and the two are held against each
// other.
type locator struct {
	src    string
	pos    int
	values int

	// at is the position of src[marked]; it only ever moves forward, so
	// that a long line costs no more than a short one.
	marked int
	at     Position
}

// locate returns the tree of a document; its scalars have no value yet.
func locate(src string) (*Node, error) {
	l := &locator{src: src, at: Position{1, 1}}
	root := &Node{Kind: Table, At: Position{1, 1}}
	current, depth := root, 0
	for {
		l.skipBlank()
		var err error
		switch {
		case l.pos == len(src):
			return root, nil
		case src[l.pos] == '[':
			current, depth, err = l.header(root)
		default:
			err = l.pair(current, depth)
		}
		if err != nil {
			return nil, err
		}
		l.skipSpace()
		if l.pos < len(src) && src[l.pos] != '#' && src[l.pos] != '\n' && src[l.pos] != '\r' {
			return nil, l.astray()
		}
	}
}

// here returns the position of the next byte.
func (l *locator) here() Position {
	passed := l.src[l.marked:l.pos]
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		l.at.Line += strings.Count(passed, "\n")
		l.at.Column = 1
		passed = passed[i+1:]
	}
	l.at.Column += utf8.RuneCountInString(passed)
	l.marked = l.pos
	return l.at
}

// skipSpace passes over spaces and tabs.
func (l *locator) skipSpace() {
	for l.pos < len(l.src) && (l.src[l.pos] == ' ' || l.src[l.pos] == '\t') {
		l.pos++
	}
}

// skipBlank passes over white space, line ends and comments.
func (l *locator) skipBlank() {
	for l.pos < len(l.src) {
		switch l.src[l.pos] {
		case ' ', '\t', '\n', '\r':
			l.pos++
		case '#':
			end := strings.IndexByte(l.src[l.pos:], '\n')
			if end < 0 {
				end = len(l.src) - l.pos
			}
			l.pos += end
		default:
			return
		}
	}
}

// accept passes over a token if it comes next.
func (l *locator) accept(token string) bool {
	if strings.HasPrefix(l.src[l.pos:], token) {
		l.pos += len(token)
		return true
	}
	return false
}

// header reads [a.b] or [[a.b]] and returns the table that it opens and that
// table's depth.
func (l *locator) header(root *Node) (*Node, int, error) {
	array := strings.HasPrefix(l.src[l.pos:], "[[")
	closing := "]"
	if array {
		closing = "]]"
	}
	l.pos += len(closing)
	parts, err := l.keyParts()
	if err != nil {
		return nil, 0, err
	}
	if !l.accept(closing) {
		return nil, 0, l.astray()
	}
	parent, depth, err := l.descend(root, 0, parts[:len(parts)-1])
	if err != nil {
		return nil, 0, err
	}
	last := parts[len(parts)-1]
	old := parent.Child(last.name)
	switch {
	case array:
		if old == nil {
			old = &Node{Kind: List, Key: last.name, KeyAt: last.at, At: last.at}
			parent.Add(old)
		}
		if old.Kind != List {
			return nil, 0, l.astray()
		}
		table := &Node{Kind: Table, KeyAt: last.at, At: last.at}
		old.Children = append(old.Children, table)
		return table, depth + 2, l.count(last.at, depth+2)
	case old == nil:
		table := &Node{Kind: Table, Key: last.name, KeyAt: last.at, At: last.at}
		parent.Add(table)
		return table, depth + 1, l.count(last.at, depth+1)
	case old.Kind == Table:
		return old, depth + 1, nil
	}
	return nil, 0, l.astray()
}

// descend follows the parts of a key from a table, making the tables that
// they imply; in a list of tables it goes on in the last one.
func (l *locator) descend(from *Node, depth int, parts []keyPart) (*Node, int, error) {
	for _, part := range parts {
		next := from.Child(part.name)
		if next == nil {
			next = &Node{Kind: Table, Key: part.name, KeyAt: part.at, At: part.at}
			from.Add(next)
			if err := l.count(part.at, depth+1); err != nil {
				return nil, 0, err
			}
		}
		depth++
		if next.Kind == List && len(next.Children) > 0 {
			next = next.Children[len(next.Children)-1]
			depth++
		}
		if next.Kind != Table {
			return nil, 0, l.astray()
		}
		from = next
	}
	return from, depth, nil
}

// count enters one more value at a depth and reports a bound that it exceeds.
func (l *locator) count(at Position, depth int) error {
	l.values++
	switch {
	case depth > maxDepth:
		return &limitError{at, "tables and lists nested more than " + strconv.Itoa(maxDepth) + " deep", "a flat scenario"}
	case l.values > maxValues:
		return &limitError{at, "more than " + strconv.Itoa(maxValues) + " values", "fewer; long lists of measured values belong in a CSV file"}
	}
	return nil
}

// pair reads key = value into a table.
func (l *locator) pair(table *Node, depth int) error {
	parts, err := l.keyParts()
	if err != nil {
		return err
	}
	if !l.accept("=") {
		return l.astray()
	}
	l.skipSpace()
	parent, depth, err := l.descend(table, depth, parts[:len(parts)-1])
	if err != nil {
		return err
	}
	last := parts[len(parts)-1]
	if parent.Child(last.name) != nil {
		return &strayError{at: last.at, offset: l.pos, key: last.name}
	}
	value, err := l.val(depth + 1)
	if err != nil {
		return err
	}
	value.Key, value.KeyAt = last.name, last.at
	parent.Add(value)
	return nil
}

// val reads one value.
func (l *locator) val(depth int) (*Node, error) {
	if l.pos == len(l.src) {
		return nil, l.astray()
	}
	n, start := &Node{At: l.here()}, l.pos
	n.KeyAt = n.At
	if err := l.count(n.At, depth); err != nil {
		return nil, err
	}
	var err error
	switch l.src[l.pos] {
	case '[':
		n.Kind, err = List, l.list(n, depth)
	case '{':
		n.Kind, err = Table, l.table(n, depth)
	case '"', '\'':
		err = l.text()
	default:
		err = l.bare()
	}
	n.Text = l.src[start:l.pos]
	return n, err
}

// bare reads a number, a truth value or a date, which may hold a space.
func (l *locator) bare() error {
	end := strings.IndexAny(l.src[l.pos:], ",]}#\r\n")
	if end < 0 {
		end = len(l.src) - l.pos
	}
	word := strings.TrimRight(l.src[l.pos:l.pos+end], " \t")
	if word == "" {
		return l.astray()
	}
	l.pos += len(word)
	return nil
}

// list reads [ a, b ].
func (l *locator) list(n *Node, depth int) error {
	l.pos++
	for {
		l.skipBlank()
		if l.accept("]") {
			return nil
		}
		element, err := l.val(depth + 1)
		if err != nil {
			return err
		}
		n.Children = append(n.Children, element)
		l.skipBlank()
		if !l.accept(",") && !strings.HasPrefix(l.src[l.pos:], "]") {
			return l.astray()
		}
	}
}

// table reads { a = 1, b.c = 2 }.
func (l *locator) table(n *Node, depth int) error {
	l.pos++
	for {
		l.skipBlank()
		if l.accept("}") {
			return nil
		}
		if err := l.pair(n, depth); err != nil {
			return err
		}
		l.skipBlank()
		if !l.accept(",") && !strings.HasPrefix(l.src[l.pos:], "}") {
			return l.astray()
		}
	}
}

// Bounds of a document. They lie far above what a person writes, and keep
// whatever reads the document from taking long over it.
const (
	maxDepth  = 24      // tables and lists within one another
	maxKey    = 200     // bytes of one part of a key
	maxValues = 100_000 // keys and elements
)
