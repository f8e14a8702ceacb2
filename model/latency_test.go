package model_test

import (
	"math"
	"testing"

	"nines/model"
	"nines/model/dist"
)

// TestMedianLatency integrates the distribution function of the sum by brute
// force up to the median that was found: it must be one half there.
func TestMedianLatency(t *testing.T) {
	logNormal, err := dist.LogNormalFromQuantiles(0.5, 20, 0.95, 60)
	if err != nil {
		t.Fatal(err)
	}
	exponential, err := dist.NewExponential(30)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []model.Alarm{
		{Interval: 30, For: 60, Delay: logNormal},
		{Interval: 1, For: 0, Delay: logNormal},
		{Interval: 3600, For: 3600, Delay: exponential},
		{Interval: 60, Delay: exponential, Threshold: 0.0144, Window: 3600},
	} {
		median := a.MedianLatency() - a.For - a.Wait(1)
		const steps = 200_000
		below := 0.0
		for i := range steps {
			u := (float64(i) + 0.5) / steps * a.Interval
			if median > u {
				below += a.Delay.CDF(median-u) / steps
			}
		}
		if math.Abs(below-0.5) > 1e-6 {
			t.Errorf("%+v: P(latency below %v) = %v, want 0.5", a, median, below)
		}
	}
}

func TestMedianLatencyOfConstants(t *testing.T) {
	for want, a := range map[float64]model.Alarm{
		95:    {Interval: 30, For: 60, Delay: constant(20)},
		51.84: {Delay: constant(0), Threshold: 0.0144, Window: 3600},
		0:     {Delay: constant(0)},
		7:     {Delay: constant(0), Latency: constant(7), Threshold: 0.5, Window: 3600},
	} {
		if got := a.MedianLatency(); math.Abs(got-want) > 1e-12*want {
			t.Errorf("%+v: median %v, want %v", a, got, want)
		}
	}
}

// constant returns the law of a single value.
func constant(v float64) dist.Distribution {
	law, err := dist.NewConstant(v)
	if err != nil {
		panic(err)
	}
	return law
}
