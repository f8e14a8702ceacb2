package wire

import (
	"math"

	"nines/sim"
)

// agreement is what an agreement costs. Credits without a unit are parts
// of one window's fee, those of a year are money.
type agreement struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Preset string `json:"preset,omitempty"`
	Source string `json:"source,omitempty"`
	Date   string `json:"date,omitempty"`

	// The agreement that applies in this one's place; what this one pays is in
	// no sum then.
	AlternativeTo string `json:"alternative_to,omitempty"`

	// Lead says that the file's question is about this one.
	Lead bool `json:"lead"`

	Window  string `json:"window"`
	Term    number `json:"term_s"`
	Fee     number `json:"fee_per_month"`
	Windows int    `json:"windows_per_year"`

	Breach          number `json:"breach"`
	BreachSE        number `json:"breach_se"`
	BreachLow       number `json:"breach_low"`
	BreachHigh      number `json:"breach_high"`
	BreachYear      number `json:"breach_year"`
	BreachYearSE    number `json:"breach_year_se"`
	BreachTerm      number `json:"breach_term"`
	BreachTermSE    number `json:"breach_term_se"`
	BreachesPerYear number `json:"breaches_per_year"`
	Termination     number `json:"termination"`
	TerminationSE   number `json:"termination_se"`

	CreditMean     number  `json:"credit_mean"`
	CreditMeanSE   number  `json:"credit_mean_se"`
	CreditP95      number  `json:"credit_p95"`
	CreditsPerYear credits `json:"credits_per_year"`
	ShareOfFees    fees    `json:"share_of_fees"`

	Availability number     `json:"availability"`
	Attainable   attainable `json:"attainable_all_year"`
	Promises     []promise  `json:"promises"`
}

// fees are what a year pays, as parts of its fees; null where there are none.
type fees struct {
	Mean number `json:"mean"`
	P95  number `json:"p95"`
}

func newFees(a *sim.AgreementResult) fees {
	of := 12 * a.Agreement.FeePerMonth
	if of <= 0 {
		return fees{number(math.NaN()), number(math.NaN())}
	}
	return fees{number(a.CreditsPerYear.Mean.Value / of), number(a.CreditsPerYear.P95.Value / of)}
}

type credits struct {
	Mean   number `json:"mean"`
	MeanSE number `json:"mean_se"`
	P50    number `json:"p50"`
	P95    number `json:"p95"`
	P99    number `json:"p99"`
}

// promise is what another first threshold would cost.
type promise struct {
	Target          number     `json:"target"`
	BreachYear      number     `json:"breach_year"`
	BreachYearSE    number     `json:"breach_year_se"`
	BreachTerm      number     `json:"breach_term"`
	BreachesPerYear number     `json:"breaches_per_year"`
	CreditsMean     number     `json:"credits_per_year_mean"`
	CreditsP95      number     `json:"credits_per_year_p95"`
	InternalSLO     attainable `json:"internal_slo"`
}

func newAgreement(a *sim.AgreementResult) agreement {
	g, c := a.Agreement, a.CreditsPerYear
	out := agreement{
		Name: g.Name, Title: g.Title, Preset: g.Preset, Source: g.Source, Date: g.Date,
		Window: g.Window.String(), Term: number(g.Term), Fee: number(g.FeePerMonth), Windows: a.Windows,
		Breach: number(a.Breach.Value), BreachSE: number(a.Breach.SE), BreachLow: number(a.Breach.Low), BreachHigh: number(a.Breach.High),
		BreachYear: number(a.BreachYear.Value), BreachYearSE: number(a.BreachYear.SE),
		BreachTerm: number(a.BreachTerm.Value), BreachTermSE: number(a.BreachTerm.SE),
		BreachesPerYear: number(a.BreachesPerYear.Value),
		Termination:     number(a.Termination.Value), TerminationSE: number(a.Termination.SE),
		CreditMean: number(a.CreditMean.Value), CreditMeanSE: number(a.CreditMean.SE), CreditP95: number(a.CreditP95.Value),
		CreditsPerYear: credits{number(c.Mean.Value), number(c.Mean.SE), number(c.P50.Value), number(c.P95.Value), number(c.P99.Value)},
		ShareOfFees:    newFees(a),
		Availability:   number(a.Availability.Value), Attainable: newAttainable(a.Attainable),
		Promises: []promise{},
	}
	if !g.Applies() {
		out.AlternativeTo = g.AlternativeTo.Name
	}
	for _, p := range a.Promises {
		out.Promises = append(out.Promises, promise{
			Target: number(p.Target.Ratio()), BreachYear: number(p.BreachYear.Value), BreachYearSE: number(p.BreachYear.SE),
			BreachTerm: number(p.BreachTerm.Value), BreachesPerYear: number(p.BreachesPerYear.Value),
			CreditsMean: number(p.CreditsMean.Value), CreditsP95: number(p.CreditsBadYear.Value),
			InternalSLO: newAttainable(p.InternalSLO),
		})
	}
	return out
}
