package file

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// only returns the one key of a group that the part has; "" where there is
// none or more than one, which it records.
func (c cursor) only(group, want string) string {
	first := ""
	for _, child := range c.n.Children {
		spec := c.sec.key(child.Key)
		if spec == nil || spec.oneOf != group {
			continue
		}
		if first != "" {
			c.r.fail(child.KeyAt, child.PatchedBy(), c.key(child.Key), child.Key+" beside "+first, "one of the two",
				"stands beside "+first+", want one of the two")
			return ""
		}
		first = child.Key
	}
	if first == "" && !c.suggested(group) {
		c.r.fail(c.n.At, c.n.Patch, c.path, "nothing", want, "does not say "+want)
	}
	return first
}

// suggested reports whether an unknown key was probably meant to be one of a
// group.
func (c cursor) suggested(group string) bool {
	return slices.ContainsFunc(c.sec.keys, func(k keySpec) bool {
		return k.oneOf == group && c.r.suggested[c.key(k.name)]
	})
}

// gate reads one [gate.X].
func (r *reader) gate(c cursor, name, title string) {
	g := &model.Gate{Name: name, Title: title, Catches: c.ratio("catches", 0)}
	r.gates[name] = g
	r.out.Gates = append(r.out.Gates, g)
	if !c.has("catches") {
		r.missing(c.n, c.key("catches"), `the part of faulty changes that it catches such as "60%"`)
	}
	g.Takes = c.law("takes")
	if g.FalseStops = c.ratio("false_stops", 0); g.FalseStops == 1 {
		r.bad(c.n.Child("false_stops"), c.key("false_stops"), "a ratio below 100%: some changes must get through")
	}
	n := c.n.Child("exposure")
	if n == nil {
		return
	}
	const want = `{ impact = "5%", time = "10m" }`
	if n.Kind != tomltree.Table {
		r.bad(n, c.key("exposure"), want)
		return
	}
	sec := &section{keys: []keySpec{{name: "impact", kind: shareKey}, {name: "time", kind: lawKey}}}
	e := cursor{r, n, c.key("exposure"), sec}
	e.checkKeys()
	g.Exposure = &model.Exposure{Impact: e.share("impact"), Time: e.law("time")}
	for _, key := range []string{"impact", "time"} {
		if !e.has(key) {
			r.missing(n, e.key(key), "both impact and time as in "+want)
		}
	}
}

// responder reads one [responder.X].
func (r *reader) responder(c cursor, name, title string) {
	p := &model.Responder{
		Name: name, Title: title, Ack: c.law("ack"),
		CostPerHour: c.number("cost_per_hour", "an amount of money of 0 or more, as a plain number"),
	}
	r.responders[name] = p
	r.out.Responders = append(r.out.Responders, p)
	if c.has("ack_off_hours") {
		p.AckOffHours = c.law("ack_off_hours")
	}
	r.onDuty(c, p)
}

// onDuty reads when a responder is on duty.
func (r *reader) onDuty(c cursor, p *model.Responder) {
	before := r.found
	h := r.calendarKeys(c)
	if h == nil {
		zone := r.out.Service.Zone
		if n := c.n.Child("timezone"); n != nil && r.found == before {
			zone = r.zone(n, c.key("timezone"))
		}
		p.Office = r.timetable(model.OfficeHours(zone))
		if p.AckOffHours != nil {
			r.warn(c.key("ack_off_hours") + " changes nothing: " + p.Name + " has no hours, and is on duty around the clock")
			p.AckOffHours = nil
		}
		return
	}
	if r.found > before {
		return
	}
	p.Hours = r.timetable(h)
	p.Office = p.Hours
	if p.Hours.Open() == 0 {
		r.fail(c.n.At, c.n.Patch, c.path, "no time at all", "hours, days and holidays that leave some time of the year",
			"is never on duty, want hours, days and holidays that leave some time of the year")
	}
}

// recovery reads one [recovery.X].
func (r *reader) recovery(c cursor, name, title string) {
	a := &model.Recovery{
		Name: name, Title: title, Time: c.law("time"),
		Success: c.ratio("success", 1), BeforeDiagnosis: c.flag("before_diagnosis"),
	}
	r.recoveries[name] = a
	r.out.Recoveries = append(r.out.Recoveries, a)
	if !c.has("time") {
		r.missing(c.n, c.key("time"), `the time that it takes such as "5m"`)
	}
	if n := c.n.Child("responder"); n != nil && n.Value != "none" {
		if ref, ok := c.reference(n, "responder", "responder"); ok {
			a.Responder = r.responders[ref.name]
		}
	}
}

// alarm reads one [alarm.X].
func (r *reader) alarm(c cursor, name, title string) {
	a := &model.Alarm{
		Name: name, Title: title,
		Interval: c.duration("interval"), For: c.duration("for"), Delay: c.law("delay"),
		Miss: c.ratio("miss", 0), Window: c.duration("window"), LatencyFactor: 1,
		FalseAlarms: c.rate("false_alarms"),
	}
	r.alarms[name] = a
	r.out.Alarms = append(r.out.Alarms, a)
	if a.Interval > 0 {
		// A hair less than a whole number of intervals is rounding.
		a.For = math.Ceil(a.For/a.Interval-1e-9) * a.Interval
	}
	before := r.found
	r.threshold(c, a)
	latency := c.n.Child("latency")
	if latency.Written() {
		for _, key := range []string{"interval", "for", "delay"} {
			if n := c.n.Child(key); n != nil {
				r.fail(n.KeyAt, n.PatchedBy(), c.key(key), key+" beside latency", "one of the two",
					"stands beside latency, which is the whole of it, want one of the two")
			}
		}
		a.Latency = c.law("latency")
		a.Interval, a.For, a.Delay = 0, 0, constant(0)
	}
	if r.found > before {
		return
	}
	if latency != nil && !latency.Written() {
		r.latencyFactor(latency, c.key("latency"), a)
	}
}

// threshold reads what an alarm over a window needs to fire.
func (r *reader) threshold(c cursor, a *model.Alarm) {
	key := ""
	for _, k := range []string{"threshold", "burn_rate"} {
		if n := c.n.Child(k); n != nil && key != "" {
			r.fail(n.KeyAt, n.PatchedBy(), c.key(k), k+" beside "+key, "one of the two", "stands beside "+key+", want one of the two")
			return
		} else if n != nil {
			key = k
		}
	}
	n, target := c.n.Child(key), c.n.Child("target")
	switch key {
	case "":
		if w := c.n.Child("window"); w != nil {
			r.fail(w.KeyAt, w.PatchedBy(), c.key("window"), "a window alone", "threshold, or burn_rate and target, beside it",
				"stands alone, want threshold, or burn_rate and target, beside it")
		}
	case "threshold":
		before := r.found
		if a.Threshold = c.ratio("threshold", 0); a.Threshold == 0 && r.found == before {
			r.bad(n, c.key("threshold"), `an error ratio above 0% such as "5%"`)
		}
	case "burn_rate":
		r.burnRate(c, a)
	}
	if target != nil && key != "burn_rate" {
		r.fail(target.KeyAt, target.PatchedBy(), c.key("target"), "a target without burn_rate", "burn_rate beside it",
			"stands without burn_rate, want burn_rate beside it")
	}
	if key == "" || c.n.Child("latency").Written() {
		return
	}
	if w := c.n.Child("window"); w == nil {
		r.missing(c.n, c.key("window"), `the time over which the error ratio is taken such as "1h"`)
	} else if seconds, ok := r.peek(w); ok && seconds == 0 {
		r.bad(w, c.key("window"), `a window above 0s such as "1h"`)
	}
}

// peek reads a plain duration again without recording errors a second time.
func (r *reader) peek(n *tomltree.Node) (float64, bool) {
	quiet := &reader{doc: r.doc}
	return quiet.duration(n, "")
}

// burnRate turns a burn rate into the threshold (1 - target)·burn_rate, in
// exact arithmetic: it is compared with impacts that people write as decimals.
func (r *reader) burnRate(c cursor, a *model.Alarm) {
	n, target := c.n.Child("burn_rate"), c.n.Child("target")
	rate, ok := r.number(n, c.key("burn_rate"), "a burn rate above 0 such as 14.4")
	if ok && rate == 0 {
		r.bad(n, c.key("burn_rate"), "a burn rate above 0 such as 14.4")
		ok = false
	}
	if target == nil {
		r.missing(c.n, c.key("target"), `the target that burn_rate refers to such as "99.9%"`)
		return
	}
	t, known := r.target(target, c.key("target"))
	if !ok || !known {
		return
	}
	burn, exact := new(big.Rat).SetString(strings.ReplaceAll(n.Text, "_", ""))
	if !exact || len(n.Ops) > 0 {
		burn = new(big.Rat).SetFloat64(rate)
	}
	a.Threshold, _ = burn.Mul(t.ExactMiss(), burn).Float64()
	switch {
	case a.Threshold == 0:
		r.bad(target, c.key("target"), "a target below 100%: a burn rate needs an error budget")
	case a.Threshold > 1:
		most := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.6f", 1/t.Miss()), "0"), ".")
		r.bad(n, c.key("burn_rate"), "at most "+most+", or the alarm can never fire for a target of "+t.Text())
	}
}
