package law_test

import (
	"context"
	"fmt"
	"math"

	"nines/model"
	"nines/model/file"
	"nines/scenarios"
	"nines/sim/law"
)

// The law of a year's downtime, computed without simulation: as if outages never
// overlapped.
func Example() {
	text, err := scenarios.Read("manual-or-automatic")
	if err != nil {
		fmt.Println(err)
		return
	}
	sc, err := file.Read("manual-or-automatic.toml", text)
	if err != nil {
		fmt.Println(err)
		return
	}
	l, err := law.Of(context.Background(), sc, model.Year, law.Options{})
	if err != nil {
		fmt.Println(err) // an *Unsupported error names the part that has no law
		return
	}
	budget := sc.SLO.Promise.Budget(model.Year)
	fmt.Printf("%s is kept in %.3f %% of years\n", sc.SLO.Promise.Text(), 100*l.CDF(budget))
	fmt.Printf("mean %.0f min, deviation %.0f min, one year in ten above %.0f min\n", l.Mean()/60, math.Sqrt(l.Variance())/60, l.Quantile(0.9)/60)
	// Output:
	// 99.95% is kept in 99.472 % of years
	// mean 48 min, deviation 44 min, one year in ten above 87 min
}
