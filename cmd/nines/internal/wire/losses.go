package wire

import "nines/sim/compare"

// countedKeys returns what is counted as money.
func countedKeys(p compare.Priced) []string {
	out := []string{}
	if p.Revenue {
		out = append(out, "lost_revenue")
	}
	if p.Credits {
		out = append(out, "credits")
	}
	if p.People {
		out = append(out, "people")
	}
	return out
}

// losses is what a mean year loses, in all and by what is lost; null for
// what has no price.
type losses struct {
	All     number `json:"losses_per_year"`
	Revenue number `json:"lost_revenue_per_year"`
	Credits number `json:"credits_per_year"`
	People  number `json:"people_per_year"`
}

func newLosses(o *compare.Option) losses {
	l := &o.LossesBy
	return losses{number(o.Losses.Value), number(l.Revenue.Value), number(l.Credits.Value), number(l.People.Value)}
}

// saved is saved_per_year by what is lost less.
type saved struct {
	Revenue number `json:"saved_revenue_per_year"`
	Credits number `json:"saved_credits_per_year"`
	People  number `json:"saved_people_per_year"`
}

func newSaved(o *compare.Option) saved {
	l := &o.SavedBy
	return saved{number(l.Revenue.Value), number(l.Credits.Value), number(l.People.Value)}
}
