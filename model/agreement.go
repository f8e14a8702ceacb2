package model

// An Agreement is a service level agreement (SLA): what is promised to
// customers over which window, and what a breach costs. It stands beside the
// SLO, with windows and a way of counting of its own.
//
// A window is breached when its availability lies below the first of Credits,
// or when any of Clauses holds; an agreement has the one or the other.
type Agreement struct {
	Name, Title string
	Preset      string // the name of the published terms that it began from; empty for none
	Source      string // of those terms: a web address
	Date        string // of those terms, as 2024-01-22

	Window      Window
	FeePerMonth float64 // of all customers, in Service.Currency; 0 where nothing depends on it
	Term        float64 // seconds

	Credits []Credit // from the highest threshold to the lowest
	Clauses []Clause
	Pays    Payment // for a breach of Clauses

	CreditCap float64 // the most that a window's credit comes to, as a part of its fee; +Inf for none
	Claimed   float64 // the part of the customers who ask for what they are owed, 0 to 1

	// What counts as downtime. An outage is one incident, from onset to
	// recovery, or one planned event.
	MinOutage    float64 // seconds: a shorter outage does not count at all
	WholeMinutes bool    // an outage counts for the full minutes of the clock that it holds
	Exclusions   []Exclusion

	Termination *Termination // nil where no number of breaches ends the agreement

	// AlternativeTo is the agreement that applies in this one's place; nil where
	// this one applies. What an alternative pays is told beside the other's, and
	// never added to anything.
	AlternativeTo *Agreement
}

// Applies reports whether what the agreement pays counts in sums: it is no
// alternative to another one.
func (a *Agreement) Applies() bool { return a.AlternativeTo == nil }

// A Credit is owed for a window whose availability lies below a threshold, in
// place of the credits of higher thresholds.
type Credit struct {
	Below Target
	Share float64 // of the window's fee, 0 to 1
}

// A ClauseKind says what a clause counts.
type ClauseKind int

// The clause kinds.
const (
	AnyOutage     ClauseKind = iota // one outage, which belongs whole to the window in which it begins
	TotalDowntime                   // a window's downtime together, cut at its edges
)

// A Clause is breached in a window in which what it counts lasts longer than
// a limit.
type Clause struct {
	Kind ClauseKind
	Over float64 // seconds
}

// A PaymentKind says what a payment is measured by.
type PaymentKind int

// The payment kinds.
const (
	FeeShare       PaymentKind = iota // a part of the window's fee
	FeeForDowntime                    // so many times the fee for the time down
	FixedSum                          // an amount of money
)

// A Payment is what a breached window costs.
type Payment struct {
	Kind   PaymentKind
	Amount float64 // 0 to 1, a multiple, or money in Service.Currency
}

// A Termination lets the customer leave once so many windows are breached
// among so many that follow each other.
type Termination struct {
	Breaches int
	Within   int // windows
}

// An Exclusion leaves a part's downtime out of an agreement or an objective:
// that time counts neither as down nor as part of the window, whatever else
// is down in it.
type Exclusion struct {
	Change *Change // nil for a risk
	Risk   *Risk   // nil for a change
	AtMost float64 // seconds of each event that are left out, the first ones; +Inf for all
}

// WindowFee returns the fee of one window in Service.Currency: that of a
// month of 365/12 days, in proportion. Every month costs the same, as every
// quarter and year do.
func (a *Agreement) WindowFee() float64 { return a.FeePerMonth * a.Window.Nominal() / (Year / 12) }
