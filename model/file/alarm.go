package file

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"nines/model"
	"nines/model/dist"
	"nines/model/file/internal/tomltree"
)

func alarmSection() section {
	type A = model.Alarm
	const threshold = "threshold"
	return partSection("alarm", "an alarm", func(s *model.Scenario) *[]*A { return &s.Alarms },
		func(name string) *A { return &A{Name: name, LatencyFactor: 1} }, func(a *A) string { return a.Name },
		readAlarm,
		append([]key{
			textKey("title", func(a *A) *string { return &a.Title }).asLabel(),
			formKey("preset", textForm).asLabel(),
			durationKey("interval", func(a *A) *float64 { return &a.Interval }),
			durationKey("for", func(a *A) *float64 { return &a.For }),
			lawKey("delay", func(a *A) *dist.Distribution { return &a.Delay }),
			valued(
				lawKey("latency", func(a *A) *dist.Distribution { return &a.Latency }).wholeOf("interval", "for", "delay").alwaysThere().jointly(),
				func(a *A) (float64, bool) { return a.LatencyFactor * a.MedianLatency(), true }),
			ratioKey("miss", 0, func(a *A) *float64 { return &a.Miss }).orDoubt(),
			durationKey("window", func(a *A) *float64 { return &a.Window }),
			ratioKey("threshold", 0, func(a *A) *float64 { return &a.Threshold }).among(threshold).ending("target").jointly(),
			formKey("burn_rate", numberForm).among(threshold),
			formKey("target", targetForm),
			rateKey("false_alarms", func(a *A) *float64 { return &a.FalseAlarms }),
		}, laterKeys("cost_per_year")...)...)
}

// readAlarm reads one [alarm.X].
func readAlarm(c cursor, a *model.Alarm) {
	r := c.r
	c.fill(a)
	if r.broken[c.path] {
		return // there is no such preset, and its keys may be those that are missing
	}
	if a.Interval > 0 {
		// A hair less than a whole number of intervals is rounding.
		a.For = math.Ceil(a.For/a.Interval-1e-9) * a.Interval
	}
	before := r.found
	r.threshold(c, a)
	latency := c.n.Child("latency")
	if latency.Written() {
		for _, key := range c.sec.key("latency").whole {
			if n := c.n.Child(key); n != nil {
				r.fail(n.KeyAt, n.PatchedBy(), c.key(key), key+" beside latency", "one of the two",
					"stands beside latency, which is the whole of it, want one of the two")
			}
		}
		c.take("latency", a)
		a.Interval, a.For, a.Delay = 0, 0, constant(0)
	}
	if r.found > before {
		return
	}
	if latency != nil && !latency.Written() {
		r.latencyFactor(latency, c.key("latency"), a)
	}
}

// latencyFactor applies patches to the whole latency of an alarm that does
// not set it as one: a factor multiplies it, a value becomes its median.
func (r *reader) latencyFactor(n *tomltree.Node, key string, a *model.Alarm) {
	for _, o := range n.Ops {
		if o.Times {
			a.LatencyFactor *= o.By
			continue
		}
		if median := a.MedianLatency(); median > 0 {
			a.LatencyFactor = o.By / median
			continue
		}
		a.Latency, a.LatencyFactor = constant(o.By), 1
	}
	if !(a.LatencyFactor <= model.MaxDuration) {
		r.badGot(n, key, "a latency too long to tell", "a latency of "+model.MaxDurationForm)
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
		if ok := c.take("threshold", a); ok && a.Threshold == 0 {
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
