package file

import (
	"fmt"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// checkEnd records a risk whose outage might never end: one that no alarm is
// certain to see, or whose recovery might fail. A risk that heals by itself
// ends anyway. Where a part that it refers to is wrong, nothing is said.
func (r *reader) checkEnd(c cursor, k *model.Risk, alarms, ladder []reference) {
	for _, ref := range alarms {
		if r.broken["alarm."+ref.name] {
			return
		}
	}
	for _, ref := range ladder {
		if a := partOf[model.Recovery](r, "recovery", ref.name); r.broken["recovery."+ref.name] || a.Responder != nil && r.broken["responder."+a.Responder.Name] {
			return
		}
	}
	if k.SelfHeal == nil {
		r.checkSeen(c, k)
		r.checkLadder(c, k, ladder)
	}
	r.warnIdle(c, k)
}

// checkSeen records a risk whose fault can stay unseen forever.
func (r *reader) checkSeen(c cursor, k *model.Risk) {
	n, key := c.n.Child("alarms"), c.key("alarms")
	least, _ := k.Impact.Support()
	if n == nil {
		r.missing(c.n, key, "the alarms by which it becomes known, or self_heal_time")
		return
	}
	var why []string
	for _, a := range k.Alarms {
		switch {
		case !a.Sees(least):
			why = append(why, fmt.Sprintf("%s sees nothing below %s", a.Name, model.FormatRatio(a.Threshold)))
		case a.Miss > 0:
			why = append(why, fmt.Sprintf("%s misses %s", a.Name, model.FormatRatio(a.Miss)))
		default:
			return
		}
	}
	want := "an alarm that is certain to see every fault (miss 0, no threshold above its least impact), or self_heal_time"
	if len(why) == 0 {
		r.bad(n, key, want)
		return
	}
	reason := strings.Join(why[:min(len(why), 5)], "; ")
	r.fail(n.At, n.PatchedBy(), key, n.Spelling(), want, "a fault can stay unseen forever ("+reason+"), want "+want)
}

// checkLadder records a risk whose recovery can end without success.
func (r *reader) checkLadder(c cursor, k *model.Risk, ladder []reference) {
	n, key := c.n.Child("recovery"), c.key("recovery")
	const want = `a last action that always works (success "100%"), or self_heal_time`
	switch {
	case n == nil:
		r.missing(c.n, key, "the actions that end it, in order, or self_heal_time")
	case len(k.Ladder) == 0:
		r.bad(n, key, want)
	default:
		last, ref := k.Ladder[len(k.Ladder)-1], ladder[len(ladder)-1]
		if last.Success < 1 {
			got := fmt.Sprintf("%s, which works %s of the time", ref.at.Spelling(), model.FormatRatio(last.Success))
			r.badGot(ref.at, key, got, want)
		}
	}
}

// warnIdle warns of what a risk names to no effect.
func (r *reader) warnIdle(c cursor, k *model.Risk) {
	_, most := k.Impact.Support()
	for _, a := range k.Alarms {
		if !a.Sees(most) {
			r.warnIdleAt("alarm."+a.Name, fmt.Sprintf("alarm.%s never fires for %s: it sees nothing below %s, and the impact is at most %s",
				a.Name, c.path, model.FormatRatio(a.Threshold), model.FormatRatio(most)))
		}
	}
	if len(k.Alarms) == 0 && len(k.Ladder) > 0 {
		r.warnIdleAt(c.path, c.path+": its recovery never starts, for it has no alarms")
	}
	for i, a := range k.Ladder {
		if a.Success == 1 && i < len(k.Ladder)-1 {
			r.warnIdleAt("recovery."+k.Ladder[i+1].Name, fmt.Sprintf("%s never comes to recovery.%s: %s before it always works", c.path, k.Ladder[i+1].Name, a.Name))
			break
		}
	}
	if c.has("diagnose") && k.Diagnose.Mean() > 0 && !waitsForDiagnosis(k) {
		r.warnIdleAt(c.key("diagnose"), c.key("diagnose")+" changes nothing: no action of its recovery waits for a diagnosis")
	}
}

// waitsForDiagnosis reports whether an action of the risk's ladder waits for
// a responder's diagnosis.
func waitsForDiagnosis(k *model.Risk) bool {
	for _, a := range k.Ladder {
		if a.Responder != nil && !a.BeforeDiagnosis {
			return true
		}
	}
	return false
}

// warnFalseAlarms warns of alarms whose false alarms reach nobody.
func (r *reader) warnFalseAlarms() {
	for _, a := range r.out.Alarms {
		if a.FalseAlarms > 0 && r.out.PagedBy(a) == nil && r.used["alarm."+a.Name] {
			r.warnIdleAt("alarm."+a.Name+".false_alarms", "alarm."+a.Name+".false_alarms pages nobody: no risk that it is an alarm of has a responder")
		}
	}
}

// needsTrouble records a file in which nothing can go wrong.
func (r *reader) needsTrouble() {
	if risks := r.root.Child("risk"); risks != nil && (risks.Kind != tomltree.Table || len(risks.Children) > 0) {
		return
	}
	if r.root.Has("component") || r.root.Has("dependency") {
		return
	}
	if changes := r.root.Child("change"); changes != nil {
		if changes.Kind != tomltree.Table {
			return
		}
		for _, ch := range changes.Children {
			if ch.Has("downtime") {
				return
			}
		}
	}
	r.missing(r.root, "risk", "a [risk.NAME], or a [change.NAME] with downtime")
}

// warnUnused warns of parts that nothing refers to.
func (r *reader) warnUnused() {
	for _, name := range []string{"change", "gate", "alarm", "responder", "recovery"} {
		parts := r.root.Child(name)
		if parts == nil {
			continue
		}
		for _, part := range parts.Children {
			switch path := name + "." + part.Key; {
			case r.used[path] || r.wanted[path]:
			case name != "change":
				r.warnIdleAt(path, path+" is used by nothing")
			case !part.Has("downtime"):
				r.warnIdleAt(path, path+" does nothing: it has no downtime, and no risk is on it")
			}
		}
	}
}
