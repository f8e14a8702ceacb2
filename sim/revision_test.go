package sim

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nines/model"
)

// TestCompareFiles: one change alone is all of it; one that is only wrong
// alone says so; a title changes nothing.
func TestCompareFiles(t *testing.T) {
	old, err := model.Read("old.toml", []byte(plainService))
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) *model.Scenario {
		sc, err := model.Read("new.toml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return sc
	}
	one := read(strings.Replace(plainService, "25m", "15m", 1))
	two := read(strings.NewReplacer(`"T"`, `"U"`, `["restart"]`, `["reboot"]`, "[recovery.restart]\ntime = \"25m\"", "[recovery.reboot]\ntime = \"5m\"").Replace(plainService))
	c, err := CompareFiles(t.Context(), old, []*model.Scenario{one, two, read(plainService)}, Options{Years: 2000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if ch := c.Revisions[0].Changes; len(ch) != 1 || ch[0].Path != "recovery.restart.time" || ch[0].Old != `"25m"` || ch[0].New != `"15m"` ||
		ch[0].Alone.MetChange != c.Revisions[0].Together.MetChange || ch[0].Alone.DowntimeSaved != c.Revisions[0].Together.DowntimeSaved {
		t.Errorf("one change: %+v", ch)
	}
	if e := c.Revisions[0].Together.DowntimeSaved; math.Abs(e.Value-4*600) > 4*e.SE+3 {
		t.Errorf("ten minutes less of four outages save %+v", e)
	}
	var told []string
	for _, ch := range c.Revisions[1].Changes {
		told = append(told, fmt.Sprintf("%s %v %v", ch.Path, ch.Alone != nil, ch.Alone != nil && ch.Alone.Identical))
	}
	want := []string{"title true true", "recovery.reboot true true", "recovery.restart false false", "risk.crash.recovery false false"}
	if !slices.Equal(told, want) {
		t.Errorf("changes %q, want %q", told, want)
	}
	if r := c.Revisions[2]; len(r.Changes) != 0 || !r.Together.Identical {
		t.Errorf("a copy differs: %+v", r.Changes)
	}
}
