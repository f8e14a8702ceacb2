package sim

import (
	"context"
	"math"
	"testing"

	"nines/model"
	"nines/model/dist"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// twoPhase is the model of the speed claim: lognormal detection and lognormal
// recovery at a rate a year.
func twoPhase(rate float64) *model.Scenario {
	detect := must(dist.LogNormalFromQuantiles(0.5, 300, 0.95, 1200))
	recover := must(dist.LogNormalFromQuantiles(0.5, 1200, 0.95, 5400))
	alarm := &model.Alarm{Name: "errors", Delay: detect, LatencyFactor: 1}
	fix := &model.Recovery{Name: "fix", Time: recover, Success: 1}
	one := must(dist.NewConstant(1))
	return &model.Scenario{
		Title: "two phases", Service: model.Service{Name: "shop"},
		SLO: model.Objective{
			Targets:    []model.Target{must(model.ParseTarget("99.9%")), must(model.ParseTarget("99.99%"))},
			Promise:    must(model.ParseTarget("99.9%")),
			Window:     model.NewWindow(model.YearWindow, 0),
			Confidence: 0.9,
		},
		Alarms: []*model.Alarm{alarm}, Recoveries: []*model.Recovery{fix},
		Risks: []*model.Risk{{
			Name: "fault", Arrival: model.Poisson{Rate: rate}, Impact: one,
			Alarms: []*model.Alarm{alarm}, Ladder: []*model.Recovery{fix},
		}},
		DetectFactor: 1, RecoverFactor: 1,
	}
}

func TestMeanOfTwoPhases(t *testing.T) {
	sc := twoPhase(24)
	r, err := Run(context.Background(), sc, Options{Years: 20_000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	want := 24 * (sc.Alarms[0].Delay.Mean() + sc.Recoveries[0].Time.Mean())
	got := r.PlainSum.Mean()
	if math.Abs(got.Value-want) > 4*got.SE {
		t.Errorf("mean of the plain sum: got %.1f ± %.1f s, want %.1f s", got.Value, got.SE, want)
	}
}
