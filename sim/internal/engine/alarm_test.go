package engine

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestPolledAlarms holds the latency of an alarm that is evaluated now and
// then against U(0, interval) + for, rounded up to whole intervals, + delay.
func TestPolledAlarms(t *testing.T) {
	for _, c := range []struct {
		why             string
		interval, holds string
		least           float64 // seconds, with a delay of 20 s
		width           float64
	}{
		{"no for", "30s", "0s", 20, 30},
		{"for shorter than an interval takes one", "30s", "1s", 50, 30},
		{"for of whole intervals stays", "30s", "60s", 80, 30},
		{"for of 1.5 intervals takes two", "30s", "45s", 80, 30},
		{"decimals that no binary fraction holds stay whole: 0.3s of 0.1s", "100ms", "300ms", 20.3, 0.1},
	} {
		sc := simtest.ReadText(t, `
[alarm.poll]
interval = "`+c.interval+`"
for = "`+c.holds+`"
delay = "20s"
[recovery.script]
time = "1m"
[risk.fault]
rate = "1/year"
alarms = ["poll"]
recovery = ["script"]
`)
		var u []float64
		for k := range uint64(4000) {
			u = append(u, (liveOnce(sc, k)[0].End-c.least)/c.width)
		}
		simtest.Follows(t, c.why, u, func(x float64) float64 { return min(max(x, 0), 1) })
	}
}

// TestBurnRateAlarms holds detection against (1 - SLO) · burn · window /
// impact, the table of the SRE Workbook's alerts: 10 % errors are seen after
// 8.64, 21.6 and 43.2 minutes, 1 % never by the first.
func TestBurnRateAlarms(t *testing.T) {
	never := math.Inf(1)
	for _, c := range []struct {
		impact string
		want   [3]float64 // minutes
	}{
		{"100%", [3]float64{0.864, 2.16, 4.32}},
		{"10%", [3]float64{8.64, 21.6, 43.2}},
		{"1.44%", [3]float64{60, 150, 300}}, // the first one's threshold, which it sees
		{"1%", [3]float64{never, 216, 432}},
		{"0.2%", [3]float64{never, never, 36 * 60}},
		{"0.1%", [3]float64{never, never, 72 * 60}},
		{"0.09%", [3]float64{never, never, never}},
	} {
		for i, burn := range [3][2]string{{"14.4", "1h"}, {"6", "6h"}, {"1", "3d"}} {
			sc := simtest.ReadText(t, `
[alarm.burn]
window = "`+burn[1]+`"
burn_rate = `+burn[0]+`
target = "99.9%"
[recovery.script]
time = "1m"
[risk.fault]
rate = "1/year"
impact = "`+c.impact+`"
self_heal_time = "100d"
alarms = ["burn"]
recovery = ["script"]
`)
			segs := liveOnce(sc, 0)
			got := segs[0].End / 60
			if len(segs) == 1 {
				got = never
			}
			if got != c.want[i] && math.Abs(got-c.want[i]) > 1e-9 {
				t.Errorf("%s of errors, %s× over %s: seen after %g min, want %g", c.impact, burn[0], burn[1], got, c.want[i])
			}
		}
	}
	a := model.Alarm{Threshold: 0.001, Window: 3600}
	if a.Sees(0) {
		t.Error("an alarm with a threshold sees a fault that hits nobody")
	}
}
