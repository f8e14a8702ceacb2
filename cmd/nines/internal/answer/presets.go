package answer

import (
	"fmt"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
)

// presetKinds say where the presets of a kind stand, in the order of a list.
func presetKinds() []struct {
	kind  model.PresetKind
	heads string
} {
	return []struct {
		kind  model.PresetKind
		heads string
	}{
		{model.DurationPreset, `Where a duration or a distribution stands: { preset = "NAME" }`},
		{model.RatioPreset, `Where a ratio stands: { preset = "NAME" }`},
		{model.RatePreset, `Where a rate stands: { preset = "NAME" }`},
		{model.AlarmPreset, `In an [alarm.X], beside its target: preset = "NAME"`},
		{model.AgreementPreset, `In an [sla.X]: preset = "NAME"`},
	}
}

// Presets lists published figures by where they stand.
func Presets(all []model.Preset) *doc.Page {
	p := &doc.Page{}
	for _, k := range presetKinds() {
		t := doc.NewTable(k.heads, doc.Text(""), doc.Text(""))
		for _, preset := range all {
			if preset.Kind == k.kind {
				t.Add(preset.Name, preset.Title)
			}
		}
		if len(t.Rows) == 0 {
			continue
		}
		var s doc.Section
		s.Say(k.heads)
		s.Tabulate(t)
		p.Sections = append(p.Sections, s)
	}
	return p
}

// PresetsAtLength tells of each what it stands for and where it was published.
func PresetsAtLength(all []model.Preset) *doc.Page {
	p := &doc.Page{}
	for _, preset := range all {
		var s doc.Section
		s.Say(preset.Name + ": " + preset.Title)
		s.Put(doc.Block{Items: []string{"is: " + preset.Value, "write: " + presetCall(preset), "source: " + preset.Source, "where: " + presetPlace(preset)}})
		p.Sections = append(p.Sections, s)
	}
	return p
}

// presetCall shows how a scenario names a preset.
func presetCall(p model.Preset) string {
	switch p.Kind {
	case model.AlarmPreset:
		return fmt.Sprintf("[alarm.X] with preset = %q and a target", p.Name)
	case model.AgreementPreset:
		return fmt.Sprintf("[sla.X] with preset = %q and a fee_per_month", p.Name)
	}
	return fmt.Sprintf("{ preset = %q }", p.Name)
}

// presetPlace says where a figure stands, as of when, and how it was read.
func presetPlace(p model.Preset) string {
	place := p.Where
	if place == "" {
		return "as of " + p.Date
	}
	switch p.Basis {
	case "excerpt":
		place += " (read in an excerpt)"
	case "measured":
		place += " (measured from its records)"
	}
	return place
}

// presetLine says of a key which published figure it holds.
func presetLine(u model.PresetUse) string {
	return fmt.Sprintf("%s is %s: %s (%s)", u.Path, u.Name, u.Title, u.Source)
}

// presetLines are those of a scenario.
func presetLines(sc *model.Scenario) []string {
	var out []string
	for _, u := range sc.Presets {
		out = append(out, presetLine(u))
	}
	return out
}

// NarrowWork warns of people's work that scatters less than published logs say;
// "" where none does.
func NarrowWork(sc *model.Scenario) string {
	all := sc.NarrowWork()
	if len(all) == 0 {
		return ""
	}
	var parts []string
	for _, n := range all {
		parts = append(parts, fmt.Sprintf("%s (%s)", n.Path, strings.TrimSuffix(words.Fixed(n.Scatter, 1), ".0")))
	}
	scatter := "scatters"
	if len(all) > 1 {
		scatter = "scatter"
	}
	return fmt.Sprintf("%s %s less than people's work does in nearly all published logs, where the slowest in twenty take %s times the median or more",
		words.List(parts, "and"), scatter, words.Trimmed(model.LeastScatter, 1))
}
