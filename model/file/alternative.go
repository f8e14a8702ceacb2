package file

import (
	"slices"
	"strings"

	"nines/model"
)

// alternatives reads which agreements stand in another one's place. It comes
// when all of them have been read, in whatever order they stand.
func (r *reader) alternatives() {
	byName := map[string]*model.Agreement{}
	for _, a := range r.out.Agreements {
		byName[a.Name] = a
	}
	of := map[*model.Agreement]reference{}
	for _, a := range r.out.Agreements {
		part := r.root.Child("sla").Child(a.Name)
		c := cursor{r, part, "sla." + a.Name, r.doc.schema.byName["sla"]}
		n := part.Child("alternative_to")
		if n == nil {
			continue
		}
		if n.Value == a.Name {
			r.bad(n, c.key("alternative_to"), "another agreement than itself"+oneOf(without(byName, a.Name)))
		} else if ref, ok := c.reference(n, "alternative_to", "sla"); ok {
			of[a] = ref
		}
	}
	for _, a := range r.out.Agreements {
		ref, ok := of[a]
		if !ok {
			continue
		}
		a.AlternativeTo = byName[ref.name]
		if next, chained := of[a.AlternativeTo]; chained {
			want := "an agreement that applies, which " + ref.name + " does not: it is an alternative to " + next.name + " itself"
			r.bad(ref.at, ref.key, want)
		}
	}
}

// without returns the names of the agreements but one, in order.
func without(all map[string]*model.Agreement, name string) []string {
	var names []string
	for n := range all {
		if n != name {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}

// oneOf says which names there are to choose from; "" for none.
func oneOf(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return ": " + strings.Join(names, ", ")
}
