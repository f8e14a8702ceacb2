package compare_test

import (
	"context"
	"fmt"

	"nines/model/file"
	"nines/scenarios"
	"nines/sim"
	"nines/sim/compare"
)

// All investments of a scenario, alone and together, meet the same faults. Best
// first: what a year saves less what it costs.
func Example() {
	text, err := scenarios.Read("automation-investments")
	if err != nil {
		fmt.Println(err)
		return
	}
	sc, err := file.Read("automation-investments.toml", text)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := compare.Run(context.Background(), sc, sim.Options{Years: 5000, Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("today: %.0f %% of years\n", 100*c.Baseline.Met.Value)
	best := c.Options[0]
	fmt.Printf("%v: %.0f %% of years, net %.0f thousand a year\n", best.Names, 100*best.Met.Value, best.Net.Value/1000)
	// Output:
	// today: 43 % of years
	// [auto-rollback faster-alert]: 86 % of years, net 44 thousand a year
}
