package wire

import (
	"nines/model/file"
	"nines/sim/compare"
)

// CompareFiles is what `nines compare OLD NEW... --json` answers.
type CompareFiles struct {
	header
	Asked
	Scenario  Scenario   `json:"scenario"`
	Run       compareRun `json:"run"`
	Counted   []string   `json:"counted"` // as money
	Baseline  baseline   `json:"baseline"`
	Revisions []revision `json:"revisions"`
}

type revision struct {
	Scenario Scenario `json:"scenario"`
	effect
	Changes []changed `json:"changes"`
	Steps   []step    `json:"steps"`
	Beyond  beyond    `json:"beyond"`
}

// changed is one key that changed, and what that does by itself; alone is
// null where the old file is wrong with it alone.
type changed struct {
	Path  string  `json:"path"`
	Old   string  `json:"old"`
	New   string  `json:"new"`
	Alone *effect `json:"alone"`
	Why   string  `json:"why_not_alone,omitempty"`
}

// step is the fewest changed keys that are valid together, and what they
// do: one key, or one that is wrong alone and those that it needs.
type step struct {
	Paths []string `json:"paths"`
	Set   []string `json:"set"`
	effect
}

// beyond is what the changes of a file do together beyond the sum of the
// steps.
type beyond struct {
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

func newBeyond(b *compare.Beyond) beyond {
	met, down, saved := b.MetChange, b.DowntimeSaved, b.Saved
	return beyond{
		number(met.Value), number(met.Low), number(met.High),
		number(down.Value), number(down.Low), number(down.High),
		number(saved.Value), number(saved.Low), number(saved.High),
	}
}

func newStep(r *compare.Revision, s *compare.Step) step {
	out := step{Set: file.Texts(s.Effect.Set), effect: newEffect(&s.Effect)}
	for _, i := range s.Changes {
		out.Paths = append(out.Paths, r.Changes[i].Path)
	}
	return out
}

func NewCompareFiles(c *compare.FileComparison) CompareFiles {
	out := CompareFiles{
		header: newHeader("compare"), Scenario: newScenario(c.Baseline.Scenario),
		Run:     compareRun{Seed: c.Seed, Years: c.Years, Elapsed: number(c.Elapsed.Seconds())},
		Counted: countedKeys(c.Priced), Baseline: newBaseline(&c.Baseline), Revisions: []revision{},
	}
	for i := range c.Revisions {
		r := &c.Revisions[i]
		v := revision{Scenario: newScenario(r.Scenario), effect: newEffect(&r.Together), Changes: []changed{}, Steps: []step{}, Beyond: newBeyond(&r.Beyond)}
		for _, ch := range r.Changes {
			j := changed{Path: ch.Path, Old: ch.Old, New: ch.New, Why: ch.Why.String()}
			if ch.Alone != nil {
				e := newEffect(ch.Alone)
				j.Alone = &e
			}
			v.Changes = append(v.Changes, j)
		}
		for k := range r.Steps {
			v.Steps = append(v.Steps, newStep(r, &r.Steps[k]))
		}
		out.Revisions = append(out.Revisions, v)
	}
	return out
}
