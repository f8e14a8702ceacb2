package model

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// apply applies one patch to the reader's own copy of the tree.
func (r *reader) apply(p *Patch) *problem {
	if len(p.path) == 1 && (p.path[0] == DetectPath || p.path[0] == RecoverPath) {
		return r.applyFactor(p)
	}
	if p.value != nil && p.value.kind == tableNode {
		if done, wrong := r.applyTable(p.path, p.value, p); done {
			return wrong
		}
	}
	sec := r.doc.schema.byName[p.path[0]]
	if sec != nil && !sec.later && len(p.path) <= sec.depth() && p.value != nil && p.value.value == "none" {
		return r.removeWhole(p, sec)
	}
	return r.applyKey(p.path, p.value, p)
}

// applyFactor multiplies the factor of a default axis.
func (r *reader) applyFactor(p *Patch) *problem {
	o := p.op
	if o == nil {
		times := p.value.child("times")
		if times == nil || len(p.value.children) != 1 {
			return problemOf(p.path[0], p.value.spelling(), "a factor as in { times = 0.5 }")
		}
		var wrong *problem
		if o, wrong = timesOp(times, p.path[0]); wrong != nil {
			return wrong
		}
	}
	factor := &r.out.DetectFactor
	if p.path[0] == RecoverPath {
		factor = &r.out.RecoverFactor
	}
	if *factor *= o.by; !(*factor >= 0 && *factor <= MaxDuration) {
		return problemOf(p.path[0], fmt.Sprint(*factor), "a factor of 0 or more")
	}
	return nil
}

// applyTable applies a partial scenario: a table that stands for a section or
// a part. It reports whether the path names one.
func (r *reader) applyTable(path []string, value *node, p *Patch) (bool, *problem) {
	sec := r.doc.schema.byName[path[0]]
	if sec == nil || sec.later {
		return false, nil
	}
	depth := sec.depth()
	if len(path) > depth {
		return false, nil
	}
	if len(path) == 2 && path[1] != "*" && !r.root.child(path[0]).has(path[1]) {
		return true, r.bringPart(path, value)
	}
	for _, c := range value.children {
		inner := append(path[:len(path):len(path)], c.key)
		var wrong *problem
		switch {
		case len(inner) > depth:
			wrong = r.applyKey(inner, c, p)
		case c.kind == tableNode:
			_, wrong = r.applyTable(inner, c, p)
		default:
			wrong = problemOf(strings.Join(inner, "."), c.spelling(), "a table of keys")
		}
		if wrong != nil {
			return true, wrong
		}
	}
	return true, nil
}

// bringPart adds a new part, which must be complete.
func (r *reader) bringPart(path []string, value *node) *problem {
	parts := r.root.child(path[0])
	if parts == nil {
		parts = &node{kind: tableNode, key: path[0], patch: value.patch}
		r.root.add(parts)
	}
	if parts.kind != tableNode {
		return problemOf(strings.Join(path, "."), parts.spelling(), "a table in the file")
	}
	// Keys are patched later, so the part's own are copied as the file's are.
	part := value.clone(1)
	part.key, part.text = path[1], ""
	parts.add(part)
	return nil
}

// removeWhole takes a whole part or section out of the file.
func (r *reader) removeWhole(p *Patch, sec *section) *problem {
	if len(p.path) == 1 {
		r.root.remove(sec.name)
		return nil
	}
	parts := r.root.child(sec.name)
	switch {
	case p.path[1] == "*" && len(parts.keys()) > 0:
		r.root.remove(sec.name)
	case parts.child(p.path[1]) == nil:
		return noSuch(sec.name, strings.Join(p.path, "."), p.path[1], parts.keys())
	default:
		parts.remove(p.path[1])
	}
	return nil
}

// applyKey sets or changes one key, in every part where the path says "*".
func (r *reader) applyKey(path []string, value *node, p *Patch) *problem {
	spec, wrong := r.doc.lookup(r.root, path)
	if wrong != nil {
		return wrong
	}
	key := strings.Join(path, ".")
	table, sec := r.root, r.doc.schema.byName[path[0]]
	if len(path) > 1 {
		if table = r.root.child(path[0]); table == nil {
			table = &node{kind: tableNode, key: path[0], patch: p.text}
			r.root.add(table)
		}
	}
	if sec == nil || !sec.named {
		return r.setKey(table, sec, spec, key, value, p)
	}
	if path[1] != "*" {
		return r.setKey(table.child(path[1]), sec, spec, key, value, p)
	}
	// A part that lacks what is to be changed is passed over, but not all.
	var absent *problem
	changed := false
	for _, part := range table.children {
		wrong := r.setKey(part, sec, spec, sec.name+"."+part.key+"."+spec.name, value, p)
		switch {
		case wrong == nil:
			changed = true
		case !wrong.absent:
			return wrong
		default:
			absent = wrong
		}
	}
	if changed {
		return nil
	}
	return absent
}

// setKey sets or changes one key of one table.
func (r *reader) setKey(table *node, sec *section, spec *keySpec, key string, value *node, p *Patch) *problem {
	if table.kind != tableNode {
		return problemOf(key, table.spelling(), "a table in the file")
	}
	old := table.child(spec.name)
	if p.op != nil {
		return r.operateOn(table, sec, spec, old, key, *p.op)
	}
	switch {
	case value.value == "none" && !spec.keepsNone:
		table.remove(spec.name)
		return nil
	case value.has("times") && len(value.children) == 1:
		o, wrong := timesOp(value.child("times"), key)
		if wrong != nil {
			return wrong
		}
		return r.operateOn(table, sec, spec, old, key, *o)
	case value.has("append") || value.has("prepend") || value.has("remove"):
		return r.changeList(table, spec, old, key, value)
	}
	fresh := *value
	fresh.key = spec.name
	replace(table, sec, spec, &fresh)
	return nil
}

// replace puts a value in place of what a key of a table holds, and takes away the keys
// that exclude it, but for those that the same patch sets.
func replace(n *node, sec *section, spec *keySpec, value *node) {
	n.add(value)
	if sec == nil {
		return
	}
	for _, other := range sec.keys {
		excluded := spec.oneOf != "" && other.oneOf == spec.oneOf && other.name != spec.name
		if spec.name == "latency" {
			excluded = slices.Contains([]string{"interval", "for", "delay"}, other.name)
		}
		// The target of a burn rate goes with it, and what clauses pay with them.
		excluded = excluded || spec.name == "threshold" && other.name == "target"
		excluded = excluded || spec.name == "credits" && other.name == "pays"
		if c := n.child(other.name); excluded && c != nil && (c.patch == "" || c.patch != value.patch) {
			n.remove(other.name)
		}
	}
}

// timesOp reads the factor of { times = f }.
func timesOp(n *node, key string) (*op, *problem) {
	f := math.NaN()
	switch v := n.value.(type) {
	case int64:
		f = float64(v)
	case float64:
		f = v
	}
	if !(f >= 0) || math.IsInf(f, 1) {
		return nil, problemOf(key, "times = "+n.spelling(), "a factor of 0 or more such as 0.5")
	}
	return &op{times: true, by: f, patch: n.patch}, nil
}

// operateOn multiplies or moves what a key holds.
func (r *reader) operateOn(table *node, sec *section, spec *keySpec, old *node, key string, o op) *problem {
	if _, ok := spec.kind.valueKind(); !ok {
		return problemOf(key, "a factor or a step of a sweep", "a whole value; only durations, ratios, rates and numbers can be changed so")
	}
	var fresh node
	switch {
	case old != nil:
		fresh = *old
	case spec.name == "latency": // every alarm has one
		fresh = node{kind: valueNode}
	case o.times:
		return &problem{key: key, got: "times = " + fmt.Sprint(o.by), want: wantPresent, absent: true,
			message: "holds nothing that could be multiplied, want " + wantPresent}
	default:
		fresh = node{kind: valueNode, patch: o.patch}
	}
	fresh.key = spec.name
	fresh.ops = append(fresh.ops[:len(fresh.ops):len(fresh.ops)], o)
	if old == nil && spec.name == "latency" {
		table.add(&fresh) // beside interval, for and delay, which it scales
		return nil
	}
	if old != nil {
		table.add(&fresh)
	} else {
		replace(table, sec, spec, &fresh)
	}
	return nil
}

const wantPresent = "a key that the file sets"
