package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"nines": main, "jsonkeys": jsonKeys})
}

// run runs the command line and returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return (&app{stdin: stdin, stdout: stdout, stderr: stderr, files: &journal{}}).main(ctx, args)
}

// TestScripts runs testdata/script: the commands as people call them. Beside
// testscript's own commands there are
//
//	status CODE PROGRAM ARGS...        runs a program that exits with CODE
//	interrupt AFTER CODE PROGRAM ...   the same, sending it SIGINT after a time
//	jsonkeys                           prints the names in the JSON on stdin
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status":    status,
			"interrupt": interrupt,
		},
	})
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status CODE PROGRAM ARGS...")
	}
	checkStatus(ts, args[0], ts.Exec(args[1], args[2:]...))
}

func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: interrupt AFTER CODE PROGRAM ARGS...")
	}
	after, err := time.ParseDuration(args[0])
	ts.Check(err)
	// testscript puts the programs of this test into its own PATH.
	var program string
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if at := filepath.Join(dir, args[2]); program == "" {
			if _, err := os.Stat(at); err == nil {
				program = at
			}
		}
	}
	cmd := exec.Command(program, args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Stdout, cmd.Stderr = ts.Stdout(), ts.Stderr()
	ts.Check(cmd.Start())
	time.Sleep(after)
	ts.Check(cmd.Process.Signal(os.Interrupt))
	checkStatus(ts, args[1], cmd.Wait())
}

func checkStatus(ts *testscript.TestScript, want string, err error) {
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != want {
		ts.Fatalf("exit status %d, want %s", got, want)
	}
}

// jsonKeys prints the path of every name in the JSON on standard input, each
// once, in the order in which they stand.
func jsonKeys() {
	var data bytes.Buffer
	if _, err := data.ReadFrom(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var v any
	if err := json.Unmarshal(data.Bytes(), &v); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	paths := map[string]bool{}
	walk(v, "", paths)
	fmt.Println(strings.Join(slices.Sorted(maps.Keys(paths)), "\n"))
}

func walk(v any, path string, paths map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			at := strings.TrimPrefix(path+"."+key, ".")
			paths[at] = true
			walk(inner, at, paths)
		}
	case []any:
		for _, inner := range v {
			walk(inner, path+"[]", paths)
		}
	}
}
