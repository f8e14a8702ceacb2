package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nines/scenarios"
)

var update = flag.Bool("update", false, "write what the README's commands print into it")

// fence finds a page's code blocks: what they are, and what they hold.
var fence = regexp.MustCompile("(?ms)^```(\\w+)(?: file=(\\S+))?\n(.*?)^```$")

// reference are the pages of the reference, from this folder.
var reference = []string{"../../README.md", "README.md", "../../scenarios/README.md", "../../sim/README.md", "../../plots/README.md"}

// Every command on the pages' consoles prints what stands below it, in order,
// in one folder a page. Blocks with a file name are written there first.
func TestREADME(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the pages' figures are those of amd64; other machines may round the last digit otherwise")
	}
	said := map[string]string{}
	commands := 0
	for _, name := range reference {
		home, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(home)
		if err != nil {
			t.Fatal(err)
		}
		back, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		t.Chdir(t.TempDir())
		got := fence.ReplaceAllFunc(page, func(block []byte) []byte {
			part := fence.FindSubmatch(block)
			switch {
			case len(part[2]) > 0:
				if err := os.WriteFile(string(part[2]), part[3], 0o644); err != nil {
					t.Fatal(err)
				}
			case string(part[1]) == "console":
				commands++
				return []byte("```console\n" + replay(t, string(part[3]), said) + "```")
			}
			return block
		})
		t.Chdir(back)
		if *update {
			if err := os.WriteFile(home, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if !bytes.Equal(got, page) {
			t.Errorf("the commands of %s print something else now; go test ./cmd/nines -run README -update takes it over:\n%s", name, firstDifference(string(page), string(got)))
		}
	}
	if commands < 20 {
		t.Fatalf("the pages have %d consoles", commands)
	}
}

// replay runs the commands of a console and returns it with their output. A
// command may end in | head -N and | tail -N. said holds what commands about
// shipped scenarios printed before.
func replay(t *testing.T, console string, said map[string]string) string {
	var b strings.Builder
	for line := range strings.Lines(console) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "$ ")
		if !ok {
			continue
		}
		b.WriteString("$ " + command + "\n")
		command, pipe, _ := strings.Cut(command, " | ")
		command = strings.TrimPrefix(command, "go run ./cmd/")
		args := argumentsOf(command)
		if len(args) == 0 || args[0] != "nines" {
			t.Errorf("%q is not a command of nines", command)
			continue
		}
		text, ok := said[command]
		if !ok {
			var out bytes.Buffer
			status := run(context.Background(), args[1:], strings.NewReader(""), &out, &out)
			if status > 2 {
				t.Errorf("%s: exit status %d", command, status)
			}
			text = out.String()
			if !slices.ContainsFunc(args[1:], isFile) {
				said[command] = text
			}
		}
		b.WriteString(piped(t, text, pipe))
	}
	return b.String()
}

// isFile reports whether a word of a command is a file of the page's folder.
func isFile(word string) bool {
	_, err := os.Stat(word)
	return err == nil
}

// piped returns what head -N and tail -N leave of a text.
func piped(t *testing.T, text, pipe string) string {
	if pipe == "" {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	lines = lines[:len(lines)-1]
	for _, part := range strings.Split(pipe, " | ") {
		var what string
		var n int
		if _, err := fmt.Sscanf(part, "%s -%d", &what, &n); err != nil || n < 1 || n > len(lines) {
			t.Fatalf("%q of %d lines: want head -N or tail -N", part, len(lines))
		}
		switch what {
		case "head":
			lines = lines[:n]
		case "tail":
			lines = lines[len(lines)-n:]
		default:
			t.Fatalf("%q: want head -N or tail -N", part)
		}
	}
	return strings.Join(lines, "")
}

// The examples of the scenario file's reference, put together, are one file
// without a mistake.
func TestReferenceIsOneScenario(t *testing.T) {
	var all strings.Builder
	for _, part := range fence.FindAllStringSubmatch(scenarios.README(), -1) {
		if part[1] == "toml" && part[2] == "" {
			all.WriteString(part[3] + "\n")
		}
	}
	file := filepath.Join(t.TempDir(), "shop.toml")
	if err := os.WriteFile(file, []byte(all.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if status := run(t.Context(), []string{"check", file}, strings.NewReader(""), &out, &out); status != 0 {
		t.Errorf("exit status %d: %s", status, &out)
	}
}

// The page of the commands has a part for each, with its flags as --help
// prints them.
func TestEveryCommandHasItsPart(t *testing.T) {
	for _, c := range newRoot(&app{}).Commands() {
		if name := c.Name(); c.IsAvailableCommand() && name != "help" && name != "completion" &&
			!strings.Contains(chapter(readme, "nines "+name), "$ nines "+name+" --help\n") {
			t.Errorf("cmd/nines/README.md has no part on nines %s with its --help", name)
		}
	}
}

// jsonTag finds the keys of JSON objects in the sources, and ticked what the page
// on JSON puts in backticks.
var (
	jsonTag = regexp.MustCompile(`json:"([a-z0-9_]+)`)
	ticked  = regexp.MustCompile("`([^`]+)`")
	jsonKey = regexp.MustCompile(`[a-z][a-z0-9_]*`)
)

// Every key that a command prints in JSON is on the page, and every key of the
// page's tables exists.
func TestEveryKeyOfJSONIsTold(t *testing.T) {
	page := chapter(readme, "JSON")
	told := map[string]bool{}
	for _, q := range ticked.FindAllStringSubmatch(page, -1) {
		for _, k := range jsonKey.FindAllString(q[1], -1) {
			told[k] = true
		}
	}
	exists := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range jsonTag.FindAllSubmatch(source, -1) {
			exists[string(m[1])] = true
		}
		return err
	})
	if err != nil || len(exists) < 100 {
		t.Fatalf("%d keys in the sources, %v", len(exists), err)
	}
	suffix := regexp.MustCompile(`_(se|low|high)$`)
	untold := map[string]bool{}
	for k := range exists {
		if bare := suffix.ReplaceAllString(k, ""); !told[k] && !told[bare] {
			untold[k] = true
		}
	}
	for _, k := range slices.Sorted(maps.Keys(untold)) {
		t.Errorf("cmd/nines/README.md, JSON: nothing about %q", k)
	}
	for line := range strings.Lines(page) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 {
			continue
		}
		for _, q := range ticked.FindAllStringSubmatch(cells[1], -1) {
			for _, k := range jsonKey.FindAllString(q[1], -1) {
				if !exists[k] {
					t.Errorf("cmd/nines/README.md, JSON: no command prints %q", k)
				}
			}
		}
	}
}

// argumentsOf splits a command as a shell does; only single quotes are known.
func argumentsOf(command string) []string {
	var args []string
	var arg strings.Builder
	quoted, begun := false, false
	for _, r := range command {
		switch {
		case r == '\'':
			quoted, begun = !quoted, true
		case r == ' ' && !quoted:
			if begun {
				args = append(args, arg.String())
			}
			arg.Reset()
			begun = false
		default:
			arg.WriteRune(r)
			begun = true
		}
	}
	if begun {
		args = append(args, arg.String())
	}
	return args
}

// firstDifference returns the first lines that differ.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "- " + a[i] + "\n+ " + b[i]
		}
	}
	return "one is longer than the other"
}
