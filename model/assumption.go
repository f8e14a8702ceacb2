package model

// An Assumption is what a file leaves out that flatters the service: "oncall
// answers at once".
type Assumption struct {
	Part string // "oncall"; "" where Says holds all of it
	Says string // "answers at once", the same for every part of which it is assumed
}

// String returns the assumption as a clause.
func (a Assumption) String() string {
	if a.Part == "" {
		return a.Says
	}
	return a.Part + " " + a.Says
}
