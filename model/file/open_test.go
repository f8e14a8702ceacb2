package file

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// secret stands for what a machine keeps from those who write scenarios.
const secret = "TOKEN=hunter2"

// withFile is a scenario that takes measured values from a file.
func withFile(file, column string) []byte {
	return fmt.Appendf(nil, `title = "T"
[service]
name = "shop"
[slo]
targets = ["99.9%%"]
[alarm.probe]
delay = { dist = "empirical", file = %s, column = %s }
[recovery.restart]
time = "2m"
[risk.crash]
rate = "4/year"
alarms = ["probe"]
recovery = ["restart"]
`, strconv.Quote(file), strconv.Quote(column))
}

// refusal reads a scenario that must be refused at line 7 and returns why.
func refusal(t *testing.T, name string, data []byte) string {
	t.Helper()
	began := time.Now()
	_, err := Read(name, data)
	if err == nil {
		t.Fatal("is read")
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("takes %v to be refused", took)
	}
	if !strings.Contains(err.Error(), ":7:") {
		t.Errorf("%v: names no line", err)
	}
	return err.Error()
}

// A scenario reads files of its own folder alone, and tells nothing of what
// stands in one that is no table.
func TestFilesOfTheScenario(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "scenarios")
	for _, made := range []string{folder, filepath.Join(folder, "data"), filepath.Join(folder, "data", "folder.csv")} {
		if err := os.Mkdir(made, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("outside.csv", "delay\n90\n")
	write("secret", secret+"\n")
	write("scenarios/inside.csv", "\ufeffdelay\n90\n")
	write("scenarios/data/deep.csv", "delay\n90\n")
	write("scenarios/env", secret+"\n"+secret+"\n")
	write("scenarios/quoted", "\"delay\n"+secret+"\n")
	write("scenarios/cell.csv", "delay\n1\n"+secret+"\n")
	for name, to := range map[string]string{"link.csv": "data/deep.csv", "out.csv": "../secret", "away.csv": filepath.Join(dir, "secret"), "up": ".."} {
		if err := os.Symlink(to, filepath.Join(folder, name)); err != nil {
			t.Skip(err)
		}
	}
	name := filepath.Join(folder, "shop.toml")
	for _, file := range []string{"inside.csv", "data/deep.csv", "data/../inside.csv", "link.csv"} {
		if _, err := Read(name, withFile(file, "delay")); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, c := range []struct{ file, column, want string }{
		{"../outside.csv", "delay", "leads out of the scenario's folder"},
		{"data/../../outside.csv", "delay", "leads out of the scenario's folder"},
		{filepath.Join(dir, "outside.csv"), "delay", "leads out of the scenario's folder"},
		{filepath.Join(folder, "inside.csv"), "delay", "leads out of the scenario's folder"},
		{"out.csv", "delay", "leads out of the scenario's folder"},
		{"away.csv", "delay", "leads out of the scenario's folder"},
		{"up/outside.csv", "delay", "leads out of the scenario's folder"},
		{"data/folder.csv", "delay", "is not a regular file"},
		{"nowhere.csv", "delay", "does not exist"},
		{"env", "delay", "want a name in the header of env"},
		{"env", secret, "other text in line 2, column 1 of env"},
		{"quoted", "delay", "is no CSV"},
		{"cell.csv", "delay", "other text in line 3, column 1 of cell.csv"},
		{"/dev/zero", "delay", "leads out of the scenario's folder"},
	} {
		got := refusal(t, name, withFile(c.file, c.column))
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.file, got, c.want)
		}
		if c.column != secret && strings.Contains(got, "hunter2") {
			t.Errorf("%s: %q tells what stands in the file", c.file, got)
		}
	}
	// Standard input lies in the working folder.
	t.Chdir(folder)
	if _, err := Read("-", withFile("inside.csv", "delay")); err != nil {
		t.Error(err)
	}
	if got := refusal(t, "-", withFile("../outside.csv", "delay")); !strings.Contains(got, "leads out") {
		t.Error(got)
	}
}

// A file of measured values that is too long is refused soon and with little
// memory, whatever its length.
func TestLongFiles(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, write func(f *os.File) error) {
		t.Helper()
		f, err := os.Create(filepath.Join(dir, name))
		if err == nil {
			err = write(f)
		}
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	put("sparse.csv", func(f *os.File) error { return f.Truncate(1 << 40) })
	put("rows.csv", func(f *os.File) error {
		_, err := f.WriteString("delay\n" + strings.Repeat("1\n", maxRows+1))
		return err
	})
	put("most.csv", func(f *os.File) error {
		_, err := f.WriteString("delay\n" + strings.Repeat("1\n", maxRows))
		return err
	})
	name := filepath.Join(dir, "shop.toml")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if got := refusal(t, name, withFile("sparse.csv", "delay")); !strings.Contains(got, "more than 64 MiB") {
		t.Error(got)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20 {
		t.Errorf("takes %d bytes to refuse a long file", took)
	}
	if got := refusal(t, name, withFile("rows.csv", "delay")); !strings.Contains(got, "more than 1000000 rows") {
		t.Error(got)
	}
	if _, err := Read(name, withFile("most.csv", "delay")); err != nil {
		t.Error(err)
	}
}
