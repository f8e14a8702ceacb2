package solve_test

import (
	"context"
	"fmt"

	"nines/model/file"
	"nines/scenarios"
	"nines/sim"
	"nines/sim/solve"
)

// How often may a deploy go wrong for the promise to be kept in nine years of
// ten? Safe is rounded to the safe side, and its verdict was run.
func Example() {
	text, err := scenarios.Read("one-failure-a-year")
	if err != nil {
		fmt.Println(err)
		return
	}
	sc, err := file.Read("one-failure-a-year.toml", text)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := solve.Run(context.Background(), sc, solve.Anywhere("risk.bad-deploy.chance"), sim.Options{Years: 4000, Seed: 1, Method: sim.Auto})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("today %.2f %%, at most %.4f %%, set %s\n", 100*s.Today, 100*s.Value.Value, s.Safe.Set)
	// Output:
	// today 2.00 %, at most 1.0274 %, set risk.bad-deploy.chance=1.027%
}
