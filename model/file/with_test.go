package file

import (
	"os"
	"sync"
	"testing"

	"nines/model"
)

// checkout reads the scenario of the reference's whole example, less what is
// reserved.
func checkout(t testing.TB, patches ...Patch) *model.Scenario {
	t.Helper()
	const file = "testdata/good/checkout.toml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Read(file, data, patches...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWithGoesOnFromEarlierPatches(t *testing.T) {
	s := checkout(t, set(t, "recovery.rollback.time=30s"))
	s, err := With(s, set(t, "recovery.rollback.time={ times = 2 }"))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Recoveries[0].Time.Mean(); got != 60 {
		t.Errorf("rollback takes %v s, want 60", got)
	}
}

// TestWithFromManyGoroutines is for the race detector.
func TestWithFromManyGoroutines(t *testing.T) {
	s := checkout(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, v := range s.Sweep.X.Values[:5] {
				if _, err := With(s, At(s.Sweep.X, v), At(s.Sweep.Y, v)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/good/checkout.toml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Read("checkout.toml", data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWith is one cell of a sweep over a path that needs a scenario of
// its own.
func BenchmarkWith(b *testing.B) {
	s := checkout(b)
	for b.Loop() {
		if _, err := With(s, At(s.Sweep.X, 20), At(s.Sweep.Y, 30)); err != nil {
			b.Fatal(err)
		}
	}
}
