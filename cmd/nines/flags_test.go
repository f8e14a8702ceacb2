package main

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// commands returns the commands of the program by name.
func commands() map[string]*cobra.Command {
	out := map[string]*cobra.Command{}
	for _, cmd := range newRoot(&app{stdout: io.Discard, stderr: io.Discard, files: &journal{}}).Commands() {
		out[cmd.Name()] = cmd
	}
	return out
}

// least is the least call of a command that does something.
func least(command string) []string {
	switch command {
	case "compare":
		return []string{command, "funded.toml", "--years", "200"}
	case "solve":
		return []string{command, "small.toml", "--years", "200", "--vary", "recovery.restart.time"}
	case "run", "explain", "sweep":
		return []string{command, "small.toml", "--years", "200"}
	case "report":
		return []string{command, "small.toml", "--years", "200", "-o", "page.md"}
	case "budget":
		return []string{command, "99%"}
	case "check":
		return []string{command, "small.toml"}
	}
	return []string{command}
}

const small = `title = "A small service"
[service]
name = "svc"
[slo]
targets = ["99.9%", "99.99%"]
[alarm.pager]
delay = { p50 = "1m", p95 = "5m" }
[recovery.restart]
time = { p50 = "5m", p95 = "30m" }
[risk.crash]
title = "결제"
rate = "20/year"
alarms = ["pager"]
recovery = ["restart"]
[sweep]
x = { path = "risk.crash.rate", from = "1/year", to = "100/year", points = 3 }
y = { path = "recovery.restart.time", from = "1m", to = "60m", points = 3 }
`

const funded = small + `
[investment.standby]
set.recovery.restart.time = "1m"
`

// inFolder puts the small scenarios into a folder of their own and goes there.
func inFolder(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "small.toml"), small)
	put(t, filepath.Join(dir, "funded.toml"), funded)
	t.Chdir(dir)
}

// A variable that nobody has set must not take a condition away in silence.
func TestEmptyValues(t *testing.T) {
	inFolder(t)
	n := 0
	for name, cmd := range commands() {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() == "bool" {
				return
			}
			for _, empty := range []string{"", " "} {
				n++
				args := append(least(name), "--"+f.Name+"="+empty)
				if got := call(t, nil, statusInput, args...); !strings.Contains(got, "--"+f.Name) && name != "budget" {
					t.Errorf("%q says %q", args, got)
				}
			}
		})
		args := append(least(name), "")
		if name == "init" {
			args = []string{name, ""}
		}
		call(t, nil, statusInput, args...)
	}
	if n < 60 {
		t.Errorf("%d flags, want all", n)
	}
	if left := names(t, "."); len(left) != 2 {
		t.Errorf("calls that are wrong leave %v", left)
	}
}

// What a shell asks when it completes a line is empty for a reason.
func TestCompletion(t *testing.T) {
	if got := call(t, nil, statusDone, cobra.ShellCompNoDescRequestCmd, "run", ""); !strings.Contains(got, firstExample) {
		t.Error(got)
	}
}

// effects returns what a call does: its status, what it tells, and the files
// that it writes.
func effects(t *testing.T, args ...string) string {
	t.Helper()
	before := names(t, ".")
	var out, errs bytes.Buffer
	status := run(context.Background(), args, nil, &out, &errs)
	b := new(strings.Builder)
	b.WriteString(strings.Repeat("!", status) + "\n" + masked(out.String()) + "\n" + errs.String())
	for _, name := range names(t, ".") {
		if slices.Contains(before, name) {
			continue
		}
		_ = filepath.WalkDir(name, func(path string, d os.DirEntry, err error) error {
			if data, unread := os.ReadFile(path); err == nil && unread == nil {
				b.WriteString("\n" + path + "\n" + masked(string(data)))
			}
			return err
		})
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// masked leaves out how long something took, which no flag says.
func masked(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !strings.Contains(line, "elapsed_s") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// A use is how a flag is called to see that it does something.
type use struct {
	value  string   // of the flag
	beside []string // what else is called, with and without the flag
	dear   bool     // takes seconds: only with NINES_PROOF
	none   bool     // has no effect on what is told or written
}

// uses are the uses of flags, by their name or that of a command before it.
func uses() map[string]use {
	draw, far := []string{"--charts=drawn"}, []string{"--vary=alarm.pager.delay", "--target=99%", "--chart=map.svg"}
	withoutLaw := []string{`--set=risk.battery={ interarrival = "30d", self_heal_time = "5m" }`}
	return map[string]use{
		"years":            {value: "300"},
		"seed":             {value: "7"},
		"workers":          {value: "1", none: true}, // never changes the answer
		"set":              {value: "risk.crash.rate=40/year"},
		"target":           {value: "99%"},
		"json":             {},
		"quiet":            {beside: []string{"--charts=drawn", "--chart-format=png"}, dear: true},
		"charts":           {value: "drawn", dear: true},
		"chart-format":     {value: "pdf", beside: draw, dear: true},
		"chart-size":       {value: "phone", beside: draw, dear: true},
		"chart":            {value: "map.svg"},
		"require":          {value: "99.999%"},
		"precision":        {value: "20%", beside: []string{"--years=20000", "--method=simulate"}},
		"method":           {value: "simulate"},
		"vary":             {value: "alarm.pager.delay", dear: true},
		"from":             {value: "4m"},
		"to":               {value: "1m"},
		"output":           {value: "other.html"},
		"force":            {beside: []string{"--output=old.md"}},
		"list":             {},
		"budget":           {value: "60000"},
		"report verbose":   {beside: append(withoutLaw, "--output=page.md"), dear: true},
		"verbose":          {beside: withoutLaw},
		"author":           {value: "Ada"},
		"date":             {value: "2026-01-02"},
		"budget from":      {value: "1h/year"},
		"compare chart":    {value: "promise", beside: draw, dear: true},
		"explain quiet":    {none: true}, // it notes nothing; TestProgress sees the bar
		"report budget":    {value: "60000", dear: true},
		"report quiet":     {beside: []string{"--output=page.pdf"}, dear: true},
		"report seed":      {value: "7", dear: true},
		"report set":       {value: "risk.crash.rate=40/year", dear: true},
		"report target":    {value: "99%", dear: true},
		"report years":     {value: "300", dear: true},
		"report workers":   {value: "1", none: true, dear: true},
		"report output":    {value: "other.html", dear: true},
		"run chart":        {value: "phases", beside: draw, dear: true},
		"run seed":         {value: "7", beside: []string{"--method=simulate"}},
		"solve chart":      {value: "other.svg", beside: far, dear: true},
		"solve chart-size": {value: "phone", beside: far, dear: true},
		"solve quiet":      {beside: append(far, "--chart=map.png"), dear: true},
		"solve seed":       {value: "7", beside: []string{"--method=simulate"}},
		"sweep vary":       {value: "recovery.restart.time"},
		"sweep from":       {value: "4m", beside: []string{"--vary=recovery.restart.time"}},
		"sweep to":         {value: "8m", beside: []string{"--vary=recovery.restart.time"}},
		"sweep chart-size": {value: "phone", beside: []string{"--chart=map.svg"}},
		"sweep quiet":      {beside: []string{"--chart=map.png"}},
		"sweep seed":       {value: "7", beside: []string{"--method=simulate"}},
		"sweep target":     {value: "99%", beside: []string{"--json"}},
		"sweep years":      {value: "300", beside: []string{"--method=simulate"}},
	}
}

// Every flag of every command does something: beside the least call of the
// command, or beside another that it needs, the call with the flag has another
// effect. A flag that is new has to have a use here.
func TestEveryFlagDoesSomething(t *testing.T) {
	inFolder(t)
	put(t, "old.md", "old")
	all, seen := uses(), map[string]string{}
	of := func(args []string) string {
		key := strings.Join(args, " ")
		if _, ok := seen[key]; !ok {
			seen[key] = effects(t, args...)
		}
		return seen[key]
	}
	for _, name := range slices.Sorted(maps.Keys(commands())) {
		commands()[name].Flags().VisitAll(func(f *pflag.Flag) {
			u, ok := all[name+" "+f.Name]
			if !ok {
				u, ok = all[f.Name]
			}
			if !ok {
				t.Errorf("nines %s --%s: no effect is known", name, f.Name)
			}
			if !ok || u.dear && os.Getenv("NINES_PROOF") == "" {
				return
			}
			plain := append(least(name), u.beside...)
			flagged := append(slices.Clone(plain), "--"+f.Name+"="+cmp.Or(u.value, "true"))
			if name == "budget" && f.Name == "from" {
				flagged = []string{name, "--from", u.value}
			}
			if differ := of(plain) != of(flagged); differ == u.none {
				t.Errorf("nines %s: has another effect: %v", strings.Join(flagged, " "), differ)
			}
		})
	}
}
