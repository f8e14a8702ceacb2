package plots

import (
	"math/rand/v2"
	"slices"
	"testing"

	"nines/plots/words"
)

// TestWithInvestments reads off both charts what today and the investments
// come to.
func TestWithInvestments(t *testing.T) {
	s := busy()
	today := s.result(t)
	today.Scenario.Service.Currency, today.Scenario.Service.RevenuePerHour, today.Scenario.Service.RevenueLost = "USD", 3600, 0.5
	quick := s
	quick.year = func(g *rand.Rand) float64 { return 0.4 * s.year(g) }
	then := quick.result(t)
	then.Scenario = today.Scenario
	names := []string{"rollback", "alerts"}
	promise, curve := PromiseWith(today, then, names), AttainmentWith(today, then, names)
	if want := "With rollback and alerts 99.95 % becomes safe"; words.Plain(promise.Title()) != want {
		t.Errorf("%q, want %q", words.Plain(promise.Title()), want)
	}
	if want := "With rollback and alerts nine years in ten stay above 99.97 %, today above 99.925 %"; words.Plain(curve.Title()) != want {
		t.Errorf("%q, want %q", words.Plain(curve.Title()), want)
	}
	// Half of 3,600 an hour is half a dollar a second.
	bad := today.Downtime.Quantile(0.95)
	bad.Value, bad.Low, bad.High = bad.Value/2, bad.Low/2, bad.High/2
	for _, tt := range []struct {
		chart *Chart
		want  []string
	}{
		{promise, []string{"today", "then", words.Kept(today.Targets[3].Met), words.Kept(then.Targets[3].Met), "and alerts; a bad year costs " + words.Money(bad) + " USD today, 5,390 USD then"}},
		{Promise(today), []string{"search: how often each promise is kept; a bad year costs " + words.Money(bad) + " USD"}},
		{curve, []string{"today", "rollback + alerts", words.Attainable(today.AttainableAllYear)}},
	} {
		got := textsOf(t, tt.chart)
		for _, w := range tt.want {
			if !slices.Contains(got, words.Plain(w)) {
				t.Errorf("%s lacks %q: %q", tt.chart.Name(), w, got)
			}
		}
	}
	if title := words.Plain(AttainmentWith(today, today, names).Title()); title != "With rollback and alerts nine years in ten stay above 99.925 %, as today" {
		t.Errorf("what changes nothing says %q", title)
	}
}

// TestMarks names the investments on the map, but for those outside of it and
// those that would lie on another one's name.
func TestMarks(t *testing.T) {
	got := textsOf(t, LatencyRollback(surfaces(t)["marked"]))
	for _, w := range []string{"faster-alert", "one-button", "auto-rollback", "today"} {
		if !slices.Contains(got, words.Plain(w)) {
			t.Errorf("the map lacks %q: %q", w, got)
		}
	}
	if slices.Contains(got, "far-off") {
		t.Error("what lies outside of the picture is named in it")
	}
}
