package answer

import (
	"strings"
	"unicode/utf8"
)

// Sources are what a scenario file says in comments about its numbers. The
// file's readers judge a number by where it comes from, and so does whoever
// signs.
type Sources struct {
	opening []string // paragraphs before the first key
	noted   []note   // keys with a comment
	silent  []string // keys that hold a number and say nothing
}

// A note is a key of the file, its value as written, and the comment on it.
type note struct{ key, value, says string }

// SourcesOf reads the comments of a scenario's text, which is known to be
// valid TOML.
func SourcesOf(text string) Sources {
	var s Sources
	var above []string // whole-line comments just before this line
	table, opening := "", true
	inside := &quoting{}
	var last *note // the key whose value may go on
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		begun := inside.open()
		code, comment := inside.split(strings.TrimRight(line, "\r\n"))
		code = strings.TrimSpace(code)
		if begun { // the rest of a value
			if last != nil {
				last.value += " " + code
				last.says = strings.TrimSpace(last.says + " " + comment)
			}
			continue
		}
		switch key, value, ok := keyOf(code); {
		case code == "" && opening:
			s.openWith(comment)
			continue
		case code == "":
			if comment == "" {
				above = nil
				continue
			}
			above = append(above, strings.TrimSpace(comment))
			continue
		case strings.HasPrefix(code, "["):
			table = strings.Trim(code, "[] ")
			last = s.add(table, "", strings.TrimSpace(strings.Join(above, " ")+" "+strings.TrimSpace(comment)))
		case ok:
			at := key
			if table != "" {
				at = table + "." + key
			}
			last = s.add(at, value, strings.TrimSpace(strings.Join(above, " ")+" "+strings.TrimSpace(comment)))
		}
		above, opening = nil, false
	}
	s.sortOut()
	return s
}

// add notes a key; the note stays in place until the next is added.
func (s *Sources) add(key, value, says string) *note {
	s.noted = append(s.noted, note{key, value, says})
	return &s.noted[len(s.noted)-1]
}

// sortOut separates the keys with a comment from those without.
func (s *Sources) sortOut() {
	all := s.noted
	s.noted = nil
	for _, n := range all {
		n.value = strings.Trim(n.value, `"'`)
		switch {
		case n.says != "":
			s.noted = append(s.noted, n)
		case isInput(n):
			s.silent = append(s.silent, n.key)
		}
	}
}

// isInput reports whether a key holds a number that somebody had to measure or
// guess: not what is asked for, nor a name.
func isInput(n note) bool {
	section, _, _ := strings.Cut(n.key, ".")
	switch section {
	case "slo", "sweep", "title":
		return false
	}
	switch key := n.key[strings.LastIndexByte(n.key, '.')+1:]; key {
	case "title", "name", "on", "alarms", "recovery", "gates", "preset", "dist":
		return false
	}
	return strings.ContainsAny(n.value, "0123456789")
}

// openWith adds a line of the opening comment: an empty one and a dash begin a
// paragraph, and what is indented is a command to be copied, which tells no
// source.
func (s *Sources) openWith(comment string) {
	text := strings.TrimSpace(comment)
	if strings.HasPrefix(comment, "   ") {
		text = ""
	}
	n := len(s.opening)
	switch {
	case text == "":
		if n > 0 && s.opening[n-1] != "" {
			s.opening = append(s.opening, "")
		}
		return
	case n == 0 || s.opening[n-1] != "" && strings.HasPrefix(text, "- "):
		s.opening = append(s.opening, text)
	default:
		s.opening[n-1] = strings.TrimSpace(s.opening[n-1] + " " + text)
	}
}

// keyOf splits "key = value".
func keyOf(code string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(code, "=")
	return strings.TrimSpace(key), strings.TrimSpace(value), ok
}

// A quoting is where in TOML a text stands: in which kind of string, and in how
// many brackets.
type quoting struct {
	string string // what ends the string; "" outside
	depth  int
}

// open reports whether the last line's value goes on.
func (q *quoting) open() bool { return q.string != "" || q.depth > 0 }

// split separates a line from its comment.
func (q *quoting) split(line string) (code, comment string) {
	header := !q.open() && strings.HasPrefix(strings.TrimSpace(line), "[")
	for at := 0; at < len(line); {
		rest := line[at:]
		_, size := utf8.DecodeRuneInString(rest)
		switch {
		case q.string != "" && strings.HasPrefix(rest, q.string):
			size, q.string = len(q.string), ""
		case q.string != "":
			if rest[0] == '\\' && q.string[0] == '"' && len(rest) > 1 {
				size = 2
			}
		case strings.HasPrefix(rest, `"""`), strings.HasPrefix(rest, "'''"):
			q.string, size = rest[:3], 3
		case rest[0] == '"' || rest[0] == '\'':
			q.string = rest[:1]
		case rest[0] == '#':
			return line[:at], rest[1:]
		case header:
		case rest[0] == '[' || rest[0] == '{':
			q.depth++
		case rest[0] == ']' || rest[0] == '}':
			q.depth--
		}
		at += size
	}
	return line, ""
}
