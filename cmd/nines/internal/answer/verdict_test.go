package answer

import (
	"slices"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/stat"
	"nines/sim/sweep"
)

// estimate is a probability with its interval.
func estimate(value, low, high float64) stat.Estimate {
	return stat.Estimate{Value: value, Low: low, High: high}
}

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		years int
		met   float64
		want  string
	}{
		{340_000, 0.9, "It takes at least about 340,000 simulated years to settle it (--years 340000)."},
		{600_000_000, 0.9, "It would take at least about 600,000,000 simulated years to settle it."},
		{0, 0.9, "No number of simulated years is likely to settle it."},
		{0, 1, "So few years cannot settle it; --years takes more."},
		{0, 0, "So few years cannot settle it; --years takes more."},
	} {
		if got := sentences(settle(sim.TargetResult{YearsToSettle: c.years, MetAllYear: estimate(c.met, 0, 1)})); got != c.want {
			t.Errorf("%d: got %q, want %q", c.years, got, c.want)
		}
	}
}

func TestToldCauses(t *testing.T) {
	of := func(shares ...float64) (out []cause) {
		for _, s := range shares {
			out = append(out, cause{downtime: s})
		}
		return out
	}
	for _, c := range []struct {
		why    string
		causes []cause
		told   int
		rest   float64
	}{
		{"all of a few", of(80, 10, 6, 4), 4, 0},
		{"one more might as well be named", of(80, 10, 10), 3, 0},
		{"at most ten", of(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10), 10, 20},
		{"nothing at all", of(0, 0, 0), 1, 0},
	} {
		sum := 0.0
		for _, x := range c.causes {
			sum += x.downtime
		}
		if told, rest := toldCauses(c.causes, sum); len(told) != c.told || rest != c.rest {
			t.Errorf("%s: %d told, %v left", c.why, len(told), rest)
		}
	}
}

func TestIncludingToday(t *testing.T) {
	for _, c := range []struct {
		one  int
		want []int
	}{{20, []int{0, 8, 20, 24, 32, 40}}, {-1, []int{0, 8, 16, 24, 32, 40}}, {40, []int{0, 8, 16, 24, 32, 40}}, {39, []int{0, 8, 16, 24, 39, 40}}} {
		if got := including(sweep.SpreadIndexes(41, 6), c.one); !slices.Equal(got, c.want) {
			t.Errorf("%d: got %v, want %v", c.one, got, c.want)
		}
	}
}

func TestAssumedLine(t *testing.T) {
	for _, c := range []struct {
		assumed []model.Assumption
		want    string
	}{
		{nil, ""},
		{[]model.Assumption{{Part: "rollback", Says: "runs by itself"}, {Part: "oncall", Says: "answers at once"}}, "Assumed: rollback runs by itself; oncall answers at once."},
		{[]model.Assumption{{Part: "a", Says: "never fails"}, {Part: "b", Says: "never fails"}, {Part: "c", Says: "never fails"}, {Part: "d", Says: "answers at once"}}, "Assumed: a, b and 1 more: each never fails; d answers at once."},
	} {
		if got := assumedLine(c.assumed); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestHelpLine(t *testing.T) {
	target, err := model.ParseTarget("99.999%")
	if err != nil {
		t.Fatal(err)
	}
	first := explain.Help{Measure: explain.Measure{Kind: explain.NoDowntime, Of: "deploy"}, Target: target, Met: estimate(0.72, 0.714, 0.726)}
	second := explain.Help{Measure: explain.Measure{Kind: explain.RoomForOneMore, Of: "rollback", Time: 97}, Target: target, Met: estimate(0.91, 0.906, 0.914), Sets: []file.Patch{file.Times("recovery.*.time", 0.5)}}
	other := explain.Measure{Kind: explain.RarerRisk, Of: "disk-full"}
	never := explain.Help{Measure: explain.Measure{Kind: explain.NoDowntime, Of: "deploy"}, Target: target, Met: estimate(0, 0, 0.01), Attainable: estimate(0.9991, 0.999, 0.9992), Alike: []explain.Measure{other, {Kind: explain.AtAllHours, Of: "it"}}}
	year := model.Objective{Window: model.NewWindow(model.YearWindow, 0), Confidence: 0.9}
	month := model.Objective{Window: model.NewWindow(model.MonthWindow, 0), Confidence: 0.9}
	more := never
	more.Measure, more.Alike, more.Attainable = other, nil, estimate(0.9993, 0.9992, 0.9994)
	most := more
	most.Attainable = estimate(0.9996, 0.99955, 0.9997)
	for _, c := range []struct {
		helps []explain.Help
		slo   model.Objective
		today stat.Estimate
		want  string
	}{
		{nil, year, stat.Estimate{}, ""},
		{[]explain.Help{never}, month, estimate(0.998, 0.9979, 0.9981), "Most help: without the downtime of deploy, nine years in ten stay above 99.91 % in every month, enough to promise 99.9 % (about the same: with disk full half as often, or with somebody on duty at all hours (it))."},
		{[]explain.Help{never, more, most}, year, estimate(0.998, 0.9979, 0.9981), "Most help: without the downtime of deploy, nine years in ten stay above 99.91 %, enough to promise 99.9 % (about the same: with disk full half as often, or with somebody on duty at all hours (it)); with disk full half as often as well, above 99.93 %; with disk full half as often as well, above 99.96 %, enough to promise 99.95 %."},
		{[]explain.Help{never, most}, year, estimate(0.99902, 0.99901, 0.99903), "Most help: without the downtime of deploy, nine years in ten stay above 99.91 % (about the same: with disk full half as often, or with somebody on duty at all hours (it)); with disk full half as often as well, above 99.96 %, enough to promise 99.95 %."},
		{[]explain.Help{first}, year, estimate(0.998, 0.9979, 0.9981), "Most help: without the downtime of deploy, 99.999 % is kept in 72 % of years."},
		{[]explain.Help{first, second}, year, estimate(0.998, 0.9979, 0.9981), "Most help: without the downtime of deploy, 99.999 % is kept in 72 % of years; with rollback in 1 min 37 s as well, in 91.0 %."},
		{[]explain.Help{second}, month, estimate(0.998, 0.9979, 0.9981), "Most help: with rollback in 1 min 37 s, 99.999 % is kept in every month of 91.0 % of years."},
	} {
		if got := words.Plain(helpLine(c.helps, c.slo, c.today)); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
	if got, want := tryCall([]string{"it's.toml"}, []explain.Help{second}), `nines run 'it'\''s.toml' --set 'recovery.*.time={ times = 0.5 }'`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSpreadTakesBothEnds(t *testing.T) {
	for _, c := range []struct{ n, most, first, last, len int }{
		{41, 6, 0, 40, 6}, {3, 6, 0, 2, 3}, {1, 6, 0, 0, 1}, {201, 7, 0, 200, 7},
	} {
		got := sweep.SpreadIndexes(c.n, c.most)
		if len(got) != c.len || got[0] != c.first || got[len(got)-1] != c.last {
			t.Errorf("%d of at most %d: got %v", c.n, c.most, got)
		}
	}
}
