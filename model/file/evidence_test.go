package file

import (
	"math"
	"os"
	"strings"
	"testing"

	"nines/model"
	"nines/model/dist"
	"nines/model/evidence"
)

// doubts reads a scenario with evidence in every place that can hold it.
func doubts(t *testing.T, patches ...string) *model.Scenario {
	t.Helper()
	data, err := os.ReadFile("testdata/evidence.toml")
	if err != nil {
		t.Fatal(err)
	}
	var all []Patch
	for _, text := range patches {
		all = append(all, parsedSet(t, text))
	}
	s, err := Read("testdata/evidence.toml", data, all...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Parts hold the means, and every key that is not known is one unknown.
func TestEvidence(t *testing.T) {
	s := doubts(t)
	want := map[string]float64{
		"risk.crash.rate":     3.5 / 1.5,
		"risk.rare.rate":      math.Sqrt(6) * math.Exp(math.Pow(math.Log(6)/2/1.6448536269514722, 2)/2),
		"risk.bug.chance":     3.5 / 105 / 0.4,
		"gate.canary.catches": 6.5 / 11,
	}
	got := map[string]float64{
		"risk.crash.rate":     s.Risks[0].Arrival.(model.Poisson).Rate,
		"risk.bug.chance":     s.Risks[1].Arrival.(model.OnChange).Chance,
		"risk.rare.rate":      s.Risks[2].Arrival.(model.Poisson).Rate,
		"gate.canary.catches": s.Gates[1].Catches,
	}
	for path, v := range want {
		if math.Abs(got[path]/v-1) > 1e-9 {
			t.Errorf("%s: mean %.12g, want %.12g", path, got[path], v)
		}
		if u := s.Unknown(path); u == nil || u.Law != nil {
			t.Errorf("%s is no unknown number: %+v", path, u)
		}
	}
	for _, path := range []string{"responder.oncall.ack", "risk.crash.diagnose", "recovery.restart.time", "risk.supplier.interarrival", "alarm.probe.delay"} {
		if u := s.Unknown(path); u == nil || u.Law == nil {
			t.Errorf("%s is no unknown distribution: %+v", path, u)
		}
	}
	for _, path := range []string{"risk.odd.chance", "risk.old.mtbf", "risk.old.impact", "alarm.probe.miss", "recovery.restart.success"} {
		if s.Unknown(path) == nil {
			t.Errorf("%s is known", path)
		}
	}
	if len(s.Unknowns) != 15 || len(s.Warnings) > 2 {
		t.Errorf("%d unknowns; warnings %q", len(s.Unknowns), s.Warnings)
	}
}

// A world has values where the scenario has evidence, each drawn by its own law, and
// leaves the scenario as it is.
func TestEvidenceInAWorld(t *testing.T) {
	s := doubts(t)
	stream := evidence.NewStream(1)
	const n = 4000
	rate, factor, mu := 0.0, 0.0, 0.0
	for w := range evidence.World(n) {
		in := s.In(stream.In(w))
		rate += in.Risks[0].Arrival.(model.Poisson).Rate / n
		factor += math.Log(in.Risks[0].Diagnose.Quantile(0.5)) / n
		m, _ := in.Responders[0].Ack.(dist.LogNormal).Parameters()
		mu += m / n
		if len(in.Unknowns) != 0 || in.Risks[0].Alarms[0] != in.Alarms[0] || in.Alarms[0] == s.Alarms[0] || in.Risks[1].Gates[0] != in.Gates[0] {
			t.Fatal("a world holds evidence, or parts of the scenario")
		}
		old := in.Risks[4]
		if lo, hi := old.Impact.Support(); lo != hi || lo <= 0 || lo >= 1 {
			t.Fatalf("impact from %g to %g", lo, hi)
		}
		if c := in.Gates[1].Catches; in.Risks[1].Arrival.(model.OnChange).Chance != math.Min(1, stream.Number(s.Unknown("risk.bug.chance"), w)) || c <= 0 || c >= 1 {
			t.Fatal("the chance is not that of its world")
		}
	}
	for what, x := range map[string][3]float64{
		"rate":                  {rate, 3.5 / 1.5, math.Sqrt(3.5) / 1.5},
		"median of a diagnosis": {factor, math.Log(300), math.Log(2) / 1.6448536269514722},
		"median of an answer":   {mu, math.Log(300), 1.2 / math.Sqrt(40) * 1.05},
	} {
		if math.Abs(x[0]-x[1]) > 4*x[2]/math.Sqrt(n) {
			t.Errorf("%s: mean %g, want %g", what, x[0], x[1])
		}
	}
}

// Patches multiply what worlds draw; a plain value takes the doubt away; what was
// seen behind gates stays divided by the file's.
func TestEvidenceUnderPatches(t *testing.T) {
	stream := evidence.NewStream(1)
	plain := doubts(t)
	for path, factor := range map[string]float64{"risk.crash.rate": 0.5, "risk.odd.chance": 30, "risk.bug.chance": 0.25, "gate.canary.catches": 0.9, "recovery.restart.success": 1.5} {
		s := doubts(t, path+"={ times = "+model.FormatNumber(factor)+" }", "recovery.last.success=100%")
		for w := range evidence.World(50) {
			was, is := stream.Number(plain.Unknown(path), w), stream.Number(s.Unknown(path), w)
			want := factor * was
			if !strings.HasSuffix(path, "rate") {
				want = min(1, want)
			}
			if math.Abs(is/want-1) > 1e-12 {
				t.Fatalf("%s: %g is %g times as much as %g", path, is, factor, was)
			}
		}
	}
	for path, value := range map[string]string{
		"risk.crash.rate": "2/year", "risk.bug.chance": "2%", "gate.canary.catches": "60%", "alarm.probe.miss": "1%",
		"responder.oncall.ack": "5m", "risk.old.impact": "40%", "risk.crash.diagnose": "5m to 1h",
	} {
		if s := doubts(t, path+"="+value); s.Unknown(path) != nil || len(s.Unknowns) != len(plain.Unknowns)-1 {
			t.Errorf("%s=%s leaves %v", path, value, s.Unknown(path))
		}
	}
	half := doubts(t, "risk.crash.diagnose={ times = 0.5 }", "risk.supplier.interarrival={ times = 3 }", "risk.old.mtbf={ times = 2 }")
	for w := range evidence.World(50) {
		was, is := plain.In(stream.In(w)), half.In(stream.In(w))
		if a, b := was.Risks[0].Diagnose.Quantile(0.5), is.Risks[0].Diagnose.Quantile(0.5); math.Abs(b/a-0.5) > 1e-12 {
			t.Fatalf("a diagnosis of %g becomes %g", a, b)
		}
		if a, b := was.Risks[5].Arrival.(model.Renewal).Gap.Mean(), is.Risks[5].Arrival.(model.Renewal).Gap.Mean(); math.Abs(b/a-3) > 1e-9 {
			t.Fatalf("a gap of %g becomes %g", a, b)
		}
		if a, b := was.Risks[4].Arrival.(model.Poisson).Rate, is.Risks[4].Arrival.(model.Poisson).Rate; math.Abs(b/a-0.5) > 1e-12 {
			t.Fatalf("a rate of %g becomes %g", a, b)
		}
	}
	// Another gate: the same faults come, and more or fewer get through.
	better := doubts(t, "gate.review.catches=90%")
	for w := range evidence.World(50) {
		if a, b := stream.Number(plain.Unknown("risk.bug.chance"), w), stream.Number(better.Unknown("risk.bug.chance"), w); a != b {
			t.Fatalf("a gate moved the chance from %g to %g", a, b)
		}
	}
	moved := doubts(t, "gate.canary.catches=20%")
	if c := moved.Risks[1].Arrival.(model.OnChange).Chance; math.Abs(c-plain.Risks[1].Arrival.(model.OnChange).Chance) > 1e-12 {
		t.Errorf("a gate moved the mean chance to %g", c)
	}
}
