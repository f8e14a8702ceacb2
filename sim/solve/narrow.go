package solve

import "math"

// A point is a position on a scale, the looser the greater, and how far a
// promise is kept there: its height is 0 or more where it is.
type point struct{ at, height float64 }

// narrow narrows a bracket, of a point that keeps a promise and a looser one that
// does not, to less than tol, and returns both ends. It interpolates between the
// two (regula falsi with the Illinois rule; Dowell and Jarratt 1971) and bisects
// where that makes no progress, as on a curve of steps. A height within enough of 0
// counts as the root once its neighbour is on the other side. look may round the
// position that it is asked for; where the result is no longer between the two,
// they are as close as can be.
func narrow(good, bad point, tol, enough float64, look func(at float64) (point, error)) (point, point, error) {
	a, b := good.height, bad.height // as the Illinois rule weighs them
	width, slow, side := bad.at-good.at, 0, 0
	for bad.at-good.at > tol {
		at := good.at + (bad.at-good.at)*a/(a-b)
		switch {
		case good.height <= enough:
			at = good.at + 0.9*tol
		case -bad.height <= enough:
			at = bad.at - 0.9*tol
		case slow >= 2 || math.IsNaN(at):
			at = good.at + (bad.at-good.at)/2
		}
		at = min(max(at, good.at+0.4*tol), bad.at-0.4*tol)
		p, err := look(at)
		if err != nil {
			return good, bad, err
		}
		if p.at <= good.at || p.at >= bad.at {
			if p, err = look(good.at + (bad.at-good.at)/2); err != nil || p.at <= good.at || p.at >= bad.at {
				return good, bad, err
			}
		}
		switch {
		case p.height >= 0:
			good, a = p, p.height
			if side == 1 { // the other end stays where it was once more
				b /= 2
			}
			side = 1
		default:
			bad, b = p, p.height
			if side == -1 {
				a /= 2
			}
			side = -1
		}
		if bad.at-good.at > width/2 {
			slow++
		} else {
			width, slow = bad.at-good.at, 0
		}
	}
	return good, bad, nil
}

// missHeight returns the height of a probability of misses where another is
// allowed: the logarithm of their ratio, which is nearly linear in the logarithm of
// most quantities. No misses at all count as one in a billion.
func missHeight(missed, allowed float64) float64 {
	const least = 1e-9
	return math.Log(max(allowed, least) / max(missed, least))
}
