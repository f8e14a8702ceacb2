// Package dist holds the probability laws that a scenario can name: how long
// an alarm, a person or a rollback takes, and which share of users a fault
// hits. Begin with a constructor such as LogNormalFromQuantiles, and ask the
// Distribution that it returns.
//
// Every law is a value type in a file of its own, built by a constructor that
// checks its parameters, so that a value at hand is a law that exists. The
// laws' meaning is that of gonum's stat/distuv, against which the tests hold
// them; closed forms of the limited mean follow Klugman, Panjer and Willmot,
// Loss Models, appendix A.
//
// A new law is a file here, after the pattern of lomax.go; rows for it in the
// table of dist_test.go, over which every property is checked; its name and
// its sets of parameters in model/file/laws.go; and a row of the table in
// scenarios/README.md. All else asks the Distribution. Two lists only make it
// faster: laws without atoms in sim/law/internal/measure/steps.go, and those in
// closed form in sim/law/internal/effort/allowance.go.
package dist

import "math/rand/v2"

// A Distribution is the law of one non-negative quantity X: a duration in
// seconds, or a ratio in [0, 1].
type Distribution interface {
	// Mean returns E[X]; +Inf where it does not exist.
	Mean() float64
	// Variance returns Var[X]; +Inf where it does not exist.
	Variance() float64
	// CDF returns P(X <= x).
	CDF(x float64) float64
	// Quantile returns the smallest x with CDF(x) >= p, for p in [0, 1].
	Quantile(p float64) float64
	// LimitedMean returns E[min(X, limit)] for limit >= 0, which is the
	// integral of P(X > x) over x from 0 to limit.
	LimitedMean(limit float64) float64
	// Support returns the least and the greatest value (+Inf if unbounded).
	Support() (lo, hi float64)
	// Draw returns one draw of X. It reads from r alone, as often as it
	// likes, so that a draw is a function of the stream behind r.
	Draw(r *rand.Rand) float64
}

// A ParameterError says which parameter of a law is wrong. Key is the
// parameter as a scenario file spells it ("p95", "sd"), empty when the law as
// a whole cannot exist.
type ParameterError struct {
	Key  string // the parameter at fault
	Got  string // what was given, as text
	Want string // what would be right
}

// Error implements error.
func (e *ParameterError) Error() string {
	if e.Key == "" {
		return "got " + e.Got + ", want " + e.Want
	}
	return e.Key + ": got " + e.Got + ", want " + e.Want
}
