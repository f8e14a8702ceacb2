package compare

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// TestCompareFiles: one change alone is all of it; those that are only wrong
// alone are a step together; a title is no change.
func TestCompareFiles(t *testing.T) {
	old, err := file.Read("old.toml", []byte(simtest.PlainService))
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) *model.Scenario {
		sc, err := file.Read("new.toml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return sc
	}
	one := read(strings.Replace(simtest.PlainService, "25m", "15m", 1))
	two := read(strings.NewReplacer(`"T"`, `"U"`, `["restart"]`, `["reboot"]`, "[recovery.restart]\ntime = \"25m\"", "[recovery.reboot]\ntime = \"5m\"").Replace(simtest.PlainService))
	c, err := Files(t.Context(), old, []*model.Scenario{one, two, read(simtest.PlainService)}, sim.Options{Years: 2000, Seed: 1})
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
	want := []string{"recovery.reboot true true", "recovery.restart false false", "risk.crash.recovery false false"}
	if !slices.Equal(told, want) {
		t.Errorf("changes %q, want %q", told, want)
	}
	if r := c.Revisions[1]; len(r.Steps) != 1 || !slices.Equal(r.Steps[0].Changes, []int{0, 1, 2}) || len(r.Steps[0].Effect.Set) != 3 ||
		r.Steps[0].Effect.DowntimeSaved != r.Together.DowntimeSaved || r.Beyond.DowntimeSaved.Value != 0 || r.Beyond.MetChange.Value != 0 {
		t.Errorf("the steps of what is only valid together: %+v", r.Steps)
	}
	if r := c.Revisions[2]; len(r.Changes) != 0 || !r.Together.Identical {
		t.Errorf("a copy differs: %+v", r.Changes)
	}
}

// TestStepsOfARevision: a key that is wrong alone is joined with the fewest that
// it needs, what is valid alone stays alone, and the steps and what they do
// together account for the whole.
func TestStepsOfARevision(t *testing.T) {
	t.Parallel()
	old, err := file.Read("old.toml", []byte(simtest.PlainService+`
[risk.bad]
on = "deploy"
chance = "20%"
alarms = ["probe"]
recovery = ["restart"]
[risk.disk]
rate = "3/year"
alarms = ["probe"]
recovery = ["restart"]
`))
	if err != nil {
		t.Fatal(err)
	}
	var patches []file.Patch
	for _, set := range []string{
		`title="Another"`, `gate.canary={ catches = "50%" }`, `risk.bad.gates=["canary"]`, `risk.disk.title="Disks"`, `service.name="other"`,
		`recovery.clean={ time = "2m", success = "100%" }`, `risk.disk.recovery=["clean"]`, `risk.crash.rate="2/year"`,
		`alarm.log={ delay = "10s" }`, `risk.bad.alarms=["probe", "log"]`, `risk.crash.alarms=["log"]`,
	} {
		patches = append(patches, simtest.Must(file.ParseSet(set)))
	}
	c, err := Files(t.Context(), old, []*model.Scenario{simtest.Must(file.With(old, patches...))}, sim.Options{Years: 3000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	r := c.Revisions[0]
	var steps []string
	var saved, met float64
	for _, s := range r.Steps {
		var paths []string
		for _, i := range s.Changes {
			paths = append(paths, r.Changes[i].Path)
		}
		slices.Sort(paths)
		steps = append(steps, strings.Join(paths, " + "))
		saved += s.Effect.DowntimeSaved.Value
		met += s.Effect.MetChange.Value
	}
	slices.Sort(steps)
	want := []string{
		"alarm.log + risk.bad.alarms", "alarm.log + risk.crash.alarms", "gate.canary + risk.bad.gates",
		"recovery.clean + risk.disk.recovery", "risk.crash.rate",
	}
	if !slices.Equal(steps, want) {
		t.Errorf("steps %q, want %q", steps, want)
	}
	// Half of ten bad deploys of half an hour, three disks that take 23 min
	// less: each of these steps is worth more than an hour.
	for i, s := range r.Steps {
		if name := r.Changes[s.Changes[0]].Path; (name == "gate.canary" || name == "recovery.clean") && s.Effect.DowntimeSaved.Low < 3600 {
			t.Errorf("step %d (%s) saves %+v", i, name, s.Effect.DowntimeSaved)
		}
	}
	if whole := r.Together.DowntimeSaved.Value; math.Abs(saved+r.Beyond.DowntimeSaved.Value-whole) > 1e-6*whole || math.Abs(met+r.Beyond.MetChange.Value-r.Together.MetChange.Value) > 1e-9 {
		t.Errorf("steps save %v and together %v more, the whole %v", saved, r.Beyond.DowntimeSaved.Value, whole)
	}
	if b := r.Beyond.DowntimeSaved; !(b.Low <= b.Value && b.Value <= b.High && b.High-b.Low >= r.Together.DowntimeSaved.High-r.Together.DowntimeSaved.Low) {
		t.Errorf("beyond the sum: %+v", b)
	}
}
