package file

import (
	"math"
	"strings"

	"nines/model"
	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
	"nines/model/visible"
)

// objectiveExclusions reads slo.exclude, once the parts that it names are
// known.
func (r *reader) objectiveExclusions() {
	slo := r.root.Child("slo")
	if slo == nil || slo.Kind != tomltree.Table || !slo.Has("exclude") {
		return
	}
	r.out.SLO.Exclusions = r.exclusions(slo.Child("exclude"), "slo.exclude")
}

// exclusions reads a list of parts whose downtime does not count.
func (r *reader) exclusions(n *tomltree.Node, key string) []model.Exclusion {
	const want = `a list such as ["change.maintenance", { part = "change.upgrade", at_most = "4h" }]`
	if n.Kind != tomltree.List {
		r.bad(n, key, want)
		return nil
	}
	var out []model.Exclusion
	seen := map[string]bool{}
	for _, element := range n.Children {
		x := model.Exclusion{AtMost: math.Inf(1)}
		part := element
		if element.Kind == tomltree.Table {
			e := cursor{r, element, key, sectionOf(formKey("part", textForm), formKey("at_most", durationForm))}
			e.checkKeys()
			if part = element.Child("part"); part == nil {
				r.missingIn(e, []string{"part"}, `the part as in { part = "change.upgrade", at_most = "4h" }`)
				continue
			}
			if e.has("at_most") {
				x.AtMost = e.duration("at_most")
			}
		}
		name, ok := part.Value.(string)
		switch {
		case !ok || part.Kind != tomltree.Scalar:
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
func (r *reader) excluded(x *model.Exclusion, name string, at *tomltree.Node, key string) bool {
	section, part, _ := strings.Cut(name, ".")
	if (section == "change" || section == "risk") && r.root.Child(section).Child(part) != nil {
		if section == "change" {
			x.Change = partOf[model.Change](r, section, part)
			return x.Change != nil
		}
		x.Risk = partOf[model.Risk](r, section, part)
		return x.Risk != nil
	}
	var known []string
	for _, section := range []string{"change", "risk"} {
		parts := r.root.Child(section)
		if parts != nil && parts.Kind != tomltree.Table || r.suggested[section] {
			return false // the section or its misspelt name has been recorded
		}
		for _, name := range parts.Keys() {
			known = append(known, section+"."+name)
		}
	}
	want := suggest.Nearest(name, known)
	message := "there is no [" + visible.Short(name) + "] that takes time" + suggest.DidYouMean(name, known)
	if want == "" {
		want = "a change or a risk of this file"
		if 0 < len(known) && len(known) <= 12 {
			want = "one of " + strings.Join(known, ", ")
		}
		message += ", want " + want
	}
	r.fail(at.At, at.PatchedBy(), key, at.Spelling(), want, message)
	return false
}
