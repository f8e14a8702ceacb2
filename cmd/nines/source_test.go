package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nines/model/file"
)

// An endless is an input that goes on for ever.
type endless struct{ n int }

func (e *endless) Read(b []byte) (int, error) {
	clear(b)
	e.n += len(b)
	return len(b), nil
}

// call runs the command line on an input and returns all that is told.
func call(t *testing.T, stdin io.Reader, want int, args ...string) string {
	t.Helper()
	var told bytes.Buffer
	if got := run(context.Background(), args, stdin, &told, &told); got != want {
		t.Errorf("nines %s: exit status %d, want %d:\n%s", strings.Join(args, " "), got, want, told.String())
	}
	return told.String()
}

// An input that is too long, or never ends, is read to the byte that shows it.
func TestEndlessInput(t *testing.T) {
	zeros := filepath.Join(t.TempDir(), "zeros")
	if err := os.WriteFile(zeros, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(zeros, 1<<40); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{{"check", "-"}, {"run", "-"}, {"explain", "-"}, {"compare", "-", "five-nines"}, {"report", "-", "-o", filepath.Join(t.TempDir(), "r.html")}} {
		in := &endless{}
		if got := call(t, in, statusInput, args...); !strings.Contains(got, "got more than 1 MiB") {
			t.Errorf("%v: %s", args, got)
		}
		if in.n > 2*file.MaxBytes {
			t.Errorf("%v: reads %d bytes", args, in.n)
		}
		for i, a := range args {
			if a == "-" {
				args[i] = zeros
			}
		}
		if got := call(t, nil, statusInput, args...); !strings.Contains(got, "got more than 1 MiB") {
			t.Errorf("%v: %s", args, got)
		}
	}
}

// What is no file that can be read is told in a sentence.
func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		dir:                           "is a directory",
		filepath.Join(dir, "no"):      "no such file",
		filepath.Join(dir, "no", "x"): "no such file",
	} {
		for _, command := range []string{"run", "check", "solve"} {
			args := []string{command, name}
			if command == "solve" {
				args = append(args, "--vary", "recovery.rollback.time")
			}
			if got := call(t, nil, statusInput, args...); !strings.Contains(got, name+": "+want) && !strings.Contains(got, want) {
				t.Errorf("%s: got %q, want %q", name, got, want)
			}
		}
	}
}

// Links come with a repository: whoever makes one does not thereby see what
// it leads to.
func TestLinksAway(t *testing.T) {
	dir := t.TempDir()
	repository := filepath.Join(dir, "repository")
	if err := os.MkdirAll(filepath.Join(repository, "deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	const secret = "hunter2"
	for name, text := range map[string]string{
		"environment": "TOKEN=" + secret + "\x00HOME=/root", "credentials": "[registry]\ntoken = \"" + secret + "\"\n" + secret + " = 1\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, link := range []string{name + ".toml", "deep/" + name + ".toml"} {
			if err := os.Symlink(filepath.Join(dir, name), filepath.Join(repository, link)); err != nil {
				t.Skip(err)
			}
		}
	}
	if err := os.Symlink(dir, filepath.Join(repository, "folder")); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile(filepath.Join(repository, "mine.toml"), []byte("secret = "+secret), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../mine.toml", filepath.Join(repository, "deep", "mine.toml")); err != nil {
		t.Skip(err)
	}
	t.Chdir(repository)
	for _, name := range []string{
		"environment.toml", "deep/environment.toml", "credentials.toml", "./deep/credentials.toml", "folder/credentials",
		filepath.Join(repository, "credentials.toml"), "../repository/environment.toml",
	} {
		for _, args := range [][]string{{"check", name}, {"check", "--json", name}, {"run", name}, {"compare", "five-nines", name}} {
			got := call(t, nil, statusInput, args...)
			if strings.Contains(got, secret) || strings.Contains(got, "registry") || !strings.Contains(got, "nothing is shown") {
				t.Errorf("%v tells %q", args, got)
			}
		}
	}
	// What lies in the folder itself may be shown, and what works may be used.
	for _, name := range []string{"mine.toml", "deep/mine.toml"} {
		if got := call(t, nil, statusInput, "check", name); !strings.Contains(got, secret) {
			t.Errorf("%s: %q shows nothing", name, got)
		}
	}
	good := filepath.Join(dir, "good.toml")
	if err := os.WriteFile(good, starter, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(good, "good.toml"); err != nil {
		t.Skip(err)
	}
	if got := call(t, nil, statusDone, "check", "good.toml"); !strings.HasPrefix(got, fmt.Sprintf("%s: ok", "good.toml")) {
		t.Error(got)
	}
}
