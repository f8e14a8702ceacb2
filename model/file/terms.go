package file

import (
	"nines/model"
	"nines/model/file/internal/tomltree"
)

// overPreset lays an agreement's own keys over the published terms that it
// names. It is false where there are none of this name, or where the
// agreement says in two ways what breaks it; both are recorded.
func (r *reader) overPreset(c cursor, n *tomltree.Node, a *model.Agreement) (cursor, bool) {
	base := r.published(n, c.key("preset"), "sla")
	if base == nil {
		return c, false
	}
	name := n.Value.(string)
	if c.has("credits") && c.has("clauses") {
		c.only(breachTerms, "")
		return c, false
	}
	merged := base.Placed(n)
	text := func(key string) string { s, _ := merged.Child(key).Value.(string); return s }
	a.Preset, a.Source, a.Date = name, text("source"), text("date")
	if !c.has("title") {
		a.Title = text("title")
	}
	for _, key := range []string{"title", "source", "date"} {
		merged.Remove(key)
	}
	if c.has("credits") {
		merged.Remove("clauses")
		merged.Remove("pays")
	}
	if c.has("clauses") {
		merged.Remove("credits")
	}
	for _, own := range c.n.Children {
		merged.Add(own)
	}
	merged.Key, merged.KeyAt, merged.At, merged.Patch = c.n.Key, c.n.KeyAt, c.n.At, c.n.Patch
	return cursor{r, merged, c.path, c.sec}, true
}
