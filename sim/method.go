package sim

import (
	"context"

	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/law"
)

// A Method says how a result's probabilities are found.
type Method string

// The methods.
const (
	// Simulate counts simulated years.
	Simulate Method = "simulate"
	// Auto counts them too, but only for what overlap changes: the law of
	// the plain sum of the same outages is known to 1e-6. A model whose law
	// is not known is simulated.
	Auto Method = "auto"
	// Exact takes the law of the plain sum alone, as if outages never
	// overlapped. What it says is never better than the truth where the
	// window is a year. A model whose law is not known is refused.
	Exact Method = "exact"
)

// lawFor returns the law of a plan's scenario for the options' method, or nil
// and what has none. The error is that of a method which cannot do without,
// or ErrInterrupted.
func lawFor(ctx context.Context, p *engine.Plan, opt Options) (l *control.Law, none *law.Unsupported, err error) {
	if opt.Method != Auto && opt.Method != Exact {
		return nil, nil, nil
	}
	return control.NewLaw(ctx, p, opt.Method == Exact, opt.Law)
}
