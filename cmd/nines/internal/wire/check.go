package wire

import (
	"nines/model"
	"nines/model/file"
)

// Check is what `nines check --json` answers.
type Check struct {
	header
	Errors   file.Errors `json:"errors"`
	Assumed  []string    `json:"assumed"`
	Warnings []string    `json:"warnings"`
	Files    []checkFile `json:"files"`
}

type checkFile struct {
	File     string         `json:"file"`
	OK       bool           `json:"ok"`
	Windows  []checkWindows `json:"windows"`
	Changes  []checkChange  `json:"changes"`
	Presets  []checkPreset  `json:"presets"`
	Assumed  []string       `json:"assumed"`
	Warnings []string       `json:"warnings"`
}

// checkPreset says which published figure a key holds.
type checkPreset struct {
	Path string `json:"path"`
	preset
}

// checkWindows says how many whole windows of the objective ("slo") or an
// agreement ("sla.NAME") a year has, and which of its first and last seconds
// lie in none.
type checkWindows struct {
	Of      string `json:"of"`
	Window  string `json:"window"`
	PerYear int    `json:"per_year"`
	First   number `json:"dropped_first_s"`
	Last    number `json:"dropped_last_s"`
}

// checkChange says how often a change happens in a mean year.
type checkChange struct {
	Name          string `json:"name"`
	EventsPerYear number `json:"events_per_year"`
}

// A Reading is what reading a file found out.
type Reading struct {
	File     string
	Scenario *model.Scenario // nil when there are errors
	Suspect  []string        // what is probably not meant
	Errs     file.Errors
}

func NewCheck(all []Reading) Check {
	out := Check{
		header: newHeader("check"), Errors: file.Errors{}, Assumed: []string{}, Warnings: []string{}, Files: []checkFile{},
	}
	for _, c := range all {
		f := checkFile{
			File: c.File, OK: c.Scenario != nil, Changes: []checkChange{}, Presets: []checkPreset{}, Windows: []checkWindows{}, Assumed: []string{}, Warnings: []string{},
		}
		if f.OK {
			for _, w := range c.Scenario.Cuts() {
				f.Windows = append(f.Windows, checkWindows{w.Of, w.Window.String(), w.Whole, number(w.Before), number(w.After)})
			}
			for _, ch := range c.Scenario.Changes {
				f.Changes = append(f.Changes, checkChange{ch.Name, number(ch.Events())})
			}
			for _, u := range c.Scenario.Presets {
				f.Presets = append(f.Presets, checkPreset{u.Path, newPreset(u.Preset)})
			}
			f.Assumed = assumptions(c.Scenario)
			f.Warnings = append(f.Warnings, c.Suspect...)
		}
		out.Errors = append(out.Errors, c.Errs...)
		out.Assumed = append(out.Assumed, f.Assumed...)
		out.Warnings = append(out.Warnings, f.Warnings...)
		out.Files = append(out.Files, f)
	}
	return out
}
