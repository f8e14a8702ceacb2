package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"github.com/rivo/uniseg"

	"nines/cmd/nines/internal/doc"
	"nines/scenarios"
)

// pseudoTerminal opens a terminal that nobody sits at: what programs write to it
// can be read from its other end.
func pseudoTerminal(t *testing.T, columns uint16) (master, terminal *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	control := func(request uintptr, argument unsafe.Pointer) {
		if _, _, err := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), request, uintptr(argument)); err != 0 {
			t.Skip(err)
		}
	}
	const getNumber, unlock, setSize = 0x80045430, 0x40045431, 0x5414 // TIOCGPTN, TIOCSPTLCK, TIOCSWINSZ
	var number, locked int32
	control(unlock, unsafe.Pointer(&locked))
	control(getNumber, unsafe.Pointer(&number))
	size := [4]uint16{50, columns}
	control(setSize, unsafe.Pointer(&size))
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	return master, terminal
}

// onTerminal runs the program with standard output, and standard error if asked
// for, on a terminal of so many columns, and returns what that was told.
func onTerminal(t *testing.T, columns uint16, env []string, alsoErrors bool, args ...string) string {
	t.Helper()
	return onTerminalUntil(t, columns, env, alsoErrors, nil, args...)
}

// onTerminalUntil is onTerminal, but that the program ends once it has told enough.
func onTerminalUntil(t *testing.T, columns uint16, env []string, alsoErrors bool, enough func(told string) bool, args ...string) string {
	t.Helper()
	program, err := exec.LookPath("nines")
	if err != nil {
		t.Fatal(err)
	}
	master, terminal := pseudoTerminal(t, columns)
	defer master.Close()
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Dir = terminal, t.TempDir()
	if alsoErrors {
		cmd.Stderr = terminal
	}
	cmd.Env = append(os.Environ(), "NO_COLOR=", "COLUMNS=", "TERM=xterm")
	cmd.Env = append(cmd.Env, env...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	terminal.Close()
	var told bytes.Buffer
	ended := false
	for buffer := make([]byte, 4096); ; {
		n, err := master.Read(buffer) // an error when nobody holds the terminal any longer
		told.Write(buffer[:n])
		if err != nil {
			break
		}
		if enough != nil && !ended && enough(told.String()) {
			ended = true
			_ = cmd.Process.Kill()
		}
	}
	if err := cmd.Wait(); err != nil && !ended {
		t.Errorf("%q: %v\n%s", args, err, &told)
	}
	return strings.ReplaceAll(told.String(), "\r\n", "\n")
}

// colourless takes out the colours, and nothing else.
var colourless = strings.NewReplacer("\x1b[32m", "", "\x1b[31m", "", "\x1b[33m", "", "\x1b[1m", "", "\x1b[0m", "")

// TestColours: verdicts have colours on a terminal, the answer is bold, and what
// comes from the file is obeyed by no terminal; elsewhere, or where somebody asks
// for none, there are no colours, and the text is the same.
func TestColours(t *testing.T) {
	text, err := scenarios.Read("manual-or-automatic")
	if err != nil {
		t.Fatal(err)
	}
	strange := filepath.Join(t.TempDir(), "a\x1b[31mb.toml")
	if err := os.WriteFile(strange, text, 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"run", strange, "--years", "2000", "--quiet", "--target", "99.99%"}
	plain := onTerminal(t, doc.LineWidth, []string{"NO_COLOR=1"}, false, args...)
	if strings.Contains(plain, "\x1b") {
		t.Errorf("NO_COLOR: %q", plain)
	}
	if dumb := onTerminal(t, doc.LineWidth, []string{"TERM=dumb"}, false, args...); dumb != plain {
		t.Errorf("TERM=dumb: %q", dumb)
	}
	program, err := exec.LookPath("nines")
	if err != nil {
		t.Fatal(err)
	}
	if piped, err := exec.Command(program, args...).Output(); err != nil || string(piped) != plain {
		t.Errorf("into a pipe: %v, %q", err, piped)
	}
	coloured := onTerminal(t, doc.LineWidth, nil, false, args...)
	if got := colourless.Replace(coloured); got != plain {
		t.Errorf("without colours the text is another:\n%q\n%q", got, plain)
	}
	for _, want := range []string{"\x1b[1mstorefront: no, you cannot promise 99.99 %.\x1b[0m", `a\x1b[31mb.toml`, "\x1b[32myes\x1b[0m\n", "\x1b[31mno\x1b[0m\n"} {
		if !strings.Contains(coloured, want) {
			t.Errorf("%q is missing in\n%q", want, coloured)
		}
	}
	close := onTerminal(t, doc.LineWidth, nil, false, "run", "manual-or-automatic", "--years", "200", "--method", "simulate", "--quiet", "--target", "99.99%", "--set", "slo.confidence=\"66%\"")
	if !strings.Contains(close, "\x1b[33mtoo close to call\x1b[0m") {
		t.Errorf("got %q", close)
	}
	if text := onTerminal(t, doc.LineWidth, nil, false, "run", "manual-or-automatic", "--years", "200", "--quiet", "--json"); strings.Contains(text, "\x1b") {
		t.Errorf("JSON has colours: %q", text)
	}
}

// TestTablesFitTheTerminal: no line of a table is wider than the terminal, from 80
// columns on, and where there is room no name is broken.
func TestTablesFitTheTerminal(t *testing.T) {
	shop, err := filepath.Abs(filepath.Join("testdata", "busy", "shop.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"run", "sla-enterprise", "--years", "300"},
		{"run", "cre-risk-catalogue", "--years", "300"},
		{"run", "startup-guesses", "--years", "300"},
		{"run", shop, "--years", "200", "--method", "simulate"},
		{"compare", "automation-investments", "--years", "200"},
		{"explain", "one-failure-a-year", "--years", "200"},
		{"sweep", "five-nines", "--years", "200"},
		{"presets"},
		{"budget", "99.99"},
	} {
		for _, columns := range []uint16{40, 80, 100, 130, 200, 300} {
			if columns != 80 && columns != 200 && args[0] != "budget" {
				continue
			}
			told := onTerminal(t, columns, []string{"NO_COLOR=1"}, false, args...)
			room := min(max(int(columns), leastWidth), mostWidth)
			for line := range strings.Lines(told) {
				line = strings.TrimRight(line, "\n")
				if n := uniseg.StringWidth(line); n > room && strings.HasPrefix(line, "  ") {
					t.Errorf("%q: %d columns on %d:\n%s", args, n, columns, line)
				}
			}
		}
	}
	const name = "A deploy breaks the platform in a way of which nobody would have thought before it happened to all"
	args := []string{"run", "sla-enterprise", "--years", "300", "--set", `risk.bad-deploy.title="` + name + `"`}
	if told := onTerminal(t, 200, nil, false, args...); !strings.Contains(told, "  "+name+"  ") {
		t.Errorf("a name is broken where there is room:\n%s", told)
	}
	narrow := onTerminal(t, 200, []string{"COLUMNS=80"}, false, args...)
	if !strings.Contains(narrow, "  A deploy breaks the ") {
		t.Errorf("COLUMNS says nothing:\n%s", narrow)
	}
}

// TestTimeLeft: long work shows its time left where standard error is a terminal,
// and takes it away again.
func TestTimeLeft(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	shop, err := filepath.Abs(filepath.Join("testdata", "busy", "shop.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		says, of string
		args     []string
	}{
		{"simulating, ", " left", []string{"run", shop, "--method", "simulate", "--years", "2000000", "--workers", "1"}},
		// A search cannot tell how far it is.
		{"searching, ", " so far", []string{"solve", shop, "--vary", "recovery.restore.time", "--workers", "1"}},
	} {
		shown := func(told string) bool { return strings.Contains(told, c.says) && strings.Contains(told, c.of) }
		if told := onTerminalUntil(t, 120, nil, true, shown, c.args...); !shown(told) {
			t.Errorf("%q: does not say that it is %s… %s: %q", c.args, c.says, c.of, told)
		}
	}
}
