package file

import (
	"testing"

	"nines/model"
)

// TestWhatIfs reads the text of each patch back: it must say what the patch does.
func TestWhatIfs(t *testing.T) {
	for text, p := range map[string]Patch{
		`recovery.rollback.time=30s`:                                      Set("recovery.rollback.time", "30s"),
		`recovery.rollback.time={ times = 0.5 }`:                          Times("recovery.rollback.time", 0.5),
		`responder.*.ack={ times = 2 }`:                                   Times("responder.*.ack", 2),
		`alarm.error-rate.miss=2.5%`:                                      SetKind("alarm.error-rate.miss", model.RatioValue, 0.025),
		`service.users=120000`:                                            SetKind("service.users", model.NumberValue, 120_000),
		`recovery.rollback.before_diagnosis=false`:                        Set("recovery.rollback.before_diagnosis", false),
		`change.deploy.per_year=26`:                                       Set("change.deploy.per_year", 26),
		`change.deploy.downtime=none`:                                     Drop("change.deploy.downtime"),
		`risk.bad-deploy.alarms={ remove = ["error-rate", "burn-rate"] }`: Remove("risk.bad-deploy.alarms", "error-rate", "burn-rate"),
		`slo.targets=["99.9%", "99.95%"]`:                                 Set("slo.targets", []string{"99.9%", "99.95%"}),
		`slo.promise=99.9%`:                                               Set("slo.promise", "99.9%"),
		`title="5"`:                                                       Set("title", "5"), // 5 would be a number
		`title="true"`:                                                    Set("title", "true"),
		`title=" \"x\" "`:                                                 Set("title", ` "x" `),
	} {
		if got := p.String(); got != text {
			t.Errorf("got %s, want %s", got, text)
		}
		again := set(t, text)
		if again.String() != text || again.value.Inline() != p.value.Inline() || again.value.Value != p.value.Value || again.value.Kind != p.value.Kind {
			t.Errorf("%s reads as %#v, want %#v", text, again.value, p.value)
		}
		a, b := checkout(t, p), checkout(t, again)
		if Spelling(a, "risk", "bad-deploy") != Spelling(b, "risk", "bad-deploy") || len(Differences(a, b)) > 0 {
			t.Errorf("%s and its text make different scenarios: %v", text, Differences(a, b))
		}
	}
}

func TestPatchesMeet(t *testing.T) {
	half := Times("recovery.*.time", 0.5)
	for path, want := range map[string]bool{
		"recovery.rollback.time": true, "recovery.*.time": true, "recovery.rollback.success": false, "recovery.rollback": false,
	} {
		if Drop(path).Meets(half) != want || half.Meets(Drop(path)) != want {
			t.Errorf("%s and %s meet: want %v", path, half, want)
		}
	}
}

// TestNotRead asks what-ifs of a scenario that no file stands behind.
func TestNotRead(t *testing.T) {
	s := &model.Scenario{Title: "by hand", DetectFactor: 1, RecoverFactor: 1}
	if _, err := With(s, Set("title", "T")); err != errNotRead {
		t.Error(err)
	}
	if _, err := KindOf(s, "slo.confidence"); err != errNotRead {
		t.Error(err)
	}
	if v, _, ok := Value(s, "slo.confidence"); ok {
		t.Error(v)
	}
	if _, err := PortfolioOf(s); err != errNotRead {
		t.Error(err)
	}
}
