package model

import (
	_ "embed"
	"strings"
	"sync"
)

// publishedTerms are terms that suppliers have published, in the form of a
// scenario's own [sla.X] with their source and date.
//
//go:embed agreements.toml
var publishedTerms []byte

// newCatalogue returns a function that reads the published terms when they
// are first asked for.
func newCatalogue() func() *node {
	return sync.OnceValue(func() *node {
		d := newDocument("agreements.toml", publishedTerms)
		if d.parse(publishedTerms) != nil {
			return nil // a test reads them: they can always be parsed
		}
		return d.root.child("sla")
	})
}

// overPreset lays an agreement's own keys over the published terms that it
// names. It is false where there are none of this name, or where the
// agreement says in two ways what breaks it; both are recorded.
func (r *reader) overPreset(c cursor, n *node, a *Agreement) (cursor, bool) {
	known := r.doc.catalogue()
	name, ok := n.value.(string)
	base := known.child(name)
	if !ok || base == nil {
		want := "one of " + strings.Join(known.keys(), ", ")
		message := gotWant(n.spelling(), want)
		if near := nearest(name, known.keys()); near != "" {
			want, message = near, "there is no preset "+n.spelling()+didYouMean(name, known.keys())
		}
		r.fail(n.at, n.patchedBy(), c.key("preset"), n.spelling(), want, message)
		return c, false
	}
	if c.has("credits") && c.has("clauses") {
		c.only(breachTerms, "")
		return c, false
	}
	merged := base.placed(n)
	text := func(key string) string { s, _ := merged.child(key).value.(string); return s }
	a.Preset, a.Source, a.Date = name, text("source"), text("date")
	if !c.has("title") {
		a.Title = text("title")
	}
	for _, key := range []string{"title", "source", "date"} {
		merged.remove(key)
	}
	if c.has("credits") {
		merged.remove("clauses")
		merged.remove("pays")
	}
	if c.has("clauses") {
		merged.remove("credits")
	}
	for _, own := range c.n.children {
		merged.add(own)
	}
	merged.key, merged.keyAt, merged.at, merged.patch = c.n.key, c.n.keyAt, c.n.at, c.n.patch
	return cursor{r, merged, c.path, c.sec}, true
}
