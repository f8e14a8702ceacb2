package model

// An Investment is a change to the service that costs money: what it changes,
// as a partial scenario, and what it costs to build and to keep.
type Investment struct {
	Name, Title string
	BuildCost   float64 // once, in Service.Currency
	CostPerYear float64 // as long as it runs
	Lifetime    float64 // seconds over which BuildCost is spread; three years unless told

	// Requires names investments without which this one cannot be made, and
	// Replaces those whose values this one's override where both are made. Neither has
	// cycles.
	Requires, Replaces []string
}

// YearlyCost returns what the investment costs in each year of its lifetime:
// the cost of building it, spread evenly and without interest, and of keeping
// it.
func (i *Investment) YearlyCost() float64 {
	return i.BuildCost/(i.Lifetime/Year) + i.CostPerYear
}
