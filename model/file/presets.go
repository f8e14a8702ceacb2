package file

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"nines/model"
	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
)

// publishedFigures are timings, ratios, rates and alarms that others have
// published, each with its source.
//
//go:embed presets.toml
var publishedFigures []byte

// publishedTerms are terms that suppliers have published, in the form of a
// scenario's own [sla.X] with their source and date.
//
//go:embed agreements.toml
var publishedTerms []byte

// newCatalogue returns a function that reads what is published when it is first
// asked for: a table of sections, as those of a scenario.
func newCatalogue() func() *tomltree.Node {
	return sync.OnceValue(func() *tomltree.Node {
		all := &tomltree.Node{Kind: tomltree.Table}
		for _, text := range [][]byte{publishedFigures, publishedTerms} {
			root, wrong := tomltree.Parse(text)
			if wrong != nil {
				return all // a test reads them: they can always be parsed
			}
			for _, section := range root.Children {
				all.Add(section)
			}
		}
		return all
	})
}

// Presets returns all that a scenario can use by name, in the catalogue's order.
func Presets() []model.Preset {
	var out []model.Preset
	for _, section := range newCatalogue()().Children {
		for _, n := range section.Children {
			out = append(out, presetOf(section.Key, n))
		}
	}
	return out
}

// presetOf returns a preset of a section of the catalogue.
func presetOf(section string, n *tomltree.Node) model.Preset {
	text := func(key string) string {
		if c := n.Child(key); c != nil {
			return c.Value.(string)
		}
		return ""
	}
	p := model.Preset{
		Name: n.Key, Kind: model.PresetKind(section), Title: text("title"),
		Source: text("source"), Where: text("where"), Date: text("date"), Basis: text("basis"),
	}
	if v := n.Child("value"); v != nil {
		p.Value = v.Inline()
		return p
	}
	own := &tomltree.Node{Kind: tomltree.Table}
	for _, c := range n.Children {
		if !aboutPreset(c.Key) {
			own.Add(c)
		}
	}
	p.Value = own.Inline()
	return p
}

// aboutPreset reports whether a key of the catalogue tells of a preset, and is no
// key of a scenario.
func aboutPreset(key string) bool {
	switch key {
	case "title", "source", "where", "date", "basis":
		return true
	}
	return false
}

// isPreset reports whether a value is named: { preset = "..." }.
func isPreset(n *tomltree.Node) bool { return n != nil && n.Kind == tomltree.Table && n.Has("preset") }

// published returns what a preset's name stands for in a section of the catalogue;
// nil, which is recorded, for a name that is not there.
func (r *reader) published(n *tomltree.Node, key, section string) *tomltree.Node {
	known := r.doc.catalogue().Child(section)
	name, ok := n.Value.(string)
	if base := known.Child(name); ok && base != nil {
		return base
	}
	for _, other := range r.doc.catalogue().Children {
		if ok && other.Has(name) {
			r.bad(n, key, presetNoun(section)+"; "+name+" is "+presetNoun(other.Key))
			return nil
		}
	}
	if near := suggest.Nearest(name, known.Keys()); near != "" {
		r.fail(n.At, n.PatchedBy(), key, n.Spelling(), near, "there is no preset "+n.Spelling()+suggest.DidYouMean(name, known.Keys()))
		return nil
	}
	want := "one of " + strings.Join(known.Keys(), ", ")
	if section != "sla" && section != "alarm" {
		want = presetNoun(section) + " (nines presets lists them)"
	}
	r.fail(n.At, n.PatchedBy(), key, n.Spelling(), want, gotWant(n.Spelling(), want))
	return nil
}

// presetNoun says what the presets of a section of the catalogue are.
func presetNoun(section string) string {
	switch section {
	case "alarm":
		return "a preset of an alarm"
	case "sla":
		return "a preset of an agreement"
	}
	return "a preset of a " + section
}

// uses notes that a key holds a preset.
func (r *reader) uses(path, section string, base *tomltree.Node) {
	if r.out != nil {
		r.out.Presets = append(r.out.Presets, model.PresetUse{Path: path, Preset: presetOf(section, base)})
	}
}

// plainPreset returns a value as it is, and the figure that stands for one that
// is named; nil, which is recorded, where the figure is no plain value.
func (r *reader) plainPreset(n *tomltree.Node, key, section string) *tomltree.Node {
	if !isPreset(n) {
		return n
	}
	if !r.presetAlone(n, key) {
		return nil
	}
	name := n.Child("preset")
	base := r.published(name, key+".preset", section)
	if base == nil {
		return nil
	}
	value := base.Child("value")
	if value.Kind != tomltree.Scalar {
		r.bad(name, key+".preset", "a preset of one "+section+"; "+base.Key+" is a distribution")
		return nil
	}
	r.uses(key, section, base)
	return placedValue(value, n)
}

// presetAlone records keys that mean nothing beside preset.
func (r *reader) presetAlone(n *tomltree.Node, key string, known ...string) bool {
	before := r.found
	for _, c := range n.Children {
		if c.Key == "preset" || slices.Contains(known, c.Key) {
			continue
		}
		want := "preset alone"
		if len(known) > 0 {
			want = "preset, and perhaps at_least and at_most"
		}
		r.fail(c.KeyAt, c.Patch, key+"."+c.Key, c.Key+" beside preset", want, "stands beside preset, want "+want)
	}
	return r.found == before
}

// placedValue returns a figure of the catalogue in place of the value that names it.
func placedValue(value, n *tomltree.Node) *tomltree.Node {
	c := value.Placed(n)
	c.Key, c.Ops = n.Key, n.Ops
	return c
}

// presetLaw returns the value or the table that a named distribution stands for,
// cut to the range that may stand beside its name; nil where it is wrong.
func (r *reader) presetLaw(n *tomltree.Node, key string, q quantity, depth int) *tomltree.Node {
	section := "duration"
	if q == share {
		section = "ratio"
	}
	beside := []string{"at_least", "at_most"}
	if depth > 0 {
		beside = append(beside, "weight")
	}
	if !r.presetAlone(n, key, beside...) {
		return nil
	}
	base := r.published(n.Child("preset"), key+".preset", section)
	if base == nil {
		return nil
	}
	r.uses(key, section, base)
	law := placedValue(base.Child("value"), n)
	if len(n.Children) == 1 {
		return law
	}
	if law.Kind != tomltree.Table {
		value := law
		law = &tomltree.Node{Kind: tomltree.Table, Key: n.Key, KeyAt: n.KeyAt, At: n.At, Patch: n.Patch, Ops: n.Ops}
		value.Key, value.Ops = "value", nil
		law.Add(value)
		law.Add(&tomltree.Node{Kind: tomltree.Scalar, Key: "dist", Value: "constant", Text: `"constant"`, At: n.At, KeyAt: n.KeyAt, Patch: n.Patch})
	}
	for _, c := range n.Children {
		if c.Key != "preset" {
			law.Add(c)
		}
	}
	return law
}

// layAlarmPresets lays the keys of each alarm over those of the preset that it
// names, so that whoever reads the tree sees one alarm.
func (r *reader) layAlarmPresets() {
	copied := false
	for at := range r.root.Child("alarm").Elements() {
		part := r.root.Child("alarm").Children[at]
		if !isPreset(part) {
			continue
		}
		name := part.Child("preset")
		base := r.published(name, "alarm."+part.Key+".preset", "alarm")
		if base == nil {
			r.broken["alarm."+part.Key] = true
			continue
		}
		r.uses("alarm."+part.Key, "alarm", base)
		if !copied {
			r.root, copied = r.root.Clone(2), true
			part = r.root.Child("alarm").Children[at]
		}
		merged := *part.Clone(1)
		for _, c := range base.Children {
			if aboutPreset(c.Key) || merged.Has(c.Key) || c.Key == "burn_rate" && merged.Has("threshold") {
				continue
			}
			own := c.Placed(name)
			merged.Add(own)
		}
		r.root.Child("alarm").Add(&merged)
	}
}

// fromAlarmPreset returns what an alarm's preset says of a key that the alarm
// itself does not set; nil where it says nothing.
func (r *reader) fromAlarmPreset(table *tomltree.Node, sec *section, key string) *tomltree.Node {
	if sec == nil || sec.name != "alarm" || !isPreset(table) || aboutPreset(key) {
		return nil
	}
	name := table.Child("preset")
	text, _ := name.Value.(string)
	base := r.doc.catalogue().Child("alarm").Child(text).Child(key)
	if base == nil {
		return nil
	}
	return base.Placed(name)
}
