package sim_test

import (
	"context"
	"fmt"

	"nines/model/file"
	"nines/scenarios"
	"nines/sim"
)

// A scenario is read, simulated, and asked which of its targets can be promised.
func Example() {
	text, err := scenarios.Read("one-failure-a-year")
	if err != nil {
		fmt.Println(err)
		return
	}
	sc, err := file.Read("one-failure-a-year.toml", text)
	if err != nil {
		fmt.Println(err) // all that is wrong, one a line
		return
	}
	r, err := sim.Run(context.Background(), sc, sim.Options{Years: 10_000, Seed: 1, Method: sim.Auto})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range r.Targets {
		fmt.Printf("%s is kept in %.2f %% of years: %s\n", t.Target.Text(), 100*t.MetAllYear.Value, t.Verdict)
	}
	if t, ok := r.CanPromise(); ok {
		fmt.Println("promise", t.Target.Text())
	}
	// Output:
	// 99.9% is kept in 100.00 % of years: yes
	// 99.99% is kept in 100.00 % of years: yes
	// 99.999% is kept in 72.09 % of years: no
	// promise 99.99%
}

// What if: the same faults meet a changed service, so that what is faster is
// never worse in any year.
func ExampleRun_whatIf() {
	text, err := scenarios.Read("one-failure-a-year")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, rollback := range []string{"120s", "98s", "97s"} {
		sc, err := file.Read("one-failure-a-year.toml", text, file.Set("recovery.rollback.time", rollback))
		if err != nil {
			fmt.Println(err)
			return
		}
		r, err := sim.Run(context.Background(), sc, sim.Options{Years: 10_000, Seed: 1, Method: sim.Auto})
		if err != nil {
			fmt.Println(err)
			return
		}
		met := r.Promised().MetAllYear
		fmt.Printf("rollback in %s: %.2f %% of years (%.2f to %.2f)\n", rollback, 100*met.Value, 100*met.Low, 100*met.High)
	}
	// Output:
	// rollback in 120s: 72.09 % of years (72.09 to 72.13)
	// rollback in 98s: 72.09 % of years (72.09 to 72.13)
	// rollback in 97s: 91.41 % of years (91.41 to 91.45)
}
