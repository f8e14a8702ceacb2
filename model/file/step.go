package file

import (
	"slices"
	"strings"

	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
)

// A step is one key, or one whole part, that an investment changes. Investments
// combine step by step.
type step struct {
	path  []string
	key   string // the path in one
	group string // the keys that exclude one another: a rate and an mtbf
	does  stepKind
	value *tomltree.Node
	whole []string // the paths of the keys of which this one is the whole
	names []string // of the elements that a list step adds or removes
}

// A stepKind says how a step combines with others of the same key. Steps are
// taken in the order of the kinds, so that it does not matter in which order
// investments are chosen.
type stepKind uint8

const (
	setsValue   stepKind = iota // a whole value, "none", or a new part
	dropsPart                   // a part or section taken out
	multiplies                  // { times = f }
	removesFrom                 // { remove = [...] }, of one element
	addsTo                      // { append = [...] } and { prepend = [...] }
)

// A stepError is what is wrong with a partial scenario, and where.
type stepError struct {
	at                      tomltree.Position
	key, got, want, message string
}

// An expander turns a partial scenario into steps.
type expander struct {
	doc   *Document
	root  *tomltree.Node // what the steps change: the file, and what is required
	steps []step
	wrong []stepError
}

// expand returns the steps of a partial scenario on top of root.
func expand(doc *Document, root, set *tomltree.Node) ([]step, []stepError) {
	x := &expander{doc: doc, root: root}
	for _, n := range set.Children {
		switch sec := doc.schema.byName[n.Key]; {
		case sec == nil || slices.Contains([]string{"slo", "sla", "sweep", "investment"}, n.Key):
			x.fail(n.KeyAt, noSuch("section to invest in", n.Key, n.Key, investable(doc.schema)))
		case sec.later:
			x.fail(n.KeyAt, laterProblem(n.Key, n.Key))
		case n.Kind != tomltree.Table:
			x.fail(n.At, problemOf(n.Key, n.Spelling(), "a table"))
		case !sec.named:
			x.keys([]string{n.Key}, sec, n)
		default:
			for _, part := range n.Children {
				x.part(sec, part)
			}
		}
	}
	return x.steps, x.wrong
}

// investable returns the sections that an investment may change. It changes
// the service, not what is asked of it.
func investable(s *schema) []string {
	return slices.DeleteFunc(s.names(), func(name string) bool {
		return slices.Contains([]string{"title", "slo", "sla", "sweep", "investment"}, name)
	})
}

func (x *expander) fail(at tomltree.Position, p *problem) {
	x.wrong = append(x.wrong, stepError{at, p.key, p.got, p.want, p.message})
}

// part expands one part of a section, "*" for all of them.
func (x *expander) part(sec *section, n *tomltree.Node) {
	known := x.root.Child(sec.name)
	path := []string{sec.name, n.Key}
	key := strings.Join(path, ".")
	names := []string{n.Key}
	if n.Key == "*" {
		if names = known.Keys(); len(names) == 0 {
			x.fail(n.KeyAt, &problem{key: key, got: "*", want: "a section with parts", message: "names nothing: the file has no " + sec.name})
			return
		}
	}
	switch {
	case n.Value == "none":
		for _, name := range names {
			if !known.Has(name) {
				x.fail(n.KeyAt, noSuch(sec.name, key, name, known.Keys()))
				continue
			}
			x.steps = append(x.steps, step{path: []string{sec.name, name}, key: sec.name + "." + name, does: dropsPart, value: n})
		}
	case n.Kind != tomltree.Table:
		x.fail(n.At, problemOf(key, n.Spelling(), "a table of keys"))
	case n.Key != "*" && !(known != nil && known.Has(n.Key)):
		x.bring(sec, path, n)
	default:
		x.keys(path, sec, n)
	}
}

// bring expands a new part. What looks like a misspelt name is told as one:
// a new part says what it is, and not only one key of it.
func (x *expander) bring(sec *section, path []string, n *tomltree.Node) {
	key := strings.Join(path, ".")
	known := x.root.Child(sec.name).Keys()
	if suggest.Nearest(n.Key, known) != "" && len(n.Children) == 1 {
		x.fail(n.KeyAt, noSuch(sec.name, key, n.Key, known))
		return
	}
	for _, c := range n.Children {
		if c.Has("times") || c.Has("append") || c.Has("prepend") || c.Has("remove") {
			x.fail(n.KeyAt, noSuch(sec.name, key, n.Key, known))
			return
		}
	}
	x.steps = append(x.steps, step{path: path, key: key, does: setsValue, value: n})
}

// keys expands the keys of a part, or of a section without parts.
func (x *expander) keys(path []string, sec *section, n *tomltree.Node) {
	for _, c := range n.Children {
		spec, wrong := x.doc.lookup(x.root, append(path[:len(path):len(path)], c.Key))
		if wrong != nil {
			x.fail(c.KeyAt, wrong)
			continue
		}
		if len(path) == 1 || path[1] != "*" {
			if wrong := x.key(path, sec, spec, c); wrong != nil {
				x.fail(c.At, wrong)
			}
			continue
		}
		// Parts that lack what is to be changed are passed over, but not all.
		var absent *problem
		before := len(x.steps)
		for _, name := range x.root.Child(sec.name).Keys() {
			if wrong := x.key([]string{sec.name, name}, sec, spec, c); wrong != nil {
				absent = wrong
			}
		}
		if len(x.steps) == before && absent != nil {
			x.fail(c.At, absent)
		}
	}
}

// key expands one key of one part.
func (x *expander) key(path []string, sec *section, spec *key, value *tomltree.Node) *problem {
	path = append(path[:len(path):len(path)], spec.name)
	s := step{path: path, key: strings.Join(path, "."), value: value}
	for _, name := range spec.whole {
		s.whole = append(s.whole, strings.Join(path[:len(path)-1], ".")+"."+name)
	}
	if spec.group != "" {
		s.group = strings.Join(path[:len(path)-1], ".") + " " + spec.group
	}
	table := x.root.Child(path[0])
	if sec.named {
		table = table.Child(path[1])
	}
	switch {
	case value.Value == "none" && !spec.keepsNone:
		s.does = setsValue
	case value.Has("times") && len(value.Children) == 1:
		s.does = multiplies
		if !table.Has(spec.name) && !spec.always {
			return &problem{key: s.key, got: value.Spelling(), want: wantPresent, message: "holds nothing that could be multiplied, want " + wantPresent}
		}
	case value.Has("append") || value.Has("prepend") || value.Has("remove"):
		return x.list(s, spec, table, value)
	default:
		s.does = setsValue
	}
	x.steps = append(x.steps, s)
	return nil
}

// list expands the change of a list: what it removes, one by one, so that two
// investments may both remove it, and what it adds.
func (x *expander) list(s step, spec *key, table, value *tomltree.Node) *problem {
	const want = `{ append = ["x"] }, { prepend = ["x"] } or { remove = ["x"] }`
	if spec.form != partsForm && spec.form != targetsForm {
		return problemOf(s.key, value.Spelling(), "a whole value; only lists can be changed so")
	}
	adds := &tomltree.Node{Kind: tomltree.Table, Key: value.Key, KeyAt: value.KeyAt, At: value.At}
	for _, c := range value.Children {
		if c.Kind != tomltree.List || !slices.Contains([]string{"append", "prepend", "remove"}, c.Key) {
			return problemOf(s.key, value.Spelling(), want)
		}
		if c.Key != "remove" {
			adds.Add(c)
			continue
		}
		old := table.Child(spec.name)
		for _, element := range c.Children {
			if old == nil || old.Find(element) < 0 {
				return noSuch("element", s.key, element.Spelling(), old.Names())
			}
			one := *c
			one.Children = []*tomltree.Node{element}
			one.Text = ""
			n := &tomltree.Node{Kind: tomltree.Table, Key: value.Key, KeyAt: value.KeyAt, At: value.At}
			n.Add(&one)
			r := s
			r.does, r.value, r.names = removesFrom, n, []string{element.Spelling()}
			x.steps = append(x.steps, r)
		}
	}
	for _, c := range adds.Children {
		for _, element := range c.Children {
			s.names = append(s.names, element.Spelling())
		}
	}
	if len(s.names) > 0 {
		s.does, s.value = addsTo, adds
		x.steps = append(x.steps, s)
	}
	return nil
}

// patch returns the step as a patch. Where several investments are made, one
// may have taken away what another changes: that is as good as done.
func (s *step) patch() Patch {
	return Patch{text: s.key + "=" + s.value.Inline(), path: s.path, value: s.value, forgives: s.does >= multiplies}
}

// clashes reports whether two steps of different investments contradict each
// other.
func (s *step) clashes(t *step) bool {
	if s.does > t.does {
		s, t = t, s
	}
	same := s.key == t.key
	switch {
	case same && s.does == setsValue && t.does == setsValue:
		return s.value.Inline() != t.value.Inline()
	case same && s.does == removesFrom && t.does == addsTo:
		return slices.Contains(t.names, s.names[0])
	case same:
		return false
	case s.group != "" && s.group == t.group: // a rate set here, an mtbf there
		return true
	case slices.Contains(s.whole, t.key), slices.Contains(t.whole, s.key):
		return s.does == setsValue && t.does == setsValue
	case strings.HasPrefix(t.key, s.key+"."):
		return t.does <= dropsPart
	}
	return strings.HasPrefix(s.key, t.key+".")
}

// voids reports whether nothing is left for t to change once s is done.
func (s *step) voids(t *step) bool {
	if t.does < multiplies {
		return false
	}
	return s.does == dropsPart && strings.HasPrefix(t.key, s.key+".") ||
		s.does == setsValue && s.key == t.key && s.value.Value == "none"
}
