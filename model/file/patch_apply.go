package file

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// apply applies one patch to the reader's own copy of the tree.
func (r *reader) apply(p *Patch) *problem {
	if len(p.path) == 1 && (p.path[0] == model.DetectPath || p.path[0] == model.RecoverPath) {
		return r.applyFactor(p)
	}
	if p.value != nil && p.value.Kind == tomltree.Table {
		if done, wrong := r.applyTable(p.path, p.value, p); done {
			return wrong
		}
	}
	sec := r.doc.schema.byName[p.path[0]]
	if sec != nil && !sec.later && len(p.path) <= sec.depth() && p.value != nil && p.value.Value == "none" {
		return r.removeWhole(p, sec)
	}
	return r.applyKey(p.path, p.value, p)
}

// applyFactor multiplies the factor of a default axis.
func (r *reader) applyFactor(p *Patch) *problem {
	o := p.op
	if o == nil {
		times := p.value.Child("times")
		if times == nil || len(p.value.Children) != 1 {
			return problemOf(p.path[0], p.value.Spelling(), "a factor as in { times = 0.5 }")
		}
		var wrong *problem
		if o, wrong = timesOp(times, p.path[0]); wrong != nil {
			return wrong
		}
	}
	factor := &r.out.DetectFactor
	if p.path[0] == model.RecoverPath {
		factor = &r.out.RecoverFactor
	}
	if *factor *= o.By; !(*factor >= 0 && *factor <= model.MaxDuration) {
		return problemOf(p.path[0], fmt.Sprint(*factor), "a factor of 0 or more")
	}
	return nil
}

// applyTable applies a partial scenario: a table that stands for a section or
// a part. It reports whether the path names one.
func (r *reader) applyTable(path []string, value *tomltree.Node, p *Patch) (bool, *problem) {
	sec := r.doc.schema.byName[path[0]]
	if sec == nil || sec.later {
		return false, nil
	}
	depth := sec.depth()
	if len(path) > depth {
		return false, nil
	}
	if len(path) == 2 && path[1] != "*" && !r.root.Child(path[0]).Has(path[1]) {
		return true, r.bringPart(path, value)
	}
	for _, c := range value.Children {
		inner := append(path[:len(path):len(path)], c.Key)
		var wrong *problem
		switch {
		case len(inner) > depth:
			wrong = r.applyKey(inner, c, p)
		case c.Kind == tomltree.Table:
			_, wrong = r.applyTable(inner, c, p)
		default:
			wrong = problemOf(strings.Join(inner, "."), c.Spelling(), "a table of keys")
		}
		if wrong != nil {
			return true, wrong
		}
	}
	return true, nil
}

// bringPart adds a new part, which must be complete.
func (r *reader) bringPart(path []string, value *tomltree.Node) *problem {
	parts := r.root.Child(path[0])
	if parts == nil {
		parts = &tomltree.Node{Kind: tomltree.Table, Key: path[0], Patch: value.Patch}
		r.root.Add(parts)
	}
	if parts.Kind != tomltree.Table {
		return problemOf(strings.Join(path, "."), parts.Spelling(), "a table in the file")
	}
	// Keys are patched later, so the part's own are copied as the file's are.
	part := value.Clone(1)
	part.Key, part.Text = path[1], ""
	parts.Add(part)
	return nil
}

// removeWhole takes a whole part or section out of the file.
func (r *reader) removeWhole(p *Patch, sec *section) *problem {
	if len(p.path) == 1 {
		r.root.Remove(sec.name)
		return nil
	}
	parts := r.root.Child(sec.name)
	switch {
	case p.path[1] == "*" && len(parts.Keys()) > 0:
		r.root.Remove(sec.name)
	case parts.Child(p.path[1]) == nil:
		return noSuch(sec.name, strings.Join(p.path, "."), p.path[1], parts.Keys())
	default:
		parts.Remove(p.path[1])
	}
	return nil
}

// applyKey sets or changes one key, in every part where the path says "*".
func (r *reader) applyKey(path []string, value *tomltree.Node, p *Patch) *problem {
	spec, wrong := r.doc.lookup(r.root, path)
	if wrong != nil {
		return wrong
	}
	key := strings.Join(path, ".")
	table, sec := r.root, r.doc.schema.byName[path[0]]
	if len(path) > 1 {
		if table = r.root.Child(path[0]); table == nil {
			table = &tomltree.Node{Kind: tomltree.Table, Key: path[0], Patch: p.text}
			r.root.Add(table)
		}
	}
	if sec == nil || !sec.named {
		return r.setKey(table, sec, spec, key, value, p)
	}
	if path[1] != "*" {
		return r.setKey(table.Child(path[1]), sec, spec, key, value, p)
	}
	// A part that lacks what is to be changed is passed over, but not all.
	var absent *problem
	changed := false
	for _, part := range table.Children {
		wrong := r.setKey(part, sec, spec, sec.name+"."+part.Key+"."+spec.name, value, p)
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
func (r *reader) setKey(table *tomltree.Node, sec *section, spec *key, key string, value *tomltree.Node, p *Patch) *problem {
	if table.Kind != tomltree.Table {
		return problemOf(key, table.Spelling(), "a table in the file")
	}
	old := table.Child(spec.name)
	if old == nil {
		old = r.fromAlarmPreset(table, sec, spec.name)
	}
	if p.op != nil {
		return r.operateOn(table, sec, spec, old, key, *p.op)
	}
	switch {
	case value.Value == "none" && !spec.keepsNone && old != nil && !table.Has(spec.name):
		return problemOf(key, "none", "a value in place of the preset's "+old.Spelling())
	case value.Value == "none" && !spec.keepsNone:
		table.Remove(spec.name)
		return nil
	case value.Has("times") && len(value.Children) == 1:
		o, wrong := timesOp(value.Child("times"), key)
		if wrong != nil {
			return wrong
		}
		return r.operateOn(table, sec, spec, old, key, *o)
	case value.Has("append") || value.Has("prepend") || value.Has("remove"):
		return r.changeList(table, spec, old, key, value)
	}
	fresh := *value
	fresh.Key = spec.name
	replace(table, sec, spec, &fresh)
	return nil
}

// replace puts a value in place of what a key of a table holds, and takes away the keys
// that exclude it, except for those that the same patch sets.
func replace(n *tomltree.Node, sec *section, spec *key, value *tomltree.Node) {
	n.Add(value)
	if sec == nil {
		return
	}
	for _, other := range sec.keys {
		excluded := spec.group != "" && other.group == spec.group && other.name != spec.name ||
			slices.Contains(spec.whole, other.name) || slices.Contains(spec.ends, other.name)
		if c := n.Child(other.name); excluded && c != nil && (c.Patch == "" || c.Patch != value.Patch) {
			n.Remove(other.name)
		}
	}
}

// timesOp reads the factor of { times = f }.
func timesOp(n *tomltree.Node, key string) (*tomltree.Op, *problem) {
	f := math.NaN()
	switch v := n.Value.(type) {
	case int64:
		f = float64(v)
	case float64:
		f = v
	}
	if !(f >= 0) || math.IsInf(f, 1) {
		return nil, problemOf(key, "times = "+n.Spelling(), "a factor of 0 or more such as 0.5")
	}
	return &tomltree.Op{Times: true, By: f, Patch: n.Patch}, nil
}

// operateOn multiplies or moves what a key holds.
func (r *reader) operateOn(table *tomltree.Node, sec *section, spec *key, old *tomltree.Node, key string, o tomltree.Op) *problem {
	if _, ok := spec.form.valueKind(); !ok {
		return problemOf(key, "a factor or a step of a sweep", "a whole value; only durations, ratios, rates and numbers can be changed so")
	}
	var fresh tomltree.Node
	switch {
	case old != nil:
		fresh = *old
	case spec.always:
		fresh = tomltree.Node{Kind: tomltree.Scalar}
	case o.Times:
		return &problem{key: key, got: "times = " + fmt.Sprint(o.By), want: wantPresent, absent: true,
			message: "holds nothing that could be multiplied, want " + wantPresent}
	default:
		fresh = tomltree.Node{Kind: tomltree.Scalar, Patch: o.Patch}
	}
	fresh.Key = spec.name
	fresh.Ops = append(fresh.Ops[:len(fresh.Ops):len(fresh.Ops)], o)
	if old == nil && spec.always {
		table.Add(&fresh) // beside those of which it is the whole, which it scales
		return nil
	}
	if old != nil {
		table.Add(&fresh)
	} else {
		replace(table, sec, spec, &fresh)
	}
	return nil
}

const wantPresent = "a key that the file sets"
