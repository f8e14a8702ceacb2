package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nines/model"
	"nines/sim"
)

// mostValues bounds what a simulation keeps, in numbers of 8 bytes, most of
// them twice: one for each year and each of its windows; in a sweep one for
// each year of a row of cells.
const mostValues = 200_000_000

// A simulation is the flags of the commands that simulate.
type simulation struct {
	years   count
	seed    uint64
	workers count
	set     []string
	target  string
	json    bool
	quiet   bool
}

// add defines the flags; years is how many are simulated unless told.
func (s *simulation) add(cmd *cobra.Command, years int) {
	s.years = count(years)
	f := cmd.Flags()
	f.Var(&s.years, "years", "simulate `N` years; more make the answer sharper")
	f.Uint64Var(&s.seed, "seed", 1, "draw random numbers from seed `N`; the same seed gives the same answer")
	f.Var(&s.workers, "workers", "use `N` cores (default all); never changes the answer")
	f.StringArrayVar(&s.set, "set", nil, "change the scenario: `PATH=VALUE`, such as recovery.rollback.time=30s (repeatable)")
	f.StringVar(&s.target, "target", "", "the promise in question: `TARGET` such as 99.95%")
	f.BoolVar(&s.json, "json", false, "answer in JSON")
	f.BoolVar(&s.quiet, "quiet", false, "no progress bar and no notes on standard error")
}

// patches returns what --set and --target change, in the order of their
// meaning: --target comes last and wins.
func (s *simulation) patches() ([]model.Patch, error) {
	var out []model.Patch
	for _, text := range s.set {
		p, err := model.ParseSet(text)
		if err != nil {
			return nil, badCall("--set: %w", err)
		}
		out = append(out, p)
	}
	if s.target == "" {
		return out, nil
	}
	t, err := model.ParseTarget(s.target)
	if err != nil {
		return nil, badCall("--target: %w", err)
	}
	p, err := model.ParseSet(`slo.promise="` + t.Text() + `"`)
	if err != nil {
		return nil, badCall("--target: %w", err)
	}
	return append(out, p), nil
}

// options returns what the engine is asked to do, where it keeps so many
// values a year.
func (s *simulation) options(perYear int, progress func(done, total int)) (sim.Options, error) {
	if most := mostValues / perYear; int(s.years) > most {
		return sim.Options{}, badCall("--years: got %d, want at most %d (a year is kept in memory)", s.years, most)
	}
	return sim.Options{Years: int(s.years), Seed: s.seed, Workers: int(s.workers), Progress: progress}, nil
}

// A count is a flag's whole number above 0, written 100000, 100_000, 100,000
// or 1e5.
type count int

// String implements pflag.Value. The number that a flag has before it is told
// is shown as its default; 0 stands for one that depends.
func (c *count) String() string {
	if *c == 0 {
		return ""
	}
	return strconv.Itoa(int(*c))
}

// Type implements pflag.Value.
func (c *count) Type() string { return "N" }

// Set implements pflag.Value.
func (c *count) Set(s string) error {
	x, err := strconv.ParseFloat(strings.NewReplacer("_", "", ",", "").Replace(s), 64)
	if err != nil || x != math.Trunc(x) || x < 1 || x > math.MaxInt32 {
		return fmt.Errorf("want a whole number above 0 such as 100000")
	}
	*c = count(x)
	return nil
}
