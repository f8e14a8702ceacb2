package stat

import "os"

// enough is how many replications a test takes: thin ones in the plain run, all
// with NINES_PROOF.
func enough(thin, all int) int {
	if os.Getenv("NINES_PROOF") != "" {
		return all
	}
	return thin
}

// holds returns 1 where an estimate's interval holds the truth.
func holds(e Estimate, truth float64) int {
	if e.Low <= truth && truth <= e.High {
		return 1
	}
	return 0
}
