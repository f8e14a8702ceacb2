package answer

import (
	"math"
	"testing"

	"nines/plots/words"
	"nines/sim/compare"
	"nines/sim/stat"
)

// TestNoticeLine: the test that shows an improvement soonest comes first, the
// others after it, and nothing is said more sharply than it is known.
func TestNoticeLine(t *testing.T) {
	never := math.Inf(1)
	for _, c := range []struct {
		notice compare.Notice
		want   string
	}{
		{compare.Notice{Incidents: never, IncidentYears: never, Fewer: 0.44, CountYears: 3, DowntimeYears: 12},
			"outages are 44 % fewer: counting them shows that with 90 % power after 3 years before and as many after; they are as long as before; yearly downtime shows it after 12 years."},
		{compare.Notice{Shorter: within95(-0.1712, 0.008), Incidents: 332, IncidentYears: 54.2, Fewer: 0.44, CountYears: 7.9, DowntimeYears: 24},
			"outages are 44 % fewer: counting them shows that with 90 % power after 7.9 years before and as many after; they are 17 % longer, which takes 330 incidents to see, 54 years; yearly downtime shows it after 24 years."},
		{compare.Notice{Shorter: within95(0.683, 0.002), Incidents: 16, IncidentYears: 1.48, CountYears: never, DowntimeYears: 16},
			"outages are 68.3 % shorter: it takes 16 incidents before and as many after, 1.5 years each, to see that with 90 % power; there are as many as before; yearly downtime shows it after 16 years."},
		{compare.Notice{Shorter: within95(0.0123, 0.011), Incidents: 214_321, IncidentYears: 21_432, Fewer: -0.034, CountYears: 31_000, DowntimeYears: math.NaN()},
			"outages are 1 % shorter: it takes 200,000 incidents before and as many after, 20,000 years each, to see that with 90 % power; outages are 3.4 % more, which counting shows after 31,000 years."},
		{compare.Notice{Incidents: never, IncidentYears: never, CountYears: never, DowntimeYears: 75},
			"yearly downtime shows the difference with 90 % power after 75 years before and as many after; outages are as long as before; there are as many as before."},
		{compare.Notice{Incidents: never, IncidentYears: never, Fewer: 1, CountYears: 0.29, DowntimeYears: never},
			"outages are gone: counting them shows that with 90 % power after 3.5 months before and as many after; yearly downtime never shows it."},
		{compare.Notice{Incidents: never, IncidentYears: never, CountYears: never, DowntimeYears: math.NaN()},
			"outages are as many and as long as before."},
	} {
		o := compare.Option{Names: []string{"canary"}, Notice: c.notice}
		got := words.Plain((&Comparison{Comparison: &compare.Comparison{Options: []compare.Option{o}}}).noticeLine())
		if want := "Would you ever notice? With canary " + c.want; got != want {
			t.Errorf("%+v:\n%s\nwant\n%s", c.notice, got, want)
		}
	}
}

// within95 returns an estimate with half of its interval.
func within95(value, half float64) stat.Estimate {
	return stat.Estimate{Value: value, SE: half / 2, Low: value - half, High: value + half}
}
