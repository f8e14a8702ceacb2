//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// busyCalls are calls that take seconds to minutes of work: every command that
// simulates, in every form of its answer.
func busyCalls(t *testing.T) [][]string {
	t.Helper()
	shop, startup := filepath.Join("testdata", "busy", "shop.toml"), filepath.Join("testdata", "busy", "startup.toml")
	var calls [][]string
	for _, name := range []*string{&shop, &startup} {
		at, err := filepath.Abs(*name)
		if err != nil {
			t.Fatal(err)
		}
		*name = at
		calls = append(calls,
			[]string{"run", at},
			[]string{"run", at, "--json"},
			[]string{"run", at, "--json", "--charts", "charts", "--chart-format", "svg,png,pdf"},
			[]string{"run", at, "--json", "--method", "simulate", "--years", "1e6"},
			[]string{"sweep", at, "--json", "--chart", "map.png"},
			[]string{"explain", at},
			[]string{"explain", at, "--json"},
			[]string{"report", at, "-o", "report.html"},
			[]string{"report", at, "-o", "report.md"},
			[]string{"report", at, "-o", "report.pdf"},
		)
	}
	return append(calls,
		[]string{"compare", shop, "--json", "--charts", "charts"},
		[]string{"compare", shop, startup, "--json"},
		[]string{"solve", shop, "--vary", "risk.bad-deploy.chance", "--json"},
		[]string{"solve", startup, "--vary", "recovery.rollback.time", "--json"},
	)
}

// A stopped is what became of a program that got a signal.
type stopped struct {
	status         int // -1 where the signal itself ended it
	took           time.Duration
	stdout, stderr string
	left           []string // files
	before         bool     // whether it ended by itself, before the signal
}

// stop runs the program in an empty folder and sends it signals, the first
// after a while.
func stop(t *testing.T, args []string, stdin io.Reader, after time.Duration, signals ...os.Signal) stopped {
	t.Helper()
	program, err := exec.LookPath("nines")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cmd := exec.Command(program, args...)
	var out, errs bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, stdin, &out, &errs
	cmd.WaitDelay = time.Second // for an input that never ends
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var s stopped
	var began time.Time
	select {
	case err = <-ended:
		s.before = true
	case <-time.After(after):
		began = time.Now()
		for _, sig := range signals {
			_ = cmd.Process.Signal(sig)
		}
		select {
		case err = <-ended:
		case <-time.After(30 * time.Second):
			_ = cmd.Process.Kill()
			err = <-ended
			t.Errorf("%v: is deaf to %v after %v", args, signals, after)
		}
		s.took = time.Since(began)
	}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		t.Fatal(err)
	}
	s.status, s.stdout, s.stderr = cmd.ProcessState.ExitCode(), out.String(), errs.String()
	_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && path != dir {
			s.left = append(s.left, strings.TrimPrefix(path, dir+"/"))
		}
		return err
	})
	return s
}

// checkStopped holds what became of a program against what must be left of it.
func checkStopped(t *testing.T, what string, s stopped, patience time.Duration) {
	t.Helper()
	if s.status != statusInterrupted {
		t.Errorf("%s: exit status %d, want %d; standard error:\n%s", what, s.status, statusInterrupted, s.stderr)
	}
	if s.took > patience {
		t.Errorf("%s: ends after %v, want at most %v", what, s.took, patience)
	}
	for _, name := range s.left {
		if strings.HasPrefix(filepath.Base(name), ".") {
			t.Errorf("%s: leaves %s", what, name)
		}
	}
	if !strings.Contains(what, "--json") || s.stdout == "" {
		return
	}
	var answer struct{ Partial bool }
	if err := json.Unmarshal([]byte(s.stdout), &answer); err != nil || !answer.Partial {
		t.Errorf("%s: the answer of an interrupted program is not JSON that says so: %v", what, err)
	}
}

// TestSignals stops the commands at random moments.
func TestSignals(t *testing.T) {
	// On a machine that is busy with other tests nobody gets a core at once.
	n, longest, patience := 10, 0.4, 2*time.Second
	if os.Getenv("NINES_PROOF") != "" {
		n, longest, patience = 100, 15, 500*time.Millisecond
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	calls, rng := busyCalls(t), rand.New(rand.NewPCG(7, 11))
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	var slowest time.Duration
	for i := range n {
		args := calls[(i+rng.IntN(2)*len(calls)/2)%len(calls)]
		after := time.Duration((0.1 + longest*rng.Float64()*rng.Float64()) * float64(time.Second))
		s := stop(t, args, nil, after, signals[rng.IntN(2)])
		what := strings.Join(args, " ") + " after " + after.String()
		if s.before {
			t.Logf("%s: has ended before", what)
			continue
		}
		slowest = max(slowest, s.took)
		checkStopped(t, what, s, patience)
	}
	t.Logf("the slowest took %v", slowest)
}

// A program that waits for its input stops as well, and so does one that is
// told twice.
func TestSignalsBesideWork(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	defer write.Close()
	checkStopped(t, "run - --json", stop(t, []string{"run", "-", "--json"}, read, 200*time.Millisecond, os.Interrupt), 2*time.Second)
	checkStopped(t, "check -", stop(t, []string{"check", "-"}, read, 200*time.Millisecond, syscall.SIGTERM), 2*time.Second)

	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip(err)
	}
	checkStopped(t, "check FIFO", stop(t, []string{"check", fifo}, nil, 200*time.Millisecond, os.Interrupt), 2*time.Second)

	call := busyCalls(t)[0]
	twice := stop(t, call, nil, 300*time.Millisecond, os.Interrupt, syscall.SIGTERM)
	checkStopped(t, "twice", twice, 2*time.Second)
}

// A signal may come before the program listens to any: then the signal ends
// it, and nothing has begun.
func TestEarlySignals(t *testing.T) {
	call := busyCalls(t)[2]
	for i := range 6 {
		after := time.Duration(i*i) * 2 * time.Millisecond
		s := stop(t, call, nil, after, syscall.SIGTERM)
		if s.status == -1 && s.stdout+s.stderr == "" && len(s.left) == 0 {
			continue
		}
		checkStopped(t, after.String(), s, 2*time.Second)
	}
}
