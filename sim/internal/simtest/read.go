// Package simtest has what the tests of several packages share: reading
// scenarios, scenarios as text, and how far an estimate may be from the truth.
package simtest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"nines/model"
	"nines/model/dist"
	"nines/model/file"
	"nines/scenarios"
)

// Patches reads settings as --set takes them; those of an answer too, which must
// be read back as what they are.
func Patches[S string | file.Patch](sets []S) []file.Patch {
	out := make([]file.Patch, len(sets))
	for i, s := range sets {
		p, err := file.ParseSet(fmt.Sprint(s))
		if err != nil {
			panic(err)
		}
		out[i] = p
	}
	return out
}

// ReadFile reads a scenario of the tests' data.
func ReadFile(t testing.TB, name string) *model.Scenario {
	t.Helper()
	filename := filepath.Join("testdata", name)
	data, err := os.ReadFile(filename)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := file.Read(filename, data)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// Must returns what a test knows to be good.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// TwoPhase is the model of the speed claim: lognormal detection and lognormal
// recovery at a rate a year.
func TwoPhase(rate float64) *model.Scenario {
	detect := Must(dist.LogNormalFromQuantiles(0.5, 300, 0.95, 1200))
	recover := Must(dist.LogNormalFromQuantiles(0.5, 1200, 0.95, 5400))
	alarm := &model.Alarm{Name: "errors", Delay: detect, LatencyFactor: 1}
	fix := &model.Recovery{Name: "fix", Time: recover, Success: 1}
	one := Must(dist.NewConstant(1))
	return &model.Scenario{
		Title: "two phases", Service: model.Service{Name: "shop"},
		SLO: model.Objective{
			Targets:    []model.Target{Must(model.ParseTarget("99.9%")), Must(model.ParseTarget("99.99%"))},
			Promise:    Must(model.ParseTarget("99.9%")),
			Window:     model.NewWindow(model.YearWindow, 0),
			Confidence: 0.9,
		},
		Alarms: []*model.Alarm{alarm}, Recoveries: []*model.Recovery{fix},
		Risks: []*model.Risk{{
			Name: "fault", Arrival: model.Poisson{Rate: rate}, Impact: one,
			Alarms: []*model.Alarm{alarm}, Ladder: []*model.Recovery{fix},
		}},
		DetectFactor: 1, RecoverFactor: 1,
	}
}

// Head begins the scenarios that tests write as text.
const Head = `
title = "a test"
[service]
name = "shop"
[slo]
targets = ["99%", "99.9%", "99.99%"]
promise = "99.9%"
`

// ReadText reads a scenario that stands in a test, with head before it.
func ReadText(t testing.TB, text string, sets ...string) *model.Scenario {
	t.Helper()
	sc, err := file.Read("test.toml", []byte(Head+text), Patches(sets)...)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// ReadScenario reads a scenario from a file.
func ReadScenario(t testing.TB, path string, sets ...string) *model.Scenario {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := file.Read(path, data, Patches(sets)...)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// Shipped reads a scenario that nines ships.
func Shipped(t *testing.T, name string, sets ...string) *model.Scenario {
	t.Helper()
	return Must(file.Read(name, Must(scenarios.Read(name)), Patches(sets)...))
}
