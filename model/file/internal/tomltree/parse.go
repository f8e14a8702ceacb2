package tomltree

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"nines/model"
	"nines/model/visible"
)

// A Error says why a text is no document, and where.
type Error struct {
	At                      Position
	Key, Got, Want, Message string
}

func failure(at Position, key, got, want, message string) *Error {
	return &Error{At: at, Key: key, Got: got, Want: want, Message: message}
}

// Parse reads TOML text: the tree of its keys and values with their
// places. Empty text has an empty tree.
func Parse(data []byte) (*Node, *Error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if at := invalidUTF8(data); at >= 0 {
		got, want := fmt.Sprintf("the byte %#02x", data[at]), "text in UTF-8"
		return nil, failure(positionOf(string(data), at), "", got, want, gotAndWant(got, want))
	}
	src := string(data)
	root, err := locate(src)
	if limit := (*limitError)(nil); errors.As(err, &limit) {
		return nil, failure(limit.at, "", limit.got, limit.want, limit.Error())
	}
	values, syntax := decode(src)
	if syntax != nil {
		return nil, syntaxError(src, syntax)
	}
	if stray := (*strayError)(nil); errors.As(err, &stray) {
		// The decoder lets some keys be defined twice.
		if stray.key != "" {
			return nil, twice(stray.at, stray.key)
		}
		return nil, failure(stray.at, "", visible.Short(lineFrom(src, stray.offset)), "valid TOML", "is not valid TOML")
	}
	if !fill(root, values) {
		return nil, failure(Position{1, 1}, "", "a file that cannot be followed", "plain TOML 1.0", gotAndWant("a file that cannot be followed", "plain TOML 1.0"))
	}
	return root, nil
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
func fill(n *Node, value any) bool {
	switch v := value.(type) {
	case map[string]any:
		if n.Kind != Table || len(v) != len(n.Children) {
			return false
		}
		for _, c := range n.Children {
			if inner, ok := v[c.Key]; !ok || !fill(c, inner) {
				return false
			}
		}
	case []map[string]any:
		if n.Kind != List || len(v) != len(n.Children) {
			return false
		}
		for i, c := range n.Children {
			if !fill(c, v[i]) {
				return false
			}
		}
	case []any:
		if n.Kind != List || len(v) != len(n.Children) {
			return false
		}
		for i, c := range n.Children {
			if !fill(c, v[i]) {
				return false
			}
		}
	default:
		n.Value = v
		return n.Kind == Scalar
	}
	return true
}

// syntaxError turns the decoder's error into one with a place and, for the
// commonest slip, what to write instead.
func syntaxError(src string, e *toml.ParseError) *Error {
	start := min(max(e.Position.Start, 0), len(src))
	at := positionOf(src, start)
	word, wordAt := wordAround(src, start)
	if quoted := strconv.Quote(word); looksLikeValue(word) {
		want := quoted + " in quotes"
		return failure(positionOf(src, wordAt), lineKey(src, wordAt, e.LastKey), word, want, gotAndWant(word, want))
	}
	if number, why := Number(word); why != "" && isValue(src, wordAt) {
		return failure(positionOf(src, wordAt), lineKey(src, wordAt, e.LastKey), word, number, gotAndWant(word, number)+": in TOML "+why)
	}
	message := strings.TrimSuffix(e.Message, ".")
	if len(message) > 1 && !unicode.IsUpper(rune(message[1])) {
		message = strings.ToLower(message[:1]) + message[1:]
	}
	if name, _, ok := strings.Cut(strings.TrimPrefix(message, "key '"), "' has already been defined"); ok {
		return twice(at, name)
	}
	return failure(at, e.LastKey, visible.Short(lineFrom(src, start)), "valid TOML", "not valid TOML: "+message)
}

// twice returns the error of a key or table that is defined a second time.
func twice(at Position, key string) *Error {
	const want = "each key and table once"
	return failure(at, key, "a second definition", want, "is already defined above, want "+want)
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
	_, notDuration := model.ParseDuration(word)
	_, notRatio := model.ParseRatio(word)
	_, notRate := model.ParseRate(word)
	return notDuration == nil || notRate == nil || notRatio == nil && strings.HasSuffix(word, "%")
}

// wordAround returns the value that stands around an offset of the text, and
// where it begins.
func wordAround(src string, at int) (string, int) {
	const ends = "=,[]{}#\"' \t\r\n"
	start := max(strings.LastIndexAny(src[:at], ends)+1, at-maxWord)
	length := strings.IndexAny(src[at:min(len(src), at+maxWord)], ends)
	if length < 0 {
		length = min(len(src), at+maxWord) - at
	}
	return src[start : at+length], start
}

// lineFrom returns the rest of the line from an offset on.
func lineFrom(src string, at int) string {
	rest, _, _ := strings.Cut(src[at:], "\n")
	return strings.TrimRight(rest, "\r")
}

// positionOf returns the position of an offset into the text.
func positionOf(src string, at int) Position {
	before := src[:at]
	line := strings.LastIndexByte(before, '\n') + 1
	return Position{1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[line:])}
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

// maxWord bounds, in bytes on both sides, what is taken for one value.
const maxWord = 64

// gotAndWant is the message of an error that is told by what was found and what
// would be right.
func gotAndWant(got, want string) string { return (&model.ValueError{Got: got, Want: want}).Error() }
