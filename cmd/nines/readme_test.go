package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the README's commands print into it")

// fence finds the README's code blocks: what they are, and what they hold.
var fence = regexp.MustCompile("(?ms)^```(\\w+)(?: file=(\\S+))?\n(.*?)^```$")

// Every command on the README's consoles prints what stands below it, in
// order, in one folder. Blocks with a file name are written there first.
func TestREADME(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the README's figures are those of amd64; other machines may round the last digit otherwise")
	}
	const readme = "../../README.md"
	page, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	home, err := filepath.Abs(readme)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	commands := 0
	got := fence.ReplaceAllFunc(page, func(block []byte) []byte {
		part := fence.FindSubmatch(block)
		switch {
		case len(part[2]) > 0:
			if err := os.WriteFile(string(part[2]), part[3], 0o644); err != nil {
				t.Fatal(err)
			}
		case string(part[1]) == "console":
			commands++
			return []byte("```console\n" + replay(t, string(part[3])) + "```")
		}
		return block
	})
	if commands == 0 {
		t.Fatal("the README has no commands")
	}
	if *update {
		if err := os.WriteFile(home, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(got, page) {
		t.Errorf("the README's commands print something else now; go test ./cmd/nines -run README -update takes it over:\n%s", firstDifference(string(page), string(got)))
	}
}

// replay runs the commands of a console and returns it with their output.
func replay(t *testing.T, console string) string {
	var b strings.Builder
	for line := range strings.Lines(console) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "$ ")
		if !ok {
			continue
		}
		b.WriteString("$ " + command + "\n")
		command = strings.TrimPrefix(command, "go run ./cmd/")
		args := argumentsOf(command)
		if len(args) == 0 || args[0] != "nines" {
			t.Errorf("%q is not a command of nines", command)
			continue
		}
		var out bytes.Buffer
		status := run(context.Background(), args[1:], strings.NewReader(""), &out, &out)
		b.WriteString(out.String())
		if status > 2 {
			t.Errorf("%s: exit status %d", command, status)
		}
	}
	return b.String()
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
