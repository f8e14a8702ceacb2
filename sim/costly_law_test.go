package sim_test

import (
	"context"
	"errors"
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// TestCostlyLawIsGivenUp: where the exact law would take minutes or gigabytes,
// years are simulated alone and a note says so; who asks for the law alone is
// told which part has none.
func TestCostlyLawIsGivenUp(t *testing.T) {
	for name, part := range map[string]string{
		"hang-lomax-mixture": "risk.k0", "hang-self-heal": "risk.k0",
		"memory-beta-impact": "risk.k", "memory-pareto-ack": "risk.k",
	} {
		sc := simtest.ReadFile(t, "costly/"+name+".toml")
		// The plain run gives up early; what is looked at is how.
		opt := sim.Options{Years: 50, Seed: 1, Workers: 1, Method: sim.Auto, Law: law.Options{Work: 5e7}}
		if simtest.Proof() {
			opt.Law.Work = 0
		}
		x := tried(name, func(ctx context.Context) error {
			r, err := sim.Run(ctx, sc, opt)
			if err == nil && !r.LawTooDear {
				t.Errorf("%s: what-ifs would try its law again", name)
			}
			if err == nil && (r.Method != sim.Simulate || lawless(r).Part != part) {
				t.Errorf("%s: by %s, warnings %+v", name, r.Method, r.Warnings)
			}
			return err
		})
		if x.what != "" {
			t.Errorf("%s: %s", name, x.what)
		}
		opt.Method = sim.Exact
		var none *law.Unsupported
		if _, err := sim.Run(t.Context(), sc, opt); !errors.As(err, &none) || none.Part != part || !none.Costly() {
			t.Errorf("%s, exact: %v", name, err)
		}
	}
}
