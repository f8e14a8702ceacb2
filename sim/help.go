package sim

import (
	"context"

	"nines/model"
)

// A Help is a change to the service that brings a target nearer.
type Help struct {
	// What is the change as a phrase that follows "with" or "without":
	// "without planned downtime", "with alarms twice as fast".
	What       string
	Target     model.Target
	Met        Estimate // probability that the target is met all year, with this and the helps before it
	Attainable Estimate // for a whole year, with this and the helps before it
}

// MostHelp looks for the one or two changes that help most towards a target,
// on the same faults as the result's. Each builds on the one before. It
// returns none where the target is met anyway.
func MostHelp(ctx context.Context, r *Result, t model.Target, opt Options) ([]Help, error) {
	return mostHelp(ctx, r, t, opt)
}

func mostHelp(ctx context.Context, r *Result, t model.Target, opt Options) ([]Help, error) {
	return nil, nil
}
