package wire

import "nines/model"

// Presets is what `nines presets --json` answers.
type Presets struct {
	header
	Presets []preset `json:"presets"`
}

// A preset is a published figure: its value as a scenario file writes it.
type preset struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Title  string `json:"title"`
	Value  string `json:"value"`
	Source string `json:"source"`
	Where  string `json:"where"`
	Date   string `json:"date"`
	Basis  string `json:"basis"`
}

func NewPresets(all []model.Preset) Presets {
	out := Presets{header: newHeader("presets"), Presets: []preset{}}
	for _, p := range all {
		out.Presets = append(out.Presets, newPreset(p))
	}
	return out
}

func newPreset(p model.Preset) preset {
	return preset{p.Name, string(p.Kind), p.Title, p.Value, p.Source, p.Where, p.Date, p.Basis}
}
