package sim

import (
	"time"

	"nines/model"
	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Result is what a simulation found. Times are in seconds, rates a year,
// ratios 0 to 1.
type Result struct {
	Scenario  *model.Scenario
	Seed      uint64
	Years     int   // simulated
	Asked     int   // asked for; more than Years when the run was interrupted
	Windows   int   // windows a year
	Incidents int64 // that reached users, in all years
	Elapsed   time.Duration

	// Precision is the width of the promise's interval that ended the run; 0
	// where none was asked for, or there were too few years.
	Precision float64

	// Downtime is the downtime of the simulated years; PlainSum is the
	// same incidents' downtimes inside the year added up as if none
	// overlapped: the quantity whose law is known.
	Downtime, PlainSum stat.Sample

	Targets           []TargetResult // as in the scenario, the promise among them
	Attainable        stat.Estimate  // the largest target met in enough of the windows
	AttainableAllYear stat.Estimate  // the largest that every window of a year meets, in enough of the years
	PlannedCertain    float64        // seconds of planned downtime that no year is without

	Risks      []RiskResult
	Changes    []ChangeResult
	Agreements []AgreementResult
	OnCall     *OnCall   // nil where nobody is paged
	Delivery   *Delivery // nil where no gate says what it costs the changes that pass
	Warnings   []Warning

	Method Method // what the estimates rest on
	Check  *Check // of the two engines against each other; nil if there is no law, or none was asked for

	// LawTooDear says that an exact law was asked for, and given up for the
	// time or the memory that it would take: what-ifs of the same service do
	// not try again.
	LawTooDear bool

	// Alternatives are what a bad year costs with each agreement that is an
	// alternative to another, as agreements are signed.
	Alternatives []BadYearWith

	// first is the downtime of the first years in their order, as many as are
	// looked at again: most need not be lived for that.
	first []float64

	// inOrder are the years in their order, where each is a world: those are asked
	// what their worlds did to them.
	inOrder inOrder

	badYears *badYears // nil where no more than one thing costs money

	windows *control.WindowSample // per window, where the window is shorter than the year
	sharp   *sharpened            // nil where the estimates rest on counting alone
}

// Partial reports whether the run was interrupted.
func (r *Result) Partial() bool { return r.Years < r.Asked }

// A TargetResult is one candidate promise.
type TargetResult struct {
	Target     model.Target
	Budget     float64       // seconds allowed in one window (of mean length)
	Met        stat.Estimate // probability that one window meets it
	MetAllYear stat.Estimate // probability that every window of a year does
	Verdict    Verdict

	// YearsToSettle is, for TooClose, about how many simulated years would
	// bring the confidence outside the interval; 0 when none would.
	YearsToSettle int

	impossible bool // certain planned work alone exceeds the budget
}

// A RiskResult is what one risk costs.
type RiskResult struct {
	Name, Title string
	Incidents   float64            // a year, that reached users
	Downtime    stat.Estimate      // seconds a year
	Share       float64            // of all downtime
	Phases      [NumPhases]float64 // seconds a year
	Outage      OutageResult
}

// An OutageResult describes single outages of a risk, from onset to recovery.
// Quantiles that the number of outages does not support are NaN.
type OutageResult struct {
	N                   int     // outages behind the quantiles
	Mean, P50, P95, P99 float64 // seconds

	// Cost is the downtime that one outage costs in the mean: length times
	// impact, in seconds. Its interval is NaN where the variance is infinite.
	Cost stat.Estimate
}

// A ChangeResult is what one change costs by itself.
type ChangeResult struct {
	Name, Title string
	Events      float64       // a year
	Downtime    stat.Estimate // seconds a year
}

// Attainment returns, for each target ratio in (0, 1], the probability that a
// whole year meets it in every window.
func (r *Result) Attainment(targets []float64) []stat.Estimate { return r.attainment(targets) }

// Exceedance returns, for each x in seconds, the probability that a year's
// downtime exceeds x.
func (r *Result) Exceedance(xs []float64) []stat.Estimate { return r.exceedance(xs) }

// PerYear returns how many incidents of the i-th risk reach users in a mean
// year, as the file tells; as the simulated years do where it does not.
func (r *Result) PerYear(i int) float64 {
	return engine.IncidentsPerYear(r.Scenario.Risks[i], r.Risks[i].Incidents)
}
