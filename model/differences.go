package model

import "strings"

// A Difference is one key, or one whole part, in which two scenarios differ.
type Difference struct {
	Path     string // "recovery.rollback.time"; "alarm.probe" for a whole part
	Old, New string // as the files spell them; "" for what is not there

	patch Patch
}

// Patch returns the patch that makes this one change to the old scenario.
func (d Difference) Patch() Patch { return d.patch }

// Differences returns the keys in which a scenario differs from an older one,
// patches included, in the order of the new one; what is gone comes last. Titles
// and the service's name are shown and mean nothing: they are no difference.
func Differences(old, new *Scenario) []Difference {
	was, is := originOf(old).root, originOf(new).root
	x := &differ{schema: originOf(new).doc.schema}
	for _, n := range is.children {
		x.section(n.key, was.child(n.key), n)
	}
	for _, o := range was.children {
		if !is.has(o.key) {
			x.section(o.key, o, nil)
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
func (x *differ) section(key string, old, new *node) {
	sec := x.schema.byName[key]
	if sec == nil { // the title
		return
	}
	x.union(old, new, func(name string, o, n *node) {
		switch {
		case !sec.named:
			x.keyOf(sec, key, old, new, name)
		case o == nil || n == nil:
			x.value(key+"."+name, o, n)
		default:
			x.union(o, n, func(k string, _, _ *node) { x.keyOf(sec, key+"."+name, o, n, k) })
		}
	})
}

// union calls compare for every key of two tables.
func (x *differ) union(old, new *node, compare func(key string, old, new *node)) {
	for _, key := range new.keys() {
		compare(key, old.child(key), new.child(key))
	}
	for _, key := range old.keys() {
		if new.child(key) == nil {
			compare(key, old.child(key), nil)
		}
	}
}

// keyOf compares one key of two tables. A rate that has become an mtbf is one
// difference and not two.
func (x *differ) keyOf(sec *section, path string, old, new *node, key string) {
	if key == "title" || path+"."+key == "service.name" {
		return
	}
	o, n := old.child(key), new.child(key)
	if spec := sec.key(key); spec != nil && spec.oneOf != "" {
		for _, other := range sec.keys {
			if other.oneOf != spec.oneOf || other.name == key {
				continue
			}
			if n == nil && new.child(other.name) != nil {
				return // told with the other one
			}
			if was := old.child(other.name); o == nil && was != nil {
				x.add(path+"."+key, other.name+" = "+was.inline(), n)
				return
			}
		}
	}
	x.value(path+"."+key, o, n)
}

// value compares two values.
func (x *differ) value(path string, old, new *node) {
	if old != nil && new != nil && spelled(old) == spelled(new) {
		return
	}
	was := ""
	if old != nil {
		was = spelled(old)
	}
	x.add(path, was, new)
}

func (x *differ) add(path, old string, new *node) {
	d := Difference{Path: path, Old: old}
	value := &node{kind: valueNode, value: "none", text: `"none"`}
	if new != nil {
		value, d.New = new, spelled(new)
	}
	text := path + "=" + value.inline()
	value = value.deep()
	value.markPatch(text)
	d.patch = Patch{text: text, path: strings.Split(path, "."), value: value}
	x.found = append(x.found, d)
}

// spelled returns a value on one line, and behind it what patches do to it.
func spelled(n *node) string {
	text := n.inline()
	for _, o := range n.ops {
		if o.times {
			text += " × " + FormatNumber(o.by)
		} else if _, value, ok := strings.Cut(o.patch, "="); ok {
			text = value
		}
	}
	return text
}
