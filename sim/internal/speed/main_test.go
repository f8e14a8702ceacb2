//go:build unix

package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"nines/model/file"
	"nines/sim"
)

// mean is the downtime of a year in the mean, in seconds, that all rivals find: 24
// times the means of two lognormal times.
var mean = 24 * (300*math.Exp(0.9*0.9/2) + 900*math.Exp(0.8*0.8/2))

// TestSameWork: what is timed side by side simulates the same service.
func TestSameWork(t *testing.T) {
	data, err := testdata.ReadFile("testdata/plain.toml")
	if err != nil {
		t.Fatal(err)
	}
	sc, err := file.Read("plain.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := sim.Run(context.Background(), sc, sim.Options{Years: 2000, Seed: 1, Method: sim.Auto})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "nines", r.MeanDowntime().Value, 0.002)
	near(t, "loop", loop(2000), 0.02)
	for _, rival := range []string{"loop.py", "process.py"} {
		out, err := exec.Command(python(), "testdata/"+rival, "500").Output()
		if err != nil {
			t.Logf("SKIPPED: %s does not run here: %v", rival, err)
			continue
		}
		found, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
		if err != nil {
			t.Fatal(err)
		}
		near(t, rival, found, 0.04)
	}
}

func near(t *testing.T, who string, got, most float64) {
	t.Helper()
	if off := math.Abs(got/mean - 1); off > most {
		t.Errorf("%s: a mean year is down for %s s, want %s", who, fmt.Sprint(got), fmt.Sprint(mean))
	}
}

// TestEveryFile: every file that is timed is a scenario.
func TestEveryFile(t *testing.T) {
	for _, task := range tasks("nines", "no-python", "", "../../../cmd/nines/testdata/busy") {
		name := task.args[2]
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Read(name, data); err != nil {
			t.Error(err)
		}
	}
}
