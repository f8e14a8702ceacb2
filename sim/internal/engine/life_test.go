package engine

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// liveOnce lives event k of the first risk of a scenario and returns its
// phases, stretches of no length left out and neighbours of one phase joined.
func liveOnce(sc *model.Scenario, k uint64) []Segment {
	p := NewPlan(sc, 1)
	y := NewYear(p, NewTally(p))
	r, l := &p.Risks[0], &y.Life
	l.Fill(r, []Onset{{Ordinal: k}}, 0, len(r.Columns))
	e := Event{k, 0, 0}
	l.Live(r, e, l.Draw(&r.Impact, e))
	return joined(l.Segs)
}

func joined(segs []Segment) []Segment {
	var out []Segment
	at := 0.0
	for _, s := range segs {
		switch {
		case s.End == at:
		case len(out) > 0 && out[len(out)-1].Phase == s.Phase:
			out[len(out)-1].End = s.End
		default:
			out = append(out, s)
		}
		at = s.End
	}
	return out
}

// tell writes phases as the table below does: "detect 1m, recover 3m" with
// the moments, after onset, at which they end.
func tell(segs []Segment) string {
	var parts []string
	for _, s := range segs {
		parts = append(parts, fmt.Sprintf("%s %s", s.Phase, model.FormatDuration(math.Round(s.End*1e6)/1e6)))
	}
	return strings.Join(parts, ", ")
}

// staff are the parts that the ladders of TestLives are made of. All times
// are constant, and what may fail always does, or never.
const staff = `
[alarm.minute]
delay = "1m"
[alarm.five]
delay = "5m"
[alarm.blind]
delay = "1s"
miss = "100%"
[responder.oncall]
ack = "5m"
[responder.dba]
ack = "10m"
[responder.here]
[recovery.script]
time = "2m"
[recovery.script-fails]
time = "2m"
success = "0%"
[recovery.long-script-fails]
time = "8m"
success = "0%"
[recovery.rollback]
time = "3m"
responder = "oncall"
[recovery.rollback-fails]
time = "3m"
responder = "oncall"
success = "0%"
[recovery.blind-rollback]
time = "3m"
responder = "oncall"
before_diagnosis = true
[recovery.blind-rollback-fails]
time = "3m"
responder = "oncall"
before_diagnosis = true
success = "0%"
[recovery.restore]
time = "30m"
responder = "dba"
[recovery.blind-restore-fails]
time = "30m"
responder = "dba"
before_diagnosis = true
success = "0%"
[recovery.reboot]
time = "1m"
responder = "here"
`

// TestLives holds the engine against lives worked out by hand from the
// sentences of the scenario reference, "An incident's life", 3 to 5.
func TestLives(t *testing.T) {
	for _, c := range []struct {
		why  string
		risk string
		sets []string
		want string
	}{
		// Detection.
		{"the first alarm to fire is the detection, wherever it stands in the list",
			`alarms = ["five", "minute"]; recovery = ["script"]`, nil,
			"detect 1m, recover 3m"},
		{"an alarm that misses the fault does not fire, however fast it is",
			`alarms = ["blind", "five"]; recovery = ["script"]`, nil,
			"detect 5m, recover 7m"},
		{"for and delay add up where nothing is polled",
			`alarms = ["minute"]; recovery = ["script"]`, []string{"alarm.minute.for=45s"},
			"detect 1m45s, recover 3m45s"},
		{"a whole latency stands in place of its parts",
			`alarms = ["minute"]; recovery = ["script"]`, []string{"alarm.minute.latency=90s"},
			"detect 1m30s, recover 3m30s"},
		{"an alarm over a window waits for window · threshold / impact before its delay: 10m · 5% / 50% = 1m",
			`impact = "50%"; alarms = ["minute"]; recovery = ["script"]`, []string{"alarm.minute.window=10m", "alarm.minute.threshold=5%"},
			"detect 2m, recover 4m"},
		{"at its very threshold an alarm sees the fault, after the whole window",
			`impact = "5%"; alarms = ["minute"]; recovery = ["script"]`, []string{"alarm.minute.window=10m", "alarm.minute.threshold=5%"},
			"detect 11m, recover 13m"},
		{"below its threshold it never does, and the next alarm is the detection",
			`impact = "4.9%"; alarms = ["minute", "five"]; recovery = ["script"]`, []string{"alarm.minute.window=1s", "alarm.minute.threshold=5%"},
			"detect 5m, recover 7m"},

		// Who acts, and when.
		{"an action without responder starts as soon as the alarm fires, and ends the outage",
			`alarms = ["minute"]; recovery = ["script"]`, nil,
			"detect 1m, recover 3m"},
		{"a person's action waits for the acknowledgement, which runs from the alarm",
			`alarms = ["minute"]; recovery = ["rollback"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m"},
		{"and for the diagnosis, which runs from the acknowledgement",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["rollback"]`, nil,
			"detect 1m, acknowledge 6m, diagnose 10m, recover 13m"},
		{"an action with before_diagnosis does not wait for it",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["blind-rollback"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m"},
		{"who answers at once leaves no acknowledge phase",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["reboot"]`, nil,
			"detect 1m, diagnose 5m, recover 6m"},
		{"the page goes out at detection, beside what runs by itself: of the 5m to answer 2m pass while the script runs, which those seconds belong to",
			`alarms = ["minute"]; recovery = ["script-fails", "rollback"]`, nil,
			"detect 1m, recover 3m, acknowledge 6m, recover 9m"},
		{"a script longer than the answer hides it: the rollback starts as the script ends",
			`alarms = ["minute"]; recovery = ["long-script-fails", "rollback"]`, nil,
			"detect 1m, recover 12m"},
		{"the diagnosis starts during the script, once somebody has answered, at 6m; at 9m, as the script ends, it still needs a minute",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["long-script-fails", "rollback"]`, nil,
			"detect 1m, recover 9m, diagnose 10m, recover 13m"},
		{"a diagnosis done while the script runs costs nothing",
			`alarms = ["minute"]; diagnose = "3m"; recovery = ["long-script-fails", "rollback"]`, nil,
			"detect 1m, recover 12m"},
		{"failed attempts take their time and belong to recover; the same person is not paged again",
			`alarms = ["minute"]; recovery = ["rollback-fails", "rollback"]`, nil,
			"detect 1m, acknowledge 6m, recover 12m"},
		{"the diagnosis waits until the person has rolled back: busy from 6m to 9m",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["blind-rollback-fails", "rollback"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m, diagnose 13m, recover 16m"},
		{"and runs beside the script that comes between: from 9m, ready at 13m, two minutes after the script",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["blind-rollback-fails", "script-fails", "rollback"]`, nil,
			"detect 1m, acknowledge 6m, recover 11m, diagnose 13m, recover 16m"},
		{"diagnose runs once: the second action does not wait for it again",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["rollback-fails", "rollback"]`, nil,
			"detect 1m, acknowledge 6m, diagnose 10m, recover 16m"},
		{"a script after a person's failed action starts as soon as that has ended",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["rollback-fails", "script"]`, nil,
			"detect 1m, acknowledge 6m, diagnose 10m, recover 15m"},

		// The second responder.
		{"who first appears further down is paged when his turn comes, at 9m, and answers at 19m; somebody has acknowledged, so that the wait belongs to diagnose",
			`alarms = ["minute"]; recovery = ["rollback-fails", "restore"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m, diagnose 19m, recover 49m"},
		{"the first, idle from 9m, diagnoses while the second is on the way: ready at 13m, before he answers",
			`alarms = ["minute"]; diagnose = "4m"; recovery = ["blind-rollback-fails", "restore"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m, diagnose 19m, recover 49m"},
		{"a diagnosis longer than the second's way holds him up: from 9m to 24m",
			`alarms = ["minute"]; diagnose = "15m"; recovery = ["blind-rollback-fails", "restore"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m, diagnose 24m, recover 54m"},
		{"the first diagnoses while the second acts: from 9m, though the second's action runs from 19m to 49m",
			`alarms = ["minute"]; diagnose = "20m"; recovery = ["blind-rollback-fails", "blind-restore-fails", "rollback"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m, diagnose 19m, recover 52m"},
		{"the first person of the ladder is paged at detection even when the first action is a script, the second person not",
			`alarms = ["minute"]; recovery = ["script-fails", "rollback-fails", "restore"]`, nil,
			"detect 1m, recover 3m, acknowledge 6m, recover 9m, diagnose 19m, recover 49m"},

		// Outages that end by themselves.
		{"an outage that heals before the alarm has no page and no diagnosis",
			`self_heal_time = "50s"; alarms = ["minute"]; diagnose = "4m"; recovery = ["rollback"]`, nil,
			"detect 50s"},
		{"healing as the alarm fires leaves nothing to do",
			`self_heal_time = "1m"; alarms = ["minute"]; recovery = ["rollback"]`, nil,
			"detect 1m"},
		{"healing cuts the acknowledgement short",
			`self_heal_time = "4m"; alarms = ["minute"]; recovery = ["rollback"]`, nil,
			"detect 1m, acknowledge 4m"},
		{"the diagnosis",
			`self_heal_time = "8m"; alarms = ["minute"]; diagnose = "4m"; recovery = ["rollback"]`, nil,
			"detect 1m, acknowledge 6m, diagnose 8m"},
		{"an action",
			`self_heal_time = "11m"; alarms = ["minute"]; diagnose = "4m"; recovery = ["rollback"]`, nil,
			"detect 1m, acknowledge 6m, diagnose 10m, recover 11m"},
		{"a later attempt",
			`self_heal_time = "11m"; alarms = ["minute"]; recovery = ["rollback-fails", "rollback"]`, nil,
			"detect 1m, acknowledge 6m, recover 11m"},
		{"an outage that somebody has ended sooner does not heal later",
			`self_heal_time = "1h"; alarms = ["minute"]; recovery = ["rollback"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m"},
		{"where nothing works it lasts until it heals: after the last action nobody who could act is left",
			`self_heal_time = "1h"; alarms = ["minute"]; recovery = ["rollback-fails"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m, wait 1h"},
		{"where only scripts were tried nobody is paged",
			`self_heal_time = "1h"; alarms = ["minute"]; recovery = ["script-fails"]`, nil,
			"detect 1m, recover 3m, wait 1h"},
		{"where the last action fails as it heals it is over",
			`self_heal_time = "9m"; alarms = ["minute"]; recovery = ["rollback-fails"]`, nil,
			"detect 1m, acknowledge 6m, recover 9m"},
		{"with an alarm and no action nobody comes",
			`self_heal_time = "1h"; alarms = ["minute"]; recovery = []`, nil,
			"detect 1m, wait 1h"},
		{"without an alarm that sees it all of it is detect",
			`self_heal_time = "1h"; alarms = ["blind"]; recovery = ["rollback"]`, nil,
			"detect 1h"},
		{"without any alarm nothing is detected: it is waited for",
			`self_heal_time = "1h"`, nil,
			"wait 1h"},
		{"even where somebody could end it who is never told",
			`self_heal_time = "1h"; recovery = ["rollback"]`, nil,
			"wait 1h"},

		// Factors of the default sweep.
		{"detect multiplies the whole latency of every alarm, recover all that follows it",
			`alarms = ["five"]; diagnose = "4m"; recovery = ["script-fails", "rollback"]`, []string{"detect={ times = 0.1 }", "recover={ times = 2 }", "alarm.five.for=1m"},
			"detect 36s, recover 4m36s, acknowledge 10m36s, diagnose 18m36s, recover 24m36s"},
	} {
		text := staff + "[risk.fault]\nrate = \"1/year\"\n" + strings.ReplaceAll(c.risk, "; ", "\n") + "\n"
		if got := tell(liveOnce(simtest.ReadText(t, text, c.sets...), 0)); got != c.want {
			t.Errorf("%s:\n  got  %s\n  want %s", c.why, got, c.want)
		}
	}
}
