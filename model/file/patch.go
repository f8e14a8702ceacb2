package file

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
	"nines/model/internal/decimal"
	"nines/model/visible"
)

// A Patch is a change to a scenario: a path into the file and what becomes of
// the value there. Patches are applied in order, each to what the one before
// it left; a scenario is then checked as if the file had said so.
//
// A value is replaced whole, also when it is a table. Parts ([risk.X], ...)
// are patched key by key, and a patch may bring a complete new one. "none"
// removes an optional key, { times = 0.5 } multiplies what is there, and lists
// take { append = [...] }, { prepend = [...] } and { remove = [...] }. In a
// path "*" stands for every part of a section.
type Patch struct {
	text  string // as it was given, for messages
	path  []string
	value *tomltree.Node // nil for op
	op    *tomltree.Op   // a sweep's step

	// forgives lets the patch do nothing where what it changes is gone.
	forgives bool
}

// String returns the patch as PATH=VALUE, which ParseSet reads back:
// "recovery.rollback.time=30s". It is "" for the zero Patch, which no path has.
func (p Patch) String() string { return p.text }

// maxPath bounds a patch's path, in bytes: no key of a scenario is as long.
const maxPath = 500

// ParseSet reads PATH=VALUE, where VALUE is TOML; a VALUE that is no TOML is
// read as a string. Whether the path exists shows when the patch is applied.
func ParseSet(s string) (Patch, error) {
	if !utf8.ValidString(s) {
		return Patch{}, errors.New(gotWant(visible.Line(visible.Short(s)), "text in UTF-8"))
	}
	path, value, ok := strings.Cut(s, "=")
	path, value = strings.TrimSpace(path), strings.TrimSpace(value)
	if !ok || path == "" || value == "" {
		return Patch{}, errors.New(gotWant(strconv.Quote(s), "PATH=VALUE such as recovery.rollback.time=30s"))
	}
	if len(path) > maxPath {
		return Patch{}, errors.New(gotWant(visible.Short(path), "a path such as recovery.rollback.time"))
	}
	parts := strings.Split(path, ".")
	for _, part := range parts {
		if part == "" {
			return Patch{}, errors.New(gotWant(strconv.Quote(path), "a path such as recovery.rollback.time"))
		}
	}
	p := Patch{text: path + "=" + value, path: parts}
	var err error
	if p.value, err = parseValue(value); err != nil {
		return Patch{}, errors.New(visible.Line(visible.Short(p.text)) + ": " + err.Error())
	}
	p.value.MarkPatch(p.text)
	return p, nil
}

// parseValue reads a TOML value; what is none is a string, except for a table, a
// list or a number that was meant as one.
func parseValue(s string) (*tomltree.Node, error) {
	root, wrong := tomltree.Parse([]byte("v = " + s))
	if v := root.Child("v"); wrong == nil && len(root.Children) == 1 && v.Text != "" {
		return v, nil
	}
	number, why := tomltree.Number(s)
	switch {
	case why == decimal.WhyPoint || why == decimal.WhyUnderscore:
		return nil, errors.New(gotWant(s, number) + ": in TOML " + why)
	case wrong != nil && enclosed(s, visible.Line(wrong.Got)):
		return nil, errors.New(visible.Line(wrong.Message))
	}
	return tomltree.NewText(s), nil
}

// enclosed reports whether a text is meant as a table, or as a list in which a
// number is spelled otherwise than TOML has it.
func enclosed(s, wrong string) bool {
	_, why := tomltree.Number(wrong)
	return strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") && why != ""
}

// patch applies patches to a copy of the tree and records those that cannot
// be applied.
func (r *reader) patch(patches []Patch) {
	if len(patches) == 0 {
		return
	}
	r.root = r.root.Clone(3) // sections, parts and their keys
	for i := range patches {
		p := &patches[i]
		if wrong := r.apply(p); wrong != nil && !(p.forgives && wrong.absent) {
			r.fail(tomltree.Position{}, p.text, wrong.key, wrong.got, wrong.want, wrong.message)
		}
	}
}

// A problem is why a path or a patch does not fit the document.
type problem struct {
	key, got, want, message string

	// absent says that there was nothing to change, which a path with "*"
	// forgives in single parts.
	absent bool
}

// noSuch is the problem of a name that does not exist.
func noSuch(what, key, name string, known []string) *problem {
	want := suggest.Nearest(name, known)
	message := "there is no " + what + " " + visible.Short(name) + suggest.DidYouMean(name, known)
	if want == "" {
		want = "a " + what + " of the file"
		if what == "sla" {
			want = "an SLA of the file"
		}
		if 0 < len(known) && len(known) <= 20 {
			want = "one of " + strings.Join(known, ", ")
			message += ", want " + want
		}
	}
	return &problem{key: key, got: name, want: want, message: message}
}

func problemOf(key, got, want string) *problem {
	return &problem{key: key, got: got, want: want, message: gotWant(got, want)}
}

// laterProblem is the problem of a name that is reserved.
func laterProblem(key, name string) *problem {
	return &problem{key: key, got: name, want: wantLater, message: "is not supported yet, leave it out"}
}

// lookup returns what a path names, without looking at its value. A "*" names
// the parts that there are.
func (d *Document) lookup(root *tomltree.Node, path []string) (*key, *problem) {
	key := strings.Join(path, ".")
	sec := d.schema.byName[path[0]]
	switch {
	case path[0] == "title" && len(path) == 1:
		title := formKey("title", textForm)
		return &title, nil
	case sec == nil:
		return nil, noSuch("section", key, path[0], d.schema.names())
	case sec.later:
		return nil, laterProblem(key, path[0])
	}
	rest := path[1:]
	if sec.named && len(rest) > 0 {
		parts := root.Child(sec.name)
		if rest[0] != "*" && parts.Child(rest[0]) == nil {
			wrong := noSuch(sec.name, key, rest[0], parts.Keys())
			wrong.absent = true
			return nil, wrong
		}
		if rest[0] == "*" && len(parts.Keys()) == 0 {
			return nil, &problem{key: key, got: "*", want: "a section with parts", message: "names nothing: the file has no " + sec.name}
		}
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return nil, problemOf(key, "a path to a whole part", "a path to one of its keys: "+strings.Join(sec.keyNames(), ", "))
	}
	return sec.lookup(key, rest)
}

// lookup returns the key that the rest of a path names.
func (s *section) lookup(key string, rest []string) (*key, *problem) {
	spec := s.key(rest[0])
	switch {
	case spec == nil:
		return nil, noSuch("key", key, rest[0], s.keyNames())
	case spec.form == laterForm:
		return nil, laterProblem(key, rest[0])
	case len(rest) > 1:
		whole := strings.TrimSuffix(key, "."+strings.Join(rest[1:], "."))
		return nil, problemOf(key, "a path into a value", "the whole value of "+whole)
	}
	return spec, nil
}
