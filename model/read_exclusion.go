package model

import (
	"math"
	"nines/model/visible"
	"strings"
)

// objectiveExclusions reads slo.exclude, once the parts that it names are
// known.
func (r *reader) objectiveExclusions() {
	slo := r.root.child("slo")
	if slo == nil || slo.kind != tableNode || !slo.has("exclude") {
		return
	}
	r.out.SLO.Exclusions = r.exclusions(slo.child("exclude"), "slo.exclude")
}

// exclusions reads a list of parts whose downtime does not count.
func (r *reader) exclusions(n *node, key string) []Exclusion {
	const want = `a list such as ["change.maintenance", { part = "change.upgrade", at_most = "4h" }]`
	if n.kind != listNode {
		r.bad(n, key, want)
		return nil
	}
	var out []Exclusion
	seen := map[string]bool{}
	for _, element := range n.children {
		x := Exclusion{AtMost: math.Inf(1)}
		part := element
		if element.kind == tableNode {
			e := cursor{r, element, key, &section{keys: []keySpec{{name: "part", kind: textKey}, {name: "at_most", kind: durationKey}}}}
			e.checkKeys()
			if part = element.child("part"); part == nil {
				r.missingIn(e, []string{"part"}, `the part as in { part = "change.upgrade", at_most = "4h" }`)
				continue
			}
			if e.has("at_most") {
				x.AtMost = e.duration("at_most")
			}
		}
		name, ok := part.value.(string)
		switch {
		case !ok || part.kind != valueNode:
			r.bad(part, key, want)
		case seen[name]:
			r.bad(part, key, "each part once")
		case r.excluded(&x, name, part, key):
			out = append(out, x)
		}
		seen[name] = true
	}
	return out
}

// excluded finds the part that an exclusion names; false for one that does
// not exist, which it records, or whose own errors are recorded elsewhere.
func (r *reader) excluded(x *Exclusion, name string, at *node, key string) bool {
	section, part, _ := strings.Cut(name, ".")
	if (section == "change" || section == "risk") && r.root.child(section).child(part) != nil {
		if section == "change" {
			x.Change = r.changes[part]
			return x.Change != nil
		}
		for _, k := range r.out.Risks {
			if k.Name == part {
				x.Risk = k
			}
		}
		return x.Risk != nil
	}
	var known []string
	for _, section := range []string{"change", "risk"} {
		parts := r.root.child(section)
		if parts != nil && parts.kind != tableNode || r.suggested[section] {
			return false // the section or its misspelt name has been recorded
		}
		for _, name := range parts.keys() {
			known = append(known, section+"."+name)
		}
	}
	want := nearest(name, known)
	message := "there is no [" + visible.Short(name) + "] that takes time" + didYouMean(name, known)
	if want == "" {
		want = "a change or a risk of this file"
		if 0 < len(known) && len(known) <= 12 {
			want = "one of " + strings.Join(known, ", ")
		}
		message += ", want " + want
	}
	r.fail(at.at, at.patchedBy(), key, at.spelling(), want, message)
	return false
}
