package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// patience is how long any input may take.
const patience = time.Second

// FuzzRead reads texts of any kind: the reader must return in time, must not
// panic, must give each error a place, and must understand TOML as its decoder
// does. No file outside is read.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.toml")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "risk.*.diagnose={ times = 0.5 }")
	}
	f.Add([]byte("x = [{a = 1, b.c = [{}]}]\n[[x]]"), `risk={ new = { rate = "1/year" } }`)
	f.Add([]byte("[a]\nb.c = 1\n[a.b]\nd = 2"), `gate.canary={ catches = 1 }`)
	f.Add([]byte("[[a]]\n[a.b]\n[[a.b.c]]\n[[a]]\n[a.b]"), `risk.disk-full.alarms={ append = ["x"], remove = [1] }`)
	acks := []byte("incident,ack\n1,4m\n2,90\n")
	fsys := fstest.MapFS{"acks.csv": &fstest.MapFile{Data: acks}}
	f.Fuzz(func(t *testing.T, data []byte, patch string) {
		began := time.Now()
		readAll(t, fsys, data, patch)
		if took := time.Since(began); took > patience {
			t.Errorf("took %v", took)
		}
	})
}

// readAll reads a text with and without a patch and checks what comes back.
func readAll(t *testing.T, fsys fs.FS, data []byte, patch string) {
	d, err := ParseFS(fsys, "fuzz.toml", data)
	if err != nil {
		if strings.Contains(err.Error(), "cannot be followed") || strings.Contains(err.Error(), "cannot be read as TOML") {
			t.Errorf("the readers of TOML disagree: %v", err)
		}
		checkErrors(t, err, false)
		return
	}
	s, err := d.Scenario()
	if err != nil {
		checkErrors(t, err, false)
	} else if s.Title == "" || s.Service.Name == "" || len(s.SLO.Targets) == 0 || len(s.Risks)+len(s.Changes) == 0 {
		t.Errorf("an incomplete scenario passed: %+v", s)
	}
	p, err := ParseSet(patch)
	if err != nil {
		return
	}
	if _, err := d.Scenario(p, p); err != nil {
		checkErrors(t, err, true)
	}
}

// checkErrors checks that errors are complete, in order, and not too many.
func checkErrors(t *testing.T, err error, patched bool) {
	var errs Errors
	if !errors.As(err, &errs) || len(errs) == 0 || len(errs) > maxErrors+1 {
		t.Fatalf("got %T %v, want Errors", err, err)
	}
	for i := range errs {
		e := &errs[i]
		if e.Line == 0 && (!patched || e.Patch == "") || e.Message == "" || e.Want == "" {
			t.Errorf("incomplete error %#v", e)
		}
		if i > 0 && e.Line > 0 && e.Line < errs[i-1].Line {
			t.Errorf("%v comes after %v", e, &errs[i-1])
		}
		if len(e.Error()) > 12_000 {
			t.Errorf("an error of %d bytes", len(e.Error()))
		}
	}
}

// TestHostile reads texts that are made to take long.
func TestHostile(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	numbered := func(format func(i string) string, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(format(many("a", i%7) + string(rune('a'+i%26)) + strings.ReplaceAll(time.Duration(i).String(), "µ", "u")))
		}
		return b.String()
	}
	for name, src := range map[string]string{
		"10 MB of noise":            many("\x07noise = [[{ \"", 10<<20/14),
		"4 MB of noise":             many("noise = [[{ \"", 4<<20/14),
		"a line of 4 MB":            "title = \"" + many("é", 2<<20-10) + "\"",
		"deep lists":                "x = " + many("[", 1<<20),
		"deep tables":               "x = " + many("{a=", 1<<20),
		"deep dotted key":           many("a.", 1<<20) + "a = 1",
		"deep header":               "[" + many("a.", 1<<20) + "a]",
		"long key":                  many("k", 1<<20) + " = 1",
		"long header, many keys":    "[" + many("k", 1<<20) + "]\n" + numbered(func(i string) string { return i + " = 1\n" }, 1000),
		"many values":               numbered(func(i string) string { return "'" + i + "' = 1\n" }, 300_000),
		"many elements":             "title = [" + many("1,", 1<<20) + "]",
		"many unknown keys":         numbered(func(i string) string { return "'" + i + "' = 1\n" }, 20_000),
		"many risks":                numbered(func(i string) string { return "[risk.'" + i + "']\nalarms = ['x']\n" }, 10_000),
		"many names in a list":      "[alarm.x]\n[risk.y]\nalarms = [" + many("'xx',", 50_000) + "]",
		"many targets":              "slo.targets = [" + many("'99.9%',", 50_000) + "]",
		"many array tables":         many("[[risk]]\n", 50_000),
		"many open quotes":          many("\"", 1<<20),
		"many comments":             many("# c\n", 1<<17),
		"many escapes":              `title = "` + many(`\u00e9`, 1<<18) + `"`,
		"nested mixtures":           "[responder.x]\nack = " + many(`{ dist = "mixture", of = [{ weight = 1, `, 10),
		"a list of long words":      "[alarm.x]\n[risk.y]\nalarms = [" + many("'"+many("w", 3000)+"',", 1000) + "]",
		"empirical with all values": "[responder.x]\nack = { dist = \"empirical\", values = [" + many("'1m',", 90_000) + "] }",
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			_, err := ParseFS(fstest.MapFS{}, "x.toml", []byte(src))
			if err == nil {
				_, err = Read("x.toml", []byte(src), set(t, "*.x.y=1"), set(t, "risk.*.rate={ times = 2 }"))
			}
			if took := time.Since(began); took > 3*patience {
				t.Errorf("took %v", took)
			}
			checkErrors(t, err, true)
		})
	}
}

// TestHugeFile: what is no scenario by its size alone is told so.
func TestHugeFile(t *testing.T) {
	_, err := Parse("-", make([]byte, 10<<20))
	var errs Errors
	if !errors.As(err, &errs) || errs[0].Error() != "<stdin>:1:1: got more than 1 MiB, want a scenario of at most 1 MiB" {
		t.Error(err)
	}
}
