package file

import (
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// A Difference is one key, or one whole part, in which two scenarios differ.
type Difference struct {
	Path     string // "recovery.rollback.time"; "alarm.probe" for a whole part
	Old, New string // as the files spell them; "" for what is not there

	by Patch
}

// Patch returns the patch that makes this one change to the old scenario.
func (d Difference) Patch() Patch { return d.by }

// Differences returns the keys in which a scenario differs from an older one,
// patches included, in the order of the new one; what is gone comes last. Titles
// and the service's name are shown and mean nothing: they are no difference.
func Differences(old, new *model.Scenario) []Difference {
	was, is := originOf(old).root, originOf(new).root
	x := &differ{schema: originOf(new).doc.schema}
	for _, n := range is.Children {
		x.section(n.Key, was.Child(n.Key), n)
	}
	for _, o := range was.Children {
		if !is.Has(o.Key) {
			x.section(o.Key, o, nil)
		}
	}
	return x.found
}

// A differ collects differences. Tables that are not there are nil.
type differ struct {
	schema *schema
	found  []Difference
}

// section compares one entry at the top of the files.
func (x *differ) section(key string, old, new *tomltree.Node) {
	sec := x.schema.byName[key]
	if sec == nil { // the title
		return
	}
	x.union(old, new, func(name string, o, n *tomltree.Node) {
		switch {
		case !sec.named:
			x.keyOf(sec, key, old, new, name)
		case o == nil || n == nil:
			x.value(key+"."+name, o, n)
		default:
			x.union(o, n, func(k string, _, _ *tomltree.Node) { x.keyOf(sec, key+"."+name, o, n, k) })
		}
	})
}

// union calls compare for every key of two tables.
func (x *differ) union(old, new *tomltree.Node, compare func(key string, old, new *tomltree.Node)) {
	for _, key := range new.Keys() {
		compare(key, old.Child(key), new.Child(key))
	}
	for _, key := range old.Keys() {
		if new.Child(key) == nil {
			compare(key, old.Child(key), nil)
		}
	}
}

// keyOf compares one key of two tables. A rate that has become an mtbf is one
// difference and not two.
func (x *differ) keyOf(sec *section, path string, old, new *tomltree.Node, key string) {
	o, n := old.Child(key), new.Child(key)
	spec := sec.key(key)
	if spec != nil && spec.label {
		return
	}
	if spec != nil && spec.group != "" {
		for _, other := range sec.keys {
			if other.group != spec.group || other.name == key {
				continue
			}
			if n == nil && new.Child(other.name) != nil {
				return // told with the other one
			}
			if was := old.Child(other.name); o == nil && was != nil {
				x.add(path+"."+key, other.name+" = "+was.Inline(), n)
				return
			}
		}
	}
	x.value(path+"."+key, o, n)
}

// value compares two values.
func (x *differ) value(path string, old, new *tomltree.Node) {
	if old != nil && new != nil && spelled(old) == spelled(new) {
		return
	}
	was := ""
	if old != nil {
		was = spelled(old)
	}
	x.add(path, was, new)
}

func (x *differ) add(path, old string, new *tomltree.Node) {
	d := Difference{Path: path, Old: old}
	value := tomltree.NewText("none")
	if new != nil {
		value, d.New = new, spelled(new)
	}
	text := path + "=" + value.Inline()
	value = value.Copy()
	value.MarkPatch(text)
	d.by = Patch{text: text, path: strings.Split(path, "."), value: value}
	x.found = append(x.found, d)
}

// spelled returns a value on one line, and behind it what patches do to it.
func spelled(n *tomltree.Node) string {
	text := n.Inline()
	for _, o := range n.Ops {
		if o.Times {
			text += " × " + model.FormatNumber(o.By)
		} else if _, value, ok := strings.Cut(o.Patch, "="); ok {
			text = value
		}
	}
	return text
}

// Spelling returns a part of the scenario as it stands, patches included, on
// one line: two scenarios of one file that spell a part alike have the same
// part. It is "" for a part that is not there, and panics for a scenario that
// this package has not read.
func Spelling(s *model.Scenario, section, name string) string {
	part := originOf(s).root.Child(section).Child(name)
	if part == nil {
		return ""
	}
	var b strings.Builder
	part.Spell(&b)
	return b.String()
}
