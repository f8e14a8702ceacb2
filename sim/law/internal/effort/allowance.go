// Package effort counts the work and the room that a law takes while it is
// computed, so that one which would take too much is given up.
package effort

import (
	"context"
	"sync"
	"sync/atomic"

	"nines/model/dist"
)

// An Allowance is the work and the room that a law may take. A few lines of a
// scenario can ask for a law of minutes and gigabytes, where simulated years
// take a second: so each step says what it is about to cost before it begins,
// and where that is too much the law is given up. Work is counted and not
// timed, so that it depends on nothing but the model whether there is a law.
//
// To give up is to panic with an abandoned value, which the caller that asks for a law
// catches (Contain): functions are integrated and tabulated many calls
// deep, and an error that each of them passed on would be most of what they
// say. Nil is an allowance without bounds.
type Allowance struct {
	ctx   context.Context
	limit float64
	left  atomic.Int64 // units
	part  string       // of the scenario that is worked on

	// Rough says that durations need be no more exact than they can be used at all.
	Rough bool
}

// A unit of work is about a nanosecond of a core of 2024.
const (
	DefaultWork = 1.5e9   // units, of a law, unless told
	MaxMemory   = 1.28e8  // bytes, of a step of it
	lookOut     = 1 << 18 // units after which the context is looked at
)

// What one call of a distribution function costs, in units.
const (
	Cheap  = 10   // beside what it calls
	Tabled = 40   // read from pieces
	Closed = 120  // in closed form
	slow   = 1000 // by a continued fraction, or from several others
)

// CostOf returns what one call of a law's distribution function costs.
func CostOf(law dist.Distribution) float64 {
	switch law.(type) {
	case dist.Exponential, dist.LogNormal, dist.Weibull, dist.LogLogistic, dist.Pareto,
		dist.Lomax, dist.Uniform, dist.Triangular, dist.LogitNormal:
		return Closed
	}
	return slow
}

// abandoned is what a panic carries when a law is given up.
type abandoned struct{ err error }

// New returns an allowance of so many units of work, DefaultWork where that is
// 0, which ends with the context.
func New(ctx context.Context, work float64) *Allowance {
	al := &Allowance{ctx: ctx, limit: work}
	if al.limit <= 0 {
		al.limit = DefaultWork
	}
	al.left.Store(int64(al.limit))
	return al
}

// Spend takes units of work off, before it is done.
func (al *Allowance) Spend(units float64) {
	if al == nil {
		return
	}
	if !(units < al.limit) {
		al.giveUp()
	}
	left := al.left.Add(-int64(units))
	if left < 0 {
		al.giveUp()
	}
	if (left+int64(units))/lookOut != left/lookOut && al.ctx.Err() != nil {
		panic(abandoned{al.ctx.Err()})
	}
}

// Memory refuses a step that would hold so many bytes at once.
func (al *Allowance) Memory(bytes float64) {
	if al != nil && !(bytes <= MaxMemory) {
		panic(abandoned{&Unsupported{Part: al.part, Reason: TooMuchMemory}})
	}
}

func (al *Allowance) giveUp() {
	panic(abandoned{&Unsupported{Part: al.part, Reason: TooLong}})
}

// Refuse gives the law up for a reason that lies in the model.
func (al *Allowance) Refuse(why Reason) {
	part := ""
	if al != nil {
		part = al.part
	}
	panic(abandoned{&Unsupported{Part: part, Reason: why}})
}

// Spent returns the units that have been taken off.
func (al *Allowance) Spent() float64 { return al.limit - float64(al.left.Load()) }

// Fresh returns an allowance of its own for what this law has in common with
// others.
func (al *Allowance) Fresh() *Allowance {
	own := New(al.ctx, CellWork)
	own.On(al.part)
	own.Rough = al.Rough
	return own
}

// On says which part of the scenario is worked on from now on.
func (al *Allowance) On(part string) {
	if al != nil {
		al.part = part
	}
}

// Contain is deferred where the package is entered: it turns the panic of a law
// that is given up into the error that it carries, and any other one into an
// error that names the part, for a model whose law fails can still be
// simulated.
func (al *Allowance) Contain(err *error) {
	switch v := recover().(type) {
	case nil:
	case abandoned:
		*err = v.err
	default:
		*err = &Unsupported{Part: al.part, Reason: Failed, Fault: v}
	}
}

// A Relay takes a panic from a goroutine to the one that waits for it.
type Relay struct {
	once  sync.Once
	fault any
}

// Catch is deferred in the goroutine.
func (r *Relay) Catch() {
	if v := recover(); v != nil {
		r.once.Do(func() { r.fault = v })
	}
}

// Pass panics in the waiting goroutine if another one did.
func (r *Relay) Pass() {
	if r.fault != nil {
		panic(r.fault)
	}
}

const CellWork = 1e8 // units that a law may take on a lattice of cellPoints, and each thing that laws have in common
