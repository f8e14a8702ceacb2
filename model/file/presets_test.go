package file

import (
	"strings"
	"testing"

	"nines/model"
)

// presetFile is a scenario that can hold a preset of each kind.
func presetFile(p model.Preset) string {
	alarm, interval, impact, rate := "delay = \"1m\"", "", "", "rate = \"1/year\""
	time := "5m"
	value := "{ preset = \"" + p.Name + "\" }"
	switch p.Kind {
	case model.DurationPreset:
		return presetBody(alarm, value, rate, impact)
	case model.RatioPreset:
		return presetBody(alarm, "\""+time+"\"", rate, "impact = "+value)
	case model.RatePreset:
		return presetBody(alarm, "\""+time+"\"", "rate = "+value, impact)
	case model.AlarmPreset:
		interval = "preset = \"" + p.Name + "\"\ntarget = \"99.9%\""
		return presetBody(interval, "\""+time+"\"", rate, impact)
	}
	return presetBody(alarm, "\""+time+"\"", rate, impact) + "[sla.gold]\nfee_per_month = 100\npreset = \"" + p.Name + "\"\n"
}

func presetBody(alarm, time, rate, impact string) string {
	return "title = \"T\"\n[service]\nname = \"shop\"\ncurrency = \"EUR\"\n[slo]\ntargets = [\"99.9%\"]\n[alarm.a]\n" + alarm +
		"\n[recovery.r]\ntime = " + time + "\n[risk.k]\n" + rate + "\n" + impact + "\nalarms = [\"a\"]\nrecovery = [\"r\"]\n"
}

// TestCatalogue reads each published figure as a user would, and holds that it says
// where it comes from.
func TestCatalogue(t *testing.T) {
	all := Presets()
	if len(all) < 60 {
		t.Fatalf("%d presets", len(all))
	}
	seen := map[string]bool{}
	for _, p := range all {
		if seen[p.Name] || !isName(p.Name) {
			t.Errorf("%s: stands twice, or is no name", p.Name)
		}
		seen[p.Name] = true
		if p.Title == "" || p.Source == "" || p.Value == "" || p.Where == "" && p.Date == "" {
			t.Errorf("%s does not say what it is, or where it comes from: %+v", p.Name, p)
		}
		if p.Date == "" && p.Basis != "read" && p.Basis != "excerpt" && p.Basis != "measured" {
			t.Errorf("%s does not say how it was read: %q", p.Name, p.Basis)
		}
		s, err := Read("t.toml", []byte(presetFile(p)))
		if err != nil {
			t.Errorf("%s: %v", p.Name, err)
			continue
		}
		if p.Kind != model.AgreementPreset && (len(s.Presets) != 1 || s.Presets[0].Preset != p) {
			t.Errorf("%s: the scenario uses %+v", p.Name, s.Presets)
		}
	}
}

// A preset's law is that of its figures, cut where the scenario says so.
func TestPresetLaw(t *testing.T) {
	_, err := Read("t.toml", []byte(presetBody("interval = { preset = \"prometheus-evaluation\" }",
		"{ dist = \"mixture\", of = [ { weight = 1, preset = \"rds-multi-az-failover\", at_least = \"90s\" }, { weight = 1, preset = \"etcd-election\" } ] }",
		"mtbf = { preset = \"pagerduty-escalation\" }", "")))
	if err == nil || !strings.Contains(err.Error(), "mtbf") {
		t.Fatalf("a failure every 5 min: got %v", err)
	}
	s, err := Read("t.toml", []byte(presetBody("interval = { preset = \"prometheus-evaluation\" }",
		"{ dist = \"mixture\", of = [ { weight = 1, preset = \"rds-multi-az-failover\", at_least = \"90s\" }, { weight = 1, preset = \"etcd-election\" } ] }",
		"rate = \"1/year\"", "")), parsedSet(t, "recovery.r.time={ times = 2 }"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Alarms[0].Interval != 60 {
		t.Errorf("interval %v", s.Alarms[0].Interval)
	}
	// A triangle of 60, 90 and 120 s is symmetric: its upper half has the mean 100 s.
	if got, want := s.Recoveries[0].Time.Mean(), 2*(100+1.0)/2; got < want-1e-6 || got > want+1e-6 {
		t.Errorf("mean %v, want %v", got, want)
	}
}

// parsedSet reads a patch as a command line gives it.
func parsedSet(t *testing.T, text string) Patch {
	t.Helper()
	p, err := ParseSet(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
