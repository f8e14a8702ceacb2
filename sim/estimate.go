package sim

// An Estimate is a number with what the simulation knows about it.
type Estimate struct {
	Value float64
	SE    float64 // standard error; NaN where it does not exist
	Low   float64 // lower end of the 95 % interval
	High  float64 // upper end

	// Atom says that the value is one of a few that can be, such as a sum of
	// an agreement's tiers: rounded it would be none.
	Atom bool
}
