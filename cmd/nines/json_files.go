package main

import (
	"nines/model/file"
	"nines/sim"
)

// compareFilesJSON is what `nines compare OLD NEW... --json` answers.
type compareFilesJSON struct {
	header
	Scenario  scenarioJSON   `json:"scenario"`
	Run       compareRunJSON `json:"run"`
	Counted   []string       `json:"counted"` // as money
	Baseline  baselineJSON   `json:"baseline"`
	Revisions []revisionJSON `json:"revisions"`
}

type revisionJSON struct {
	Scenario scenarioJSON `json:"scenario"`
	effectJSON
	Changes []changedJSON `json:"changes"`
	Steps   []stepJSON    `json:"steps"`
	Beyond  beyondJSON    `json:"beyond"`
}

// changedJSON is one key that changed, and what that does by itself; alone is
// null where the old file is wrong with it alone.
type changedJSON struct {
	Path  string      `json:"path"`
	Old   string      `json:"old"`
	New   string      `json:"new"`
	Alone *effectJSON `json:"alone"`
	Why   string      `json:"why_not_alone,omitempty"`
}

// stepJSON is the fewest changed keys that are valid together, and what they
// do: one key, or one that is wrong alone and those that it needs.
type stepJSON struct {
	Paths []string `json:"paths"`
	Set   []string `json:"set"`
	effectJSON
}

// beyondJSON is what the changes of a file do together beyond the sum of the
// steps.
type beyondJSON struct {
	MetChange         number `json:"met_change"`
	MetChangeLow      number `json:"met_change_low"`
	MetChangeHigh     number `json:"met_change_high"`
	DowntimeSaved     number `json:"downtime_s_per_year_saved"`
	DowntimeSavedLow  number `json:"downtime_s_per_year_saved_low"`
	DowntimeSavedHigh number `json:"downtime_s_per_year_saved_high"`
	Saved             number `json:"saved_per_year"`
	SavedLow          number `json:"saved_low"`
	SavedHigh         number `json:"saved_high"`
}

func newBeyondJSON(b *sim.Beyond) beyondJSON {
	met, down, saved := b.MetChange, b.DowntimeSaved, b.Saved
	return beyondJSON{
		number(met.Value), number(met.Low), number(met.High),
		number(down.Value), number(down.Low), number(down.High),
		number(saved.Value), number(saved.Low), number(saved.High),
	}
}

func newStepJSON(r *sim.Revision, s *sim.Step) stepJSON {
	out := stepJSON{Set: file.Texts(s.Effect.Set), effectJSON: newEffectJSON(&s.Effect)}
	for _, i := range s.Changes {
		out.Paths = append(out.Paths, r.Changes[i].Path)
	}
	return out
}

func newCompareFilesJSON(c *sim.FileComparison) compareFilesJSON {
	out := compareFilesJSON{
		header: newHeader("compare"), Scenario: newScenarioJSON(c.Baseline.Scenario),
		Run:     compareRunJSON{Seed: c.Seed, Years: c.Years, Elapsed: number(c.Elapsed.Seconds())},
		Counted: countedKeys(c.Priced), Baseline: newBaselineJSON(&c.Baseline), Revisions: []revisionJSON{},
	}
	for i := range c.Revisions {
		r := &c.Revisions[i]
		v := revisionJSON{Scenario: newScenarioJSON(r.Scenario), effectJSON: newEffectJSON(&r.Together), Changes: []changedJSON{}, Steps: []stepJSON{}, Beyond: newBeyondJSON(&r.Beyond)}
		for _, ch := range r.Changes {
			j := changedJSON{Path: ch.Path, Old: ch.Old, New: ch.New, Why: ch.Why}
			if ch.Alone != nil {
				e := newEffectJSON(ch.Alone)
				j.Alone = &e
			}
			v.Changes = append(v.Changes, j)
		}
		for k := range r.Steps {
			v.Steps = append(v.Steps, newStepJSON(r, &r.Steps[k]))
		}
		out.Revisions = append(out.Revisions, v)
	}
	return out
}
