package file

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBroken reads files with errors, each beside what a person has to be
// told: the place, the key, what stands there and what would be right.
func TestBroken(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.toml")
	if err != nil || len(files) < 45 {
		t.Fatalf("%d broken files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".toml"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".toml") + ".want")
			if err != nil {
				t.Fatal(err)
			}
			_, err = Read(file, data)
			var errs Errors
			if !errors.As(err, &errs) {
				t.Fatalf("got %v, want Errors", err)
			}
			var got strings.Builder
			for i := range errs {
				e := &errs[i]
				fmt.Fprintf(&got, "%d:%d\t%s\t%s\t%s\n", e.Line, e.Column, e.Key, e.Got, e.Want)
				if e.File != file || e.Patch != "" || e.Message == "" || !strings.HasPrefix(e.Error(), file+":") {
					t.Errorf("incomplete error %#v", e)
				}
			}
			if got.String() != string(want) {
				t.Errorf("got\n%swant\n%s", got.String(), want)
			}
		})
	}
}
