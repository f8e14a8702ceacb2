package random

import "nines/model/dist"

// lawOfSum returns the law of the sum of a random number of independent
// severities (seconds).
func lawOfSum(count Frequency, severity dist.Distribution) *Law {
	return Solve(nil, Compound{count, Drawn(severity)}, 1e-6, 0)
}
