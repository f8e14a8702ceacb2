package plots

import (
	"math/rand/v2"
	"strings"
	"testing"

	"nines/model"
	"nines/plots/words"
)

// TestWindows says over what the targets count: as they are for windows of a
// year, by each year's worst window for shorter ones.
func TestWindows(t *testing.T) {
	const days30 = 30 * model.Day
	for _, tt := range []struct {
		window                        model.Window
		allows, every, keep, estimate string
	}{
		{model.NewWindow(model.YearWindow, 0), "a year", "", "highest SLO that nine years in ten keep", "10th percentile of yearly availability"},
		{model.NewWindow(model.MonthWindow, 0), "a month", " in every month", "highest SLO that nine years in ten keep in every month",
			"10th percentile of the availability of each year’s worst month"},
		{model.NewWindow(model.EveryWindow, days30), "every 30 d", " in every block of 30 d", "highest SLO that nine years in ten keep in every block of 30 d",
			"10th percentile of the availability of each year’s worst block of 30 d"},
	} {
		slo := model.Objective{Confidence: 0.9, Window: tt.window}
		for got, want := range map[string]string{
			words.PeriodOf(tt.window).Each: tt.allows, inEvery(tt.window): tt.every, mostKeep(slo): tt.keep, attainableTerms(slo): tt.estimate,
		} {
			if words.Plain(got) != want {
				t.Errorf("%v: %q, want %q", tt.window, got, want)
			}
		}
	}
}

// TestMonthlyCharts reads charts of a promise for each month: none calls its
// number one of yearly availability, and each says that every month counts.
func TestMonthlyCharts(t *testing.T) {
	month := model.NewWindow(model.MonthWindow, 0)
	r, s, c, b := busy().result(t), plane(t, 15, sums), options(t)["usual"], sensitivities(t)["usual"]
	quick := busy()
	quick.year = func(g *rand.Rand) float64 { return 0.4 * busy().year(g) }
	then := quick.result(t)
	for _, slo := range []*model.Objective{&r.Scenario.SLO, &then.Scenario.SLO, &s.Scenario.SLO, &c.Scenario.SLO, &b.Scenario.SLO} {
		slo.Window = month
	}
	f := line(t, s, true)
	for _, c := range []*Chart{Attainment(r), AttainmentWith(r, then, []string{"drills"}), LatencyRollback(s), Investments(c), Tornado(b), Frontier(f, s)} {
		foot := c.foot.text(func(sign) bool { return true }, 0, nil)
		all := strings.Join([]string{c.title, c.subtitle, foot}, "\n")
		if strings.Contains(all, "yearly availability") || !strings.Contains(foot, "of the availability of each year’s worst month") {
			t.Errorf("%s names its number wrongly: %s", c.name, foot)
		}
		if !strings.Contains(all, "in every month") {
			t.Errorf("%s lacks that every month counts:\n%s", c.name, all)
		}
	}
	if want := "Nine years in ten stay above 99.925 % in every month"; !strings.HasPrefix(words.Plain(Attainment(r).Title()), want) {
		t.Errorf("%q, want %q", words.Plain(Attainment(r).Title()), want)
	}
}
