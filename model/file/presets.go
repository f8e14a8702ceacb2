package file

import (
	_ "embed"
	"strings"
	"sync"

	"nines/model"
	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
)

// publishedTerms are terms that suppliers have published, in the form of a
// scenario's own [sla.X] with their source and date.
//
//go:embed agreements.toml
var publishedTerms []byte

// newCatalogue returns a function that reads the published terms when they
// are first asked for.
func newCatalogue() func() *tomltree.Node {
	return sync.OnceValue(func() *tomltree.Node {
		d := newDocument("agreements.toml", publishedTerms)
		if d.parse(publishedTerms) != nil {
			return nil // a test reads them: they can always be parsed
		}
		return d.root.Child("sla")
	})
}

// overPreset lays an agreement's own keys over the published terms that it
// names. It is false where there are none of this name, or where the
// agreement says in two ways what breaks it; both are recorded.
func (r *reader) overPreset(c cursor, n *tomltree.Node, a *model.Agreement) (cursor, bool) {
	known := r.doc.catalogue()
	name, ok := n.Value.(string)
	base := known.Child(name)
	if !ok || base == nil {
		want := "one of " + strings.Join(known.Keys(), ", ")
		message := gotWant(n.Spelling(), want)
		if near := suggest.Nearest(name, known.Keys()); near != "" {
			want, message = near, "there is no preset "+n.Spelling()+suggest.DidYouMean(name, known.Keys())
		}
		r.fail(n.At, n.PatchedBy(), c.key("preset"), n.Spelling(), want, message)
		return c, false
	}
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
