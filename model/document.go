package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"nines/model/visible"
)

// A Document is a scenario file as text: its keys and values with their
// places, whose meaning nobody has checked. It never changes, and several
// goroutines may read scenarios from it.
type Document struct {
	name   string // as the user gave it; empty for standard input
	sha256 string
	root   *node
	schema *schema

	open opener

	columns    sync.Map // of CSV files already read: columnKey to *column
	timetables sync.Map // already worked out: string to *Timetable
	calendars  sync.Map // already worked out: string to *Calendar
	zones      sync.Map // already looked up: string to *time.Location

	catalogue func() *node // the published terms of agreements, by name
}

// Parse reads the syntax of a scenario file. The name is the file's as the
// user gave it; "" and "-" stand for standard input. Files that the scenario
// names are read from below its folder, those of standard input from below the
// working folder. The error is Errors.
func Parse(name string, data []byte) (*Document, error) {
	d := newDocument(name, data)
	d.open = openBelow(filepath.Dir(d.name))
	if err := d.parse(data); err != nil {
		return nil, err
	}
	return d, nil
}

// ParseFS is Parse for a scenario whose files lie in a file system, such as
// one that is embedded in the program.
func ParseFS(fsys fs.FS, name string, data []byte) (*Document, error) {
	d := newDocument(name, data)
	d.open = openIn(fsys, filepath.Dir(d.name))
	if err := d.parse(data); err != nil {
		return nil, err
	}
	return d, nil
}

// Read reads a scenario from the bytes of its file, with patches applied in
// their order. The error is Errors.
func Read(name string, data []byte, patches ...Patch) (*Scenario, error) {
	d, err := Parse(name, data)
	if err != nil {
		return nil, err
	}
	return d.Scenario(patches...)
}

func newDocument(name string, data []byte) *Document {
	if name == "-" {
		name = ""
	}
	sum := sha256.Sum256(data)
	return &Document{name: name, sha256: hex.EncodeToString(sum[:]), schema: newSchema(), catalogue: newCatalogue()}
}

// display is the document's name in messages.
func (d *Document) display() string {
	if d.name == "" {
		return "<stdin>"
	}
	return d.name
}

// fail returns the one error of a document that cannot be parsed.
func (d *Document) fail(at position, key, got, want, message string) error {
	return Errors{{File: d.display(), Line: at.line, Column: at.column, Key: visible.Line(key), Got: visible.Line(got), Want: visible.Line(want), Message: visible.Line(message)}}
}

// parse builds the tree of the document.
func (d *Document) parse(data []byte) error {
	if len(data) > MostBytes {
		const got, want = "more than 1 MiB", "a scenario of at most 1 MiB"
		return d.fail(position{1, 1}, "", got, want, gotWant(got, want))
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if at := invalidUTF8(data); at >= 0 {
		got, want := fmt.Sprintf("the byte %#02x", data[at]), "text in UTF-8"
		return d.fail(positionOf(string(data), at), "", got, want, gotWant(got, want))
	}
	src := string(data)
	root, err := locate(src)
	if limit := (*limitError)(nil); errors.As(err, &limit) {
		return d.fail(limit.at, "", limit.got, limit.want, limit.Error())
	}
	values, syntax := decode(src)
	if syntax != nil {
		return d.syntaxError(src, syntax)
	}
	if stray := (*strayError)(nil); errors.As(err, &stray) {
		// The decoder lets some keys be defined twice.
		if stray.key != "" {
			return d.twice(stray.at, stray.key)
		}
		return d.fail(stray.at, "", shorten(lineFrom(src, stray.offset)), "valid TOML", "is not valid TOML")
	}
	if !fill(root, values) {
		return d.fail(position{1, 1}, "", "a file that cannot be followed", "plain TOML 1.0", gotWant("a file that cannot be followed", "plain TOML 1.0"))
	}
	d.root = root
	return nil
}

// decode reads the values of TOML text. A panic of the decoder counts as an
// error of the text: a person's file must never bring the program down.
func decode(src string) (values map[string]any, syntax *toml.ParseError) {
	defer func() {
		if r := recover(); r != nil {
			syntax = &toml.ParseError{Message: "cannot be read as TOML"}
		}
	}()
	_, err := toml.Decode(src, &values)
	var parse toml.ParseError
	switch {
	case errors.As(err, &parse):
		return nil, &parse
	case err != nil:
		return nil, &toml.ParseError{Message: err.Error()}
	}
	return values, nil
}

// fill gives the tree its values and reports whether the two have one shape.
func fill(n *node, value any) bool {
	switch v := value.(type) {
	case map[string]any:
		if n.kind != tableNode || len(v) != len(n.children) {
			return false
		}
		for _, c := range n.children {
			if inner, ok := v[c.key]; !ok || !fill(c, inner) {
				return false
			}
		}
	case []map[string]any:
		if n.kind != listNode || len(v) != len(n.children) {
			return false
		}
		for i, c := range n.children {
			if !fill(c, v[i]) {
				return false
			}
		}
	case []any:
		if n.kind != listNode || len(v) != len(n.children) {
			return false
		}
		for i, c := range n.children {
			if !fill(c, v[i]) {
				return false
			}
		}
	default:
		n.value = v
		return n.kind == valueNode
	}
	return true
}

// syntaxError turns the decoder's error into one with a place and, for the
// commonest slip, what to write instead.
func (d *Document) syntaxError(src string, e *toml.ParseError) error {
	start := min(max(e.Position.Start, 0), len(src))
	at := positionOf(src, start)
	word, wordAt := wordAround(src, start)
	if quoted := strconv.Quote(word); looksLikeValue(word) {
		want := quoted + " in quotes"
		return d.fail(positionOf(src, wordAt), lineKey(src, wordAt, e.LastKey), word, want, gotWant(word, want))
	}
	if number, why := tomlNumber(word); why != "" && isValue(src, wordAt) {
		return d.fail(positionOf(src, wordAt), lineKey(src, wordAt, e.LastKey), word, number, gotWant(word, number)+": in TOML "+why)
	}
	message := strings.TrimSuffix(e.Message, ".")
	if len(message) > 1 && !unicode.IsUpper(rune(message[1])) {
		message = strings.ToLower(message[:1]) + message[1:]
	}
	if name, _, ok := strings.Cut(strings.TrimPrefix(message, "key '"), "' has already been defined"); ok {
		return d.twice(at, name)
	}
	return d.fail(at, e.LastKey, shorten(lineFrom(src, start)), "valid TOML", "not valid TOML: "+message)
}

// twice returns the error of a key or table that is defined a second time.
func (d *Document) twice(at position, key string) error {
	const want = "each key and table once"
	return d.fail(at, key, "a second definition", want, "is already defined above, want "+want)
}

// lineKey completes the key that the decoder was at, which is the table alone
// once a value seems to have ended, by the one on the line of the offset.
func lineKey(src string, at int, last string) string {
	line := &locator{src: src[strings.LastIndexByte(src[:at], '\n')+1 : at]}
	parts, err := line.keyParts()
	if err != nil || !line.accept("=") {
		return last
	}
	var names []string
	for _, part := range parts {
		names = append(names, part.name)
	}
	key := strings.Join(names, ".")
	if last == "" {
		return key
	}
	if strings.Contains("."+last+".", "."+key+".") {
		return last
	}
	return last + "." + key
}

// isValue reports whether a value stands at an offset of the text, not a key.
func isValue(src string, at int) bool {
	before := strings.TrimRight(src[:at], " \t\r\n")
	return before != "" && strings.ContainsAny(before[len(before)-1:], "=[,")
}

// looksLikeValue reports whether a word without quotes is a duration, a
// percentage or a rate.
func looksLikeValue(word string) bool {
	_, notDuration := ParseDuration(word)
	_, isRatio := ratioOf(word)
	_, notRate := ParseRate(word)
	return notDuration == nil || notRate == nil || isRatio && strings.HasSuffix(word, "%")
}

// wordAround returns the value that stands around an offset of the text, and
// where it begins.
func wordAround(src string, at int) (string, int) {
	const ends = "=,[]{}#\"' \t\r\n"
	start := max(strings.LastIndexAny(src[:at], ends)+1, at-longestName)
	length := strings.IndexAny(src[at:min(len(src), at+longestName)], ends)
	if length < 0 {
		length = min(len(src), at+longestName) - at
	}
	return src[start : at+length], start
}

// lineFrom returns the rest of the line from an offset on.
func lineFrom(src string, at int) string {
	rest, _, _ := strings.Cut(src[at:], "\n")
	return strings.TrimRight(rest, "\r")
}

// positionOf returns the position of an offset into the text.
func positionOf(src string, at int) position {
	before := src[:at]
	line := strings.LastIndexByte(before, '\n') + 1
	return position{1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[line:])}
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
