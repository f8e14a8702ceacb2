package plots

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var (
	look     = flag.String("look", "", "write the charts of all cases to this folder")
	lookOnly = flag.String("look-only", "", "only those of which the names begin so")
)

// TestLook writes every chart for the eye.
func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("no folder given by -look")
	}
	for name, c := range charts(t) {
		if !strings.HasPrefix(name, *lookOnly) {
			continue
		}
		for size, s := range map[string]Size{"document": Document, "slide": Slide} {
			for _, f := range []Format{SVG, PNG, PDF} {
				var b strings.Builder
				if err := c.Write(&b, f, s); err != nil {
					t.Fatal(name, err)
				}
				file := filepath.Join(*look, name+"-"+size+"."+string(f))
				if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// BenchmarkWrite measures what a chart costs, format by format.
func BenchmarkWrite(b *testing.B) {
	r, s := busy().result(b), plane(b, 41, sums)
	for _, c := range []*Chart{Promise(r), Attainment(r), Exceedance(r), LatencyRollback(s)} {
		for size, s := range map[string]Size{"document": Document, "slide": Slide} {
			for _, f := range []Format{SVG, PNG, PDF} {
				b.Run(c.Name()+"/"+size+"/"+string(f), func(b *testing.B) {
					for b.Loop() {
						if err := c.Write(io.Discard, f, s); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}
