//go:build unix

// Command speed times whole processes: nines at what its users ask of it, beside a
// loop that is written by hand for one model and beside the same model in Python. It
// prints the table of sim/README.md:
//
//	go run ./sim/internal/speed
//
// Processor time is what counts, as a multiple of the loop's in the same minute: of
// machines that are shared no clock tells much.
package main

import (
	"embed"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

//go:embed testdata
var testdata embed.FS

// A task is a process that is timed. Where one takes long it does a part of the work.
type task struct {
	name string
	part float64 // of the work that the name says
	args []string
}

// tasks returns what is timed: nines itself, and Python, where it has the libraries.
// Files lie in a folder, those of realistic services in busy.
func tasks(nines, python, folder, busy string) []task {
	file := func(name string) string { return filepath.Join(folder, "testdata", name) }
	shop, startup := filepath.Join(busy, "shop.toml"), filepath.Join(busy, "startup.toml")
	all := []task{
		{"24 incidents a year, 1,000,000 years: `run`", 1, []string{nines, "run", file("plain.toml"), "--years", "1000000", "--json"}},
		{"an alarm that misses, somebody on call, 1,000,000 years: `run`", 1, []string{nines, "run", file("paged.toml"), "--years", "1000000", "--json"}},
		{"1,000 deploys a day, 100,000 years: `run`", 1, []string{nines, "run", file("deploys.toml"), "--years", "100000", "--json"}},
		{"busy shop: `run`", 1, []string{nines, "run", shop}},
		{"busy shop: `explain`", 1, []string{nines, "explain", shop}},
		{"busy shop: `compare`", 1, []string{nines, "compare", shop}},
		{"busy shop: `sweep`", 1, []string{nines, "sweep", shop}},
		{"busy shop: `run --charts`", 1, []string{nines, "run", shop, "--charts", filepath.Join(folder, "charts")}},
		{"busy shop: `report`", 1, []string{nines, "report", shop, "--output", filepath.Join(folder, "shop.html"), "--force"}},
		{"busy start-up: `run`", 1, []string{nines, "run", startup}},
		{"busy start-up: `report`", 1, []string{nines, "report", startup, "--output", filepath.Join(folder, "startup.html"), "--force"}},
	}
	for _, rival := range []task{
		{"24 incidents a year, 1,000,000 years: NumPy", 1, []string{python, file("loop.py"), "1000000"}},
		{"24 incidents a year, 1,000,000 years: SimPy, by 5,000", 0.005, []string{python, file("process.py"), "5000"}},
	} {
		if exec.Command(python, rival.args[1], "1").Run() != nil {
			fmt.Fprintf(os.Stderr, "speed: %s is left out: it does not run here\n", rival.name)
			continue
		}
		all = slices.Insert(all, 1, rival)
	}
	return all
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("speed: ")
	if len(os.Args) == 2 { // a process that is timed
		years, err := strconv.Atoi(os.Args[1])
		if err != nil {
			log.Fatalf("got %q, want a number of years", os.Args[1])
		}
		fmt.Println(loop(years))
		return
	}
	if err := report(); err != nil {
		log.Fatal(err)
	}
}

// report builds nines, times everything and prints the table.
func report() error {
	folder, err := os.MkdirTemp("", "speed")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := os.CopyFS(folder, testdata); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	busy := filepath.Join(strings.TrimSpace(string(root)), "cmd", "nines", "testdata", "busy")
	nines := filepath.Join(folder, "nines")
	if out, err := exec.Command("go", "build", "-o", nines, "nines/cmd/nines").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	fmt.Printf("%s, %d cores, %s. Medians of %d.\n\n", runtime.GOARCH, runtime.NumCPU(), runtime.Version(), repeats)
	fmt.Println("| what | processor time | of the loop’s | memory |\n|---|---|---|---|")
	for _, t := range tasks(nines, python(), folder, busy) {
		m, err := measure(t, []string{self, "1000000"})
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %s s | %s | %.0f MB |\n", t.name, digits(m.seconds), digits(m.multiple), m.megabytes)
	}
	return nil
}

// python returns a Python that has NumPy and SimPy, if there is one.
func python() string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import numpy, simpy").Run() == nil {
			return name
		}
	}
	return "python3"
}

// digits spells a number with two digits.
func digits(x float64) string {
	if x >= 10 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'f', 1, 64)
}
