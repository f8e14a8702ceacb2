package engine

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim/internal/simtest"
)

// An identity is what a life's draws are addressed by.
type identity struct {
	risk string
	year int
	k    uint64
}

// A story is what one incident does.
type story struct {
	at, impact float64
	segs       string // bits and all
	detect     float64
	tail       float64
}

// stories lives the incidents of some years and returns each by its identity.
func stories(sc *model.Scenario, years int) map[identity]story {
	p := NewPlan(sc, 9)
	y := NewYear(p, NewTally(p))
	all := map[identity]story{}
	for i := range years {
		y.Open(uint64(i))
		for c := range p.Changes {
			y.Work(c)
		}
		for n := range p.Risks {
			r, l := &p.Risks[n], &y.Life
			y.begin(n)
			l.Fill(r, y.Onsets, 0, len(r.Columns))
			for row, o := range y.Onsets {
				e := Event{o.Ordinal, row, o.At}
				l.Segs = l.Segs[:0]
				impact := l.Draw(&r.Impact, e)
				l.Live(r, e, impact)
				last := l.Segs[len(l.Segs)-1].End
				all[identity{sc.Risks[n].Name, i, o.Ordinal}] = story{
					o.At, impact, fmt.Sprint(l.Segs), l.Segs[0].End, last - l.Segs[0].End,
				}
			}
		}
	}
	return all
}

const another = `{ rate = "30/year", alarms = ["customers"], recovery = ["fix", "rebuild"] }`

// TestPatchesLeaveOtherDrawsAlone compares the lives of a service with those
// after a change to it, incident by incident, to the last bit.
func TestPatchesLeaveOtherDrawsAlone(t *testing.T) {
	const years = 60
	before := stories(simtest.ReadText(t, simtest.Crowd), years)
	if len(before) < 1000 {
		t.Fatalf("only %d incidents to compare", len(before))
	}
	same := func(a, b story) bool { return a == b }
	sameAt := func(a, b story) bool { return a.at == b.at && a.impact == b.impact }
	sameDetect := func(a, b story) bool { return sameAt(a, b) && a.detect == b.detect }
	sameTail := func(a, b story) bool { return sameAt(a, b) && math.Abs(a.tail-b.tail) < 1e-6 }
	for _, c := range []struct {
		why   string
		sets  []string
		risk  string                   // whose lives may change
		alike func(a, b story) bool    // in what they may not
		fewer func(before, n int) bool // how many of them there may be
	}{
		{why: "another risk", sets: []string{"risk.zz=" + another}},
		{why: "another risk, of a name that sorts first", sets: []string{"risk.aa=" + another}},
		{why: "another change with a risk of its own", sets: []string{`change.rotate={ per_month = 1, downtime = "1m" }`, `risk.zz={ on = "rotate", chance = "50%", alarms = ["customers"], recovery = ["fix", "rebuild"] }`}},
		{why: "an alarm that is slower than all others", sets: []string{`alarm.late={ delay = "300d" }`, `risk.bad-deploy.alarms={ append = ["late"] }`}},
		{why: "an action that is never come to", sets: []string{`recovery.never={ time = "1h to 3h" }`, `risk.disk.recovery={ append = ["never"] }`}},
		{why: "the order of the alarms", sets: []string{`risk.bad-deploy.alarms=["customers", "burn", "errors"]`}},
		{why: "a faster alarm: what follows it takes as long", risk: "bad-deploy", alike: sameTail,
			sets: []string{`alarm.quick={ delay = { p50 = "5s", p95 = "20s" } }`, `risk.bad-deploy.alarms={ append = ["quick"] }`}},
		{why: "an alarm taken away", risk: "bad-deploy", alike: sameTail, sets: []string{`risk.bad-deploy.alarms={ remove = ["errors"] }`}},
		{why: "an alarm that misses more", risk: "bad-deploy", alike: sameTail, sets: []string{`alarm.errors.miss=60%`, `risk.net.alarms=["customers"]`, `risk.net.self_heal_time="0s"`}},
		{why: "the shape of the diagnosis: detection stays", risk: "disk", alike: sameDetect, sets: []string{`risk.disk.diagnose={ dist = "gamma", shape = 2, mean = "1h" }`}},
		{why: "an action put in front: the alarm stays", risk: "disk", alike: sameDetect, sets: []string{`risk.disk.recovery={ prepend = ["auto"] }`}},
		{why: "a self-heal of another shape: onset and impact stay", risk: "net", alike: sameAt, sets: []string{`risk.net.self_heal_time={ dist = "weibull", shape = 0.5, mean = "1h" }`}},
		{why: "another impact leaves the onsets", risk: "vendor", alike: func(a, b story) bool { return a.at == b.at && a.segs == b.segs }, sets: []string{`risk.vendor.impact={ dist = "beta", alpha = 1, beta = 1 }`}},
		{why: "a gate that catches more lets a part of the same through, unchanged", risk: "bad-deploy", alike: same, sets: []string{"gate.canary.catches=70%"}, fewer: func(b, n int) bool { return n < b*6/10 && n > b*4/10 }},
		{why: "another gate", risk: "bad-deploy", alike: same, sets: []string{`gate.review={ catches = "50%" }`, `risk.bad-deploy.gates={ prepend = ["review"] }`}, fewer: func(b, n int) bool { return n < b*6/10 && n > b*4/10 }},
		{why: "a lower chance strikes a part of the same", risk: "bad-deploy", alike: same, sets: []string{"risk.bad-deploy.chance=10%"}, fewer: func(b, n int) bool { return n < b*6/10 && n > b*4/10 }},
		{why: "a lower rate strikes a part of the same", risk: "disk", alike: same, sets: []string{"risk.disk.rate=6/year"}, fewer: func(b, n int) bool { return n < b*6/10 && n > b*4/10 }},
		{why: "a longer mean time between failures too", risk: "vendor", alike: same, sets: []string{"risk.vendor.mtbf=120d"}, fewer: func(b, n int) bool { return n < b*6/10 && n > b*4/10 }},
	} {
		sc := simtest.ReadText(t, simtest.Crowd)
		for _, s := range c.sets {
			var err error
			if sc, err = file.With(sc, simtest.Patches([]string{s})...); err != nil {
				t.Fatalf("%s: %v", c.why, err)
			}
		}
		after := stories(sc, years)
		touched := []string{c.risk}
		if c.why == "an alarm that misses more" {
			touched = append(touched, "net")
		}
		was, is := 0, 0
		for id, b := range before {
			a, found := after[id]
			if id.risk == c.risk {
				was++
			}
			if id.risk == c.risk && found {
				is++
				if !c.alike(a, b) {
					t.Fatalf("%s: %v was %v and is %v", c.why, id, b, a)
				}
			}
			if !slices.Contains(touched, id.risk) && (!found || a != b) {
				t.Fatalf("%s: %v was %v and is %v", c.why, id, b, a)
			}
		}
		if c.risk != "" && (c.fewer == nil && was != is || c.fewer != nil && !c.fewer(was, is)) {
			t.Errorf("%s: %d of %d incidents are left", c.why, is, was)
		}
	}
}

// TestEveryDrawHasItsOwnRole collects the roles of all that crowd draws. What
// shares one is the same quantity, as the acknowledgement of one person in two
// places of a ladder.
func TestEveryDrawHasItsOwnRole(t *testing.T) {
	names := map[role]string{}
	p := NewPlan(simtest.ReadText(t, simtest.Crowd), 1)
	note := func(r role, parts ...any) {
		name := fmt.Sprint(parts...)
		if known, ok := names[r]; r != 0 && ok && known != name {
			t.Errorf("%s and %s draw the same numbers", known, name)
		}
		names[r] = name
	}
	for i, c := range p.Changes {
		note(c.phase, i, "change phase")
		note(c.downtime.role, i, "change downtime")
	}
	for i, r := range p.Risks {
		risk := p.Scenario.Risks[i]
		note(r.Arrival.role, i, "arrival")
		note(r.Impact.role, i, "impact")
		note(r.Diagnose.role, i, "diagnose")
		note(r.SelfHeal.role, i, "self-heal")
		for g, gate := range r.Gates {
			note(gate.role, i, "gate", g)
			note(gate.impact.role, i, "gate impact", g)
			note(gate.time.role, i, "gate time", g)
		}
		for a, alarm := range r.Alarms {
			note(alarm.poll, i, "poll", a)
			note(alarm.missed, i, "miss", a)
			note(alarm.delay.role, i, "delay", a)
		}
		for a, action := range r.Ladder {
			note(action.works, i, "works", a)
			note(action.time.role, i, "time", a)
			if who := risk.Ladder[a].Responder; who != nil {
				note(action.ack.role, i, "ack", who.Name)
			}
		}
	}
	if len(names) < 50 {
		t.Errorf("only %d roles", len(names))
	}
}

// calmer is crowd with the scripts that run before a person's first action
// taken out of the ladder: they are the one thing whose speed may do harm.
func calmer(t testing.TB, sets ...string) *model.Scenario {
	return simtest.ReadText(t, simtest.Crowd, append([]string{`risk.bad-deploy.recovery={ remove = ["auto"] }`}, sets...)...)
}

// TestNoYearGetsWorse makes the service better in one way after another and
// asks of every simulated year, and every month of it, that it has no more
// downtime than before, to a microsecond: common random numbers make the
// surfaces of sweeps monotone only where this holds.
func TestNoYearGetsWorse(t *testing.T) {
	t.Parallel()
	years := simtest.Enough(400, 20_000)
	before, _ := monthly(t, calmer(t, "slo.window=month"), years)
	for _, c := range []struct {
		why  string
		sets []string
	}{
		{"all actions faster", []string{"recovery.*.time={ times = 0.7 }"}},
		{"rollback faster", []string{"recovery.rollback.time={ times = 0.2 }"}},
		{"every action in half the time, as the default sweep has it", []string{"recover={ times = 0.5 }"}},
		{"alarms faster", []string{"alarm.*.latency={ times = 0.5 }"}},
		{"the whole time to detect", []string{"detect={ times = 0.1 }"}},
		{"the customers' alarm faster", []string{"alarm.customers.latency={ times = 0.5 }"}},
		{"people faster", []string{"responder.*.ack={ times = 0.3 }"}},
		{"the expert faster", []string{"responder.expert.ack={ times = 0.3 }"}},
		{"diagnoses faster", []string{"risk.*.diagnose={ times = 0.5 }"}},
		{"an alarm that misses less", []string{"alarm.errors.miss=5%"}},
		{"an alarm more", []string{`alarm.synthetic={ delay = "3m" }`, `risk.disk.alarms={ append = ["synthetic"] }`}},
		{"an action that works more often", []string{"recovery.rollback.success=95%"}},
		{"the fix too", []string{"recovery.fix.success=90%"}},
		{"a lower chance", []string{"risk.bad-deploy.chance=5%"}},
		{"a lower rate", []string{"risk.disk.rate=9/year"}},
		{"a longer time between failures", []string{"risk.vendor.mtbf=70d"}},
		{"a risk less", []string{"risk.vendor=none"}},
		{"self-healing sooner", []string{"risk.vendor.self_heal_time={ times = 0.5 }"}},
		{"self-healing where there was none", []string{`risk.disk.self_heal_time={ p50 = "1h", p95 = "10h" }`}},
		{"a smaller impact, without the alarms over a window that would see it later", []string{"risk.vendor.impact=30%"}},
		{"a gate that catches more, at no cost", []string{"gate.canary.exposure=none", "gate.canary.catches=60%"}},
	} {
		after, _ := monthly(t, calmer(t, append([]string{"slo.window=month"}, c.sets...)...), years)
		better := 0
		for i := range before.Full {
			if after.Full[i] > before.Full[i]+1e-6 || after.Sum[i] > before.Sum[i]*(1+1e-12) {
				t.Errorf("%s: year %d had %.6f s and has %.6f s", c.why, i, before.Full[i], after.Full[i])
				break
			}
			if after.Full[i] < before.Full[i]-1e-6 {
				better++
			}
		}
		for i := range before.Windows {
			if after.Windows[i] > before.Windows[i]+1e-6 {
				t.Errorf("%s: month %d of year %d had %.6f s and has %.6f s", c.why, i%12, i/12, before.Windows[i], after.Windows[i])
				break
			}
		}
		if better < years/20 {
			t.Errorf("%s: only %d of %d years get better", c.why, better, years)
		}
	}
}

// TestFasterScriptThatFails looks for outages that a faster script makes
// longer. A diagnosis that starts while a script runs goes on while the same
// person then acts; a script that fails sooner leaves the diagnosis to start
// after that action, and the fix that waits for it comes later.
func TestFasterScriptThatFails(t *testing.T) {
	const text = `
[alarm.a]
[responder.oncall]
ack = "50s"
[recovery.script]
time = "60s"
success = "0%"
[recovery.rollback]
time = "100s"
success = "0%"
responder = "oncall"
before_diagnosis = true
[recovery.fix]
time = "10s"
responder = "oncall"
[risk.fault]
rate = "1/year"
alarms = ["a"]
diagnose = "100s"
recovery = ["script", "rollback", "fix"]
`
	slow, fast := liveOnce(simtest.ReadText(t, text), 0), liveOnce(simtest.ReadText(t, text, "recovery.script.time=40s"), 0)
	if a, b := slow[len(slow)-1].End, fast[len(fast)-1].End; b > a {
		t.Errorf("with a script of 60 s: %s\nof 40 s: %s", tell(slow), tell(fast))
	}
}
