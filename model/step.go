package model

import (
	"slices"
	"strings"
)

// A step is one key, or one whole part, that an investment changes. Investments
// combine step by step.
type step struct {
	path  []string
	key   string // the path in one
	group string // the keys that exclude one another: a rate and an mtbf
	does  stepKind
	value *node
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
	at                      position
	key, got, want, message string
}

// An expander turns a partial scenario into steps.
type expander struct {
	doc   *Document
	root  *node // what the steps change: the file, and what is required
	steps []step
	wrong []stepError
}

// expand returns the steps of a partial scenario on top of root.
func expand(doc *Document, root, set *node) ([]step, []stepError) {
	x := &expander{doc: doc, root: root}
	for _, n := range set.children {
		switch sec := doc.schema.byName[n.key]; {
		case sec == nil || slices.Contains([]string{"slo", "sla", "sweep", "investment"}, n.key):
			x.fail(n.keyAt, noSuch("section to invest in", n.key, n.key, investable(doc.schema)))
		case sec.later:
			x.fail(n.keyAt, laterProblem(n.key, n.key))
		case n.kind != tableNode:
			x.fail(n.at, problemOf(n.key, n.spelling(), "a table"))
		case !sec.named:
			x.keys([]string{n.key}, sec, n)
		default:
			for _, part := range n.children {
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

func (x *expander) fail(at position, p *problem) {
	x.wrong = append(x.wrong, stepError{at, p.key, p.got, p.want, p.message})
}

// part expands one part of a section, "*" for all of them.
func (x *expander) part(sec *section, n *node) {
	known := x.root.child(sec.name)
	path := []string{sec.name, n.key}
	key := strings.Join(path, ".")
	names := []string{n.key}
	if n.key == "*" {
		if names = known.keys(); len(names) == 0 {
			x.fail(n.keyAt, &problem{key: key, got: "*", want: "a section with parts", message: "names nothing: the file has no " + sec.name})
			return
		}
	}
	switch {
	case n.value == "none":
		for _, name := range names {
			if !known.has(name) {
				x.fail(n.keyAt, noSuch(sec.name, key, name, known.keys()))
				continue
			}
			x.steps = append(x.steps, step{path: []string{sec.name, name}, key: sec.name + "." + name, does: dropsPart, value: n})
		}
	case n.kind != tableNode:
		x.fail(n.at, problemOf(key, n.spelling(), "a table of keys"))
	case n.key != "*" && !(known != nil && known.has(n.key)):
		x.bring(sec, path, n)
	default:
		x.keys(path, sec, n)
	}
}

// bring expands a new part. What looks like a misspelt name is told as one:
// a new part says what it is, and not only one key of it.
func (x *expander) bring(sec *section, path []string, n *node) {
	key := strings.Join(path, ".")
	known := x.root.child(sec.name).keys()
	if nearest(n.key, known) != "" && len(n.children) == 1 {
		x.fail(n.keyAt, noSuch(sec.name, key, n.key, known))
		return
	}
	for _, c := range n.children {
		if c.has("times") || c.has("append") || c.has("prepend") || c.has("remove") {
			x.fail(n.keyAt, noSuch(sec.name, key, n.key, known))
			return
		}
	}
	x.steps = append(x.steps, step{path: path, key: key, does: setsValue, value: n})
}

// keys expands the keys of a part, or of a section without parts.
func (x *expander) keys(path []string, sec *section, n *node) {
	for _, c := range n.children {
		spec, wrong := x.doc.lookup(x.root, append(path[:len(path):len(path)], c.key))
		if wrong != nil {
			x.fail(c.keyAt, wrong)
			continue
		}
		if len(path) == 1 || path[1] != "*" {
			if wrong := x.key(path, sec, spec, c); wrong != nil {
				x.fail(c.at, wrong)
			}
			continue
		}
		// Parts that lack what is to be changed are passed over, but not all.
		var absent *problem
		before := len(x.steps)
		for _, name := range x.root.child(sec.name).keys() {
			if wrong := x.key([]string{sec.name, name}, sec, spec, c); wrong != nil {
				absent = wrong
			}
		}
		if len(x.steps) == before && absent != nil {
			x.fail(c.at, absent)
		}
	}
}

// key expands one key of one part.
func (x *expander) key(path []string, sec *section, spec *keySpec, value *node) *problem {
	path = append(path[:len(path):len(path)], spec.name)
	s := step{path: path, key: strings.Join(path, "."), value: value}
	if spec.oneOf != "" {
		s.group = strings.Join(path[:len(path)-1], ".") + " " + spec.oneOf
	}
	table := x.root.child(path[0])
	if sec.named {
		table = table.child(path[1])
	}
	switch {
	case value.value == "none" && !spec.keepsNone:
		s.does = setsValue
	case value.has("times") && len(value.children) == 1:
		s.does = multiplies
		if !table.has(spec.name) && spec.name != "latency" {
			return &problem{key: s.key, got: value.spelling(), want: wantPresent, message: "holds nothing that could be multiplied, want " + wantPresent}
		}
	case value.has("append") || value.has("prepend") || value.has("remove"):
		return x.list(s, spec, table, value)
	default:
		s.does = setsValue
	}
	x.steps = append(x.steps, s)
	return nil
}

// list expands the change of a list: what it removes, one by one, so that two
// investments may both remove it, and what it adds.
func (x *expander) list(s step, spec *keySpec, table, value *node) *problem {
	const want = `{ append = ["x"] }, { prepend = ["x"] } or { remove = ["x"] }`
	if spec.kind != partsKey && spec.kind != targetsKey {
		return problemOf(s.key, value.spelling(), "a whole value; only lists can be changed so")
	}
	adds := &node{kind: tableNode, key: value.key, keyAt: value.keyAt, at: value.at}
	for _, c := range value.children {
		if c.kind != listNode || !slices.Contains([]string{"append", "prepend", "remove"}, c.key) {
			return problemOf(s.key, value.spelling(), want)
		}
		if c.key != "remove" {
			adds.add(c)
			continue
		}
		old := table.child(spec.name)
		for _, element := range c.children {
			if old == nil || old.find(element) < 0 {
				return noSuch("element", s.key, element.spelling(), old.elementNames())
			}
			one := *c
			one.children = []*node{element}
			one.text = ""
			n := &node{kind: tableNode, key: value.key, keyAt: value.keyAt, at: value.at}
			n.add(&one)
			r := s
			r.does, r.value, r.names = removesFrom, n, []string{element.spelling()}
			x.steps = append(x.steps, r)
		}
	}
	for _, c := range adds.children {
		for _, element := range c.children {
			s.names = append(s.names, element.spelling())
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
	return Patch{text: s.key + "=" + s.value.inline(), path: s.path, value: s.value, forgives: s.does >= multiplies}
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
		return s.value.inline() != t.value.inline()
	case same && s.does == removesFrom && t.does == addsTo:
		return slices.Contains(t.names, s.names[0])
	case same:
		return false
	case s.group != "" && s.group == t.group: // a rate set here, an mtbf there
		return true
	case s.isLatency(t), t.isLatency(s):
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
		s.does == setsValue && s.key == t.key && s.value.value == "none"
}

// isLatency reports whether the step holds the whole latency of the alarm of
// which t changes a part.
func (s *step) isLatency(t *step) bool {
	alarm, ok := strings.CutSuffix(s.key, ".latency")
	if !ok {
		return false
	}
	part, ok := strings.CutPrefix(t.key, alarm+".")
	return ok && slices.Contains([]string{"interval", "for", "delay"}, part)
}
