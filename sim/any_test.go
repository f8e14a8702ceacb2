package sim_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/explain"
	"nines/sim/internal/simtest"
	"nines/sim/law"
	"nines/sim/solve"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// What no file may exceed at anyYears, on one core; the plain run takes a tenth.
const (
	anyYears   = 1000
	anySeconds = 10
	anyBytes   = 512 << 20
	shortening = 30 * time.Second // of one file at most
)

// TestAnyFile sends random files through every analysis: none panics, gives a
// number that is none or an order that is wrong, or takes longer or more room
// than is allowed. What goes wrong is printed as short as it still goes wrong.
// NINES_PROOF takes ten minutes; NINES_SEED begins elsewhere.
func TestAnyFile(t *testing.T) {
	limit := 1200 * time.Millisecond
	if simtest.Proof() {
		limit = 10 * time.Minute
	}
	seed := uint64(1)
	if s := os.Getenv("NINES_SEED"); s != "" {
		fmt.Sscan(s, &seed)
	}
	d := &drafter{Rand: rand.New(rand.NewPCG(seed, 26))}
	var slowest, largest trouble
	files, refused := 0, 0
	for end := time.Now().Add(limit); time.Now().Before(end); files++ {
		lines := slices.Clone(d.draft())
		worst := triedAll(lines)
		if worst.refused {
			refused++
			continue
		}
		if worst.seconds > slowest.seconds {
			slowest = worst
			if simtest.Proof() {
				t.Logf("%.1f s by %s", worst.seconds, worst.command)
			}
		}
		if worst.bytes > largest.bytes {
			largest = worst
		}
		if worst.what != "" {
			short := shortened(lines, worst)
			t.Errorf("%s: %s\n%s", worst.command, triedAll(short).what, strings.Join(short, "\n"))
		}
	}
	if refused > files*3/4 {
		t.Errorf("%d of %d files were refused: the drafter writes nonsense", refused, files)
	}
	t.Logf("%d files, %d of them refused; slowest %.1f s by %s, largest %d MB by %s",
		files, refused, slowest.seconds, slowest.command, largest.bytes>>20, largest.command)
	if simtest.Proof() {
		t.Logf("slowest:\n%s\nlargest:\n%s", slowest.file, largest.file)
	}
}

// A trouble is the worst that one file does.
type trouble struct {
	refused       bool
	command, what string
	seconds       float64
	bytes         uint64
	file          string
}

// shortened drops lines as long as the same command goes wrong in the same way.
func shortened(lines []string, w trouble) []string {
	kind := func(x trouble) string { return x.command + " " + strings.SplitN(x.what, ":", 2)[0] }
	end := time.Now().Add(shortening)
	for again := true; again; {
		again = false
		for i := len(lines) - 1; i >= 0 && time.Now().Before(end); i-- {
			less := slices.Delete(slices.Clone(lines), i, i+1)
			if x := triedAll(less); x.what != "" && kind(x) == kind(w) {
				lines, again = less, true
			}
		}
	}
	return lines
}

// triedAll sends a file through every analysis.
func triedAll(lines []string) (worst trouble) {
	text := strings.Join(lines, "\n") + "\n"
	sc, err := file.Read("any.toml", []byte(text))
	if err != nil {
		return trouble{refused: true}
	}
	opt := sim.Options{Years: simtest.Enough(anyYears/10, anyYears), Seed: 1, Workers: 1, Method: sim.Auto}
	pathX := "recovery.last.time"
	for _, c := range []struct {
		name string
		run  func(ctx context.Context) error
	}{
		{"run", func(ctx context.Context) error { return checkedRun(ctx, sc, opt) }},
		{"explain", func(ctx context.Context) error {
			x, err := explain.Run(ctx, sc, sc.SLO.Promise, opt)
			return errors.Join(err, numbers("", reflect.ValueOf(x)))
		}},
		{"solve", func(ctx context.Context) error {
			s, err := solve.Run(ctx, sc, solve.Anywhere(pathX), opt)
			if err == nil && s.Ending == solve.Found {
				err = numbers("value", reflect.ValueOf(s.Value))
			}
			return tolerated(err)
		}},
		{"sweep", func(ctx context.Context) error {
			s, err := sweep.Run(ctx, sc, opt)
			if err != nil {
				return tolerated(err)
			}
			return errors.Join(numbers("attainable", reflect.ValueOf(s.Attainable)), numbers("met", reflect.ValueOf(s.Met)))
		}},
		{"compare", func(ctx context.Context) error {
			if len(sc.Investments) == 0 {
				return nil
			}
			c, err := compare.Run(ctx, sc, opt)
			if err == nil {
				err = numbers("met", reflect.ValueOf(c.Baseline.Met))
			}
			return tolerated(err)
		}},
	} {
		one := tried(c.name, c.run)
		one.file = text
		if one.what != "" {
			return one
		}
		if one.seconds > worst.seconds {
			worst.seconds, worst.command, worst.file = one.seconds, one.command, text
		}
		worst.bytes = max(worst.bytes, one.bytes)
	}
	return worst
}

// tolerated drops errors that say that there is nothing to do.
func tolerated(err error) error {
	var errs file.Errors
	if errors.Is(err, sweep.ErrNothing) || errors.Is(err, compare.ErrNothing) || errors.As(err, &errs) {
		return nil
	}
	return err
}

// tried measures one analysis. Seconds are those of the process's own time, for
// others may be at work beside it.
func tried(name string, run func(ctx context.Context) error) (x trouble) {
	x.command = name
	runtime.GC()
	debug.FreeOSMemory()
	watch := time.NewTicker(5 * time.Millisecond)
	done := make(chan uint64)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	go func() {
		most := uint64(0)
		var m runtime.MemStats
		for {
			select {
			case <-watch.C:
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse+m.StackInuse)
			case done <- most:
				return
			}
		}
	}()
	began := cpuSeconds()
	func() {
		defer func() {
			if v := recover(); v != nil {
				x.what = fmt.Sprintf("panic: %v", v)
			}
		}()
		if err := run(ctx); err != nil {
			x.what = "error: " + err.Error()
		}
	}()
	x.seconds = cpuSeconds() - began
	watch.Stop()
	x.bytes = <-done
	switch {
	case x.what != "" && ctx.Err() == nil:
	case x.seconds > anySeconds:
		x.what = fmt.Sprintf("time: %.1f s", x.seconds)
	case x.bytes > anyBytes:
		x.what = fmt.Sprintf("room: %d MB", x.bytes>>20)
	}
	return x
}

// isFault reports whether a warning says that nines itself is at fault.
func isFault(w sim.Warning) bool {
	return w.IsDisagreement() || w.Kind == sim.Contradiction || w.Kind == sim.NoLaw && w.NoLaw.Reason == law.Failed
}

// checkedRun runs a scenario and checks what it says.
func checkedRun(ctx context.Context, sc *model.Scenario, opt sim.Options) error {
	r, err := sim.Run(ctx, sc, opt)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(r.Warnings, isFault) {
		return fmt.Errorf("law: %+v", r.Warnings)
	}
	all := []error{numbers("attainable", reflect.ValueOf(r.Attainable)), numbers("attainable all year", reflect.ValueOf(r.AttainableAllYear))}
	targets := slices.Clone(r.Targets)
	slices.SortFunc(targets, func(a, b sim.TargetResult) int {
		switch {
		case a.Target.Miss() > b.Target.Miss():
			return -1
		case a.Target.Miss() < b.Target.Miss():
			return 1
		}
		return 0
	})
	for i, x := range targets {
		all = append(all, numbers(x.Target.Text(), reflect.ValueOf(x.Met)), numbers(x.Target.Text()+" all year", reflect.ValueOf(x.MetAllYear)))
		if i > 0 && x.Met.Value > targets[i-1].Met.Value+1e-9 {
			all = append(all, fmt.Errorf("order: %s is met in %v, the looser %s in %v", x.Target.Text(), x.Met.Value, targets[i-1].Target.Text(), targets[i-1].Met.Value))
		}
	}
	last := stat.Estimate{Low: math.Inf(-1), Value: math.Inf(-1), High: math.Inf(-1)}
	for _, p := range []float64{0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999} {
		q := r.DowntimeQuantile(p)
		if math.IsNaN(q.Value) || q.Value < last.Value || q.Low > q.Value || q.High < q.Value {
			all = append(all, fmt.Errorf("order: quantile %g is %+v after %+v", p, q, last))
		}
		last = q
	}
	for _, e := range r.Exceedance([]float64{0, 60, 3600, 1e5, model.Year}) {
		all = append(all, numbers("exceedance", reflect.ValueOf(e)))
	}
	return errors.Join(all...)
}

var estimateType = reflect.TypeOf(stat.Estimate{})

// numbers reports an estimate below a value that is no number, or whose interval
// does not hold it.
func numbers(path string, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.Type() != reflect.TypeOf(&sim.Result{}) && v.Type() != reflect.TypeOf(&model.Scenario{}) {
			return numbers(path, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := numbers(path, v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if v.Type() == estimateType {
			e := v.Interface().(stat.Estimate)
			const rounding = 1e-9
			if strings.Contains(path, ".Worths.") && math.IsNaN(e.Value) {
				return nil // of no year that misses: there is nothing to be rarer
			}
			if math.IsNaN(e.Value) || e.Low > e.Value+rounding*math.Abs(e.Value) || e.High < e.Value-rounding*math.Abs(e.Value) {
				return fmt.Errorf("numbers: %s is %+v", path, e)
			}
			return nil
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				if err := numbers(path+"."+v.Type().Field(i).Name, v.Field(i)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// lawless returns the part of a scenario that has no law, as a result warns.
func lawless(r *sim.Result) law.Unsupported {
	for _, w := range r.Warnings {
		if w.Kind == sim.NoLaw {
			return *w.NoLaw
		}
	}
	return law.Unsupported{}
}
