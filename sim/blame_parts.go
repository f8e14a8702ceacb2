package sim

import (
	"math"

	"nines/sim/internal/engine"
)

// wholePart is the column of a row of parts that holds all phases together.
const wholePart = NumPhases

// A partsRow is the downtime of an owner by phase, and the whole of it.
type partsRow [NumPhases + 1]float64

// Parts add up years, for the part that each owner and phase has in all of
// their downtime and for how far that scatters. The years are a sample, of
// which each brings a pair: the downtime of the owner, x, and all downtime, t.
// The part is the ratio Σx / Σt, and its variance is Σ(x - part·t)² / (Σt)²
// (the ratio estimator; Cochran, Sampling Techniques, section 6.4).
type parts struct {
	risks          int
	years          float64
	total, squares float64    // Σt, Σt²
	sum, own, with []partsRow // Σx, Σx², Σx·t
	row            []partsRow // x of one year
}

func newParts(p *engine.Plan) *parts {
	n := len(p.Risks) + len(p.Changes)
	rows := func() []partsRow { return make([]partsRow, n) }
	return &parts{risks: len(p.Risks), sum: rows(), own: rows(), with: rows(), row: rows()}
}

// add adds a year that a tally holds alone.
func (s *parts) add(t *engine.Tally) {
	total := 0.0
	for i := range s.row {
		s.row[i][wholePart] = 0
		for ph, x := range t.Phases[i] {
			s.row[i][ph] = x
			s.row[i][wholePart] += x
		}
		total += s.row[i][wholePart]
	}
	s.years++
	s.total += total
	s.squares += total * total
	for i := range s.row {
		for k, x := range s.row[i] {
			s.sum[i][k] += x
			s.own[i][k] += x * x
			s.with[i][k] += x * total
		}
	}
}

// part returns the part of an owner's column in all downtime.
func (s *parts) part(i, k int) float64 { return s.sum[i][k] / s.total }

// se returns the standard error of a part. What is known of a border adds to
// it: of years chosen by a threshold that was itself estimated, border are
// those beside it and moves the variance of how many there are.
func (s *parts) se(i, k int, border *parts, moves float64) float64 {
	if s.years < 2 {
		return math.NaN()
	}
	part := s.part(i, k)
	squares := math.Max(0, s.own[i][k]-2*part*s.with[i][k]+part*part*s.squares) * s.years / (s.years - 1)
	if border != nil && border.years > 0 {
		more := (border.sum[i][k] - part*border.total) / border.years
		squares += moves * more * more
	}
	return math.Sqrt(squares) / s.total
}

// split says what parts there are, and how sure they are.
func (s *parts) split(b *BlamedYears, border *parts, moves float64) {
	b.Count = int(s.years)
	for i := range s.sum {
		var values, errors [NumPhases]float64
		for ph := range values {
			values[ph], errors[ph] = s.part(i, ph), s.se(i, ph, border, moves)
		}
		whole, se := s.part(i, int(wholePart)), s.se(i, int(wholePart), border, moves)
		if i >= s.risks {
			b.Changes, b.ChangesSE = append(b.Changes, whole), append(b.ChangesSE, se)
			continue
		}
		b.Risks, b.RisksSE = append(b.Risks, values), append(b.RisksSE, errors)
		b.Shares, b.SharesSE = append(b.Shares, whole), append(b.SharesSE, se)
	}
}

// borderMoves returns the variance of how many of n years lie beyond a
// quantile because the quantile is that of all years of a run, n among them:
// were it off by one year, the year at the border would be in or out. The
// parts of those beyond do not depend on their number, so that the variances
// add up.
func borderMoves(beyond, n, all int) float64 {
	part := float64(beyond) / float64(n)
	return float64(n) / float64(all) * float64(beyond) * (1 - part)
}
