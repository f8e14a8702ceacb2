package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"nines/scenarios"
)

// The pictures are what the command draws today. The plain run draws those of
// the scenario that the README shows, of one with planned work and of the
// investments: charts of every kind; all with NINES_PROOF.
func TestGallery(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the gallery was drawn on amd64; other machines may round a coordinate otherwise")
	}
	plain := []string{"one-failure-a-year", "five-nines", "investments"}
	calls := map[string][]string{"investments": {"compare", "automation-investments", "--quiet", "--years", "20000"}}
	for _, name := range scenarios.Names() {
		calls[name] = []string{"run", name, "--quiet"}
	}
	drawn := 0
	for name, call := range calls {
		if !slices.Contains(plain, name) && os.Getenv("NINES_PROOF") == "" {
			continue
		}
		drawn++
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fresh := t.TempDir()
			var said bytes.Buffer
			if status := run(context.Background(), append(call, "--charts", fresh), nil, &said, &said); status != 0 {
				t.Fatalf("exit status %d: %s", status, said.String())
			}
			kept := filepath.Join("..", "..", "plots", "gallery", name)
			files, err := os.ReadDir(fresh)
			if err != nil {
				t.Fatal(err)
			}
			if old, err := os.ReadDir(kept); err != nil || len(old) != len(files) {
				t.Errorf("%s holds %d pictures, want %d (%v); go generate ./plots/... draws them", kept, len(old), len(files), err)
			}
			for _, f := range files {
				want, _ := os.ReadFile(filepath.Join(fresh, f.Name()))
				got, err := os.ReadFile(filepath.Join(kept, f.Name()))
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("%s is stale (%v); go generate ./plots/... draws it again", filepath.Join(kept, f.Name()), err)
				}
			}
		})
	}
	if drawn < 3 {
		t.Errorf("only %d scenarios were drawn", drawn)
	}
}
