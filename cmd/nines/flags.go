package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nines/model"
	"nines/model/file"
	"nines/sim"
)

// perYearKept returns how many numbers a run keeps of each year.
func perYearKept(sc *model.Scenario) int {
	n := len(sc.SLO.Window.Edges())
	for _, a := range sc.Agreements {
		n += len(a.Window.Edges()) - 1
	}
	return n
}

// mostValues bounds what a simulation keeps, in numbers of 8 bytes, most of
// them twice: one for each year and each of its windows; in a sweep one for
// each year of a row of cells.
const mostValues = 200_000_000

// A simulation is the flags of the commands that simulate.
type simulation struct {
	years   count
	seed    seed
	workers count
	set     []string
	target  string
	json    bool
	quiet   bool
	verbose bool
}

// add defines the flags; years is how many are simulated unless told.
func (s *simulation) add(cmd *cobra.Command, years int) {
	s.addSampling(cmd, years)
	cmd.Flags().BoolVar(&s.json, "json", false, "answer in JSON")
}

// addSampling defines the flags but for the form of the answer.
func (s *simulation) addSampling(cmd *cobra.Command, years int) {
	s.years, s.workers, s.seed = count{years, "100000"}, count{0, "4"}, usualSeed
	f := cmd.Flags()
	f.Var(&s.years, "years", "simulate `N` years; more make the answer sharper")
	f.Var(&s.seed, "seed", "draw random numbers from seed `N`; the same seed gives the same answer")
	f.Var(&s.workers, "workers", "use `N` cores (default all); never changes the answer")
	f.StringArrayVar(&s.set, "set", nil, "change the scenario: `PATH=VALUE`, such as recovery.rollback.time=30s (repeatable)")
	f.Var(&percentage{&s.target}, "target", "the promise in question: `TARGET` such as 99.95%")
	f.BoolVar(&s.quiet, "quiet", false, "no progress bar and no notes on standard error")
}

// addVerbose defines --verbose.
func (s *simulation) addVerbose(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&s.verbose, "verbose", false, "tell of the method, too")
}

// patches returns what --set and --target change, in the order of their
// meaning: --target comes last and wins.
func (s *simulation) patches() ([]file.Patch, error) {
	var out []file.Patch
	for _, text := range s.set {
		p, err := file.ParseSet(text)
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
	return append(out, file.Set("slo.promise", t.Text())), nil
}

// call returns FILE and what changes the scenario as arguments.
func (s *simulation) call(name string) []string {
	call := []string{name}
	for _, set := range s.set {
		call = append(call, "--set", set)
	}
	if s.target != "" {
		call = append(call, "--target", s.target)
	}
	return call
}

// seedFlag returns the flag that gives the seed; nothing for the usual one.
func (s *simulation) seedFlag() []string {
	if s.seed == usualSeed {
		return nil
	}
	return []string{"--seed", s.seed.String()}
}

// options returns what the engine is asked to do, where it keeps so many
// values a year.
func (s *simulation) options(perYear int, progress func(done, total int)) (sim.Options, error) {
	if most := mostValues / perYear; s.years.n > most {
		return sim.Options{}, badCall("--years: got %d, want at most %d (a year is kept in memory)", s.years.n, most)
	}
	return sim.Options{Years: s.years.n, Seed: uint64(s.seed), Workers: s.workers.n, Progress: progress}, nil
}

// A count is a flag's whole number above 0, written 100000, 100_000, 100,000
// or 1e5.
type count struct {
	n       int
	example string // for messages
}

// String implements pflag.Value. The number that a flag has before it is told
// is shown as its default; 0 stands for one that depends.
func (c *count) String() string {
	if c.n == 0 {
		return ""
	}
	return strconv.Itoa(c.n)
}

// Type implements pflag.Value.
func (c *count) Type() string { return "N" }

// Set implements pflag.Value.
func (c *count) Set(s string) error {
	x, err := strconv.ParseFloat(strings.NewReplacer("_", "", ",", "").Replace(s), 64)
	if err != nil || x != math.Trunc(x) || x < 1 {
		return fmt.Errorf("want a whole number above 0 such as %s", c.example)
	}
	if x > math.MaxInt32 {
		return fmt.Errorf("want at most %d, such as %s", math.MaxInt32, c.example)
	}
	c.n = int(x)
	return nil
}

// A seed is where random numbers begin.
type seed uint64

// usualSeed is the seed unless told.
const usualSeed seed = 1

// String implements pflag.Value.
func (s *seed) String() string { return strconv.FormatUint(uint64(*s), 10) }

// Type implements pflag.Value.
func (s *seed) Type() string { return "N" }

// Set implements pflag.Value.
func (s *seed) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return fmt.Errorf("want a whole number from 0 to %d such as 1", uint64(math.MaxUint64))
	}
	*s = seed(n)
	return nil
}

// yearsFlag returns the flag that gives the years; nothing for as many as
// usual.
func (s *simulation) yearsFlag() []string {
	if s.years.n == sim.DefaultYears {
		return nil
	}
	return []string{"--years", fmt.Sprint(s.years.n)}
}

// againCall returns FILE and the flags that matter to an answer as arguments.
func (s *simulation) againCall(name string) []string {
	return append(s.call(name), s.seedFlag()...)
}
