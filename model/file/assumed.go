package file

import (
	"slices"

	"nines/model"
)

// assume lists what the file leaves out and what flatters the service. Only
// parts in use count, each is told once, and writing the value out silences it.
func (r *reader) assume() {
	if r.found > 0 {
		return
	}
	leavesOut := func(section, name string, keys ...string) bool {
		part := r.root.Child(section).Child(name)
		return r.used[section+"."+name] && !slices.ContainsFunc(keys, part.Has)
	}
	say := func(part, says string) {
		r.out.Assumed = append(r.out.Assumed, model.Assumption{Part: part, Says: says})
	}
	for _, ch := range r.out.Changes {
		if leavesOut("change", ch.Name, "downtime") {
			say(ch.Name, "takes no downtime")
		}
	}
	for _, a := range r.out.Alarms {
		if leavesOut("alarm", a.Name, "interval", "for", "delay", "latency", "window") {
			say(a.Name, "fires at once")
		}
		if leavesOut("alarm", a.Name, "miss") && r.reliedOn(a) {
			say(a.Name, "never misses a fault")
		}
		if k := r.out.PagedBy(a); a.FalseAlarms > 0 && k != nil && !r.root.Child("risk").Child(k.Name).Has("diagnose") {
			say("", "a false alarm of "+a.Name+" takes nobody any time")
		}
	}
	for _, p := range r.out.Responders {
		if leavesOut("responder", p.Name, "ack") {
			say(p.Name, "answers at once")
		}
	}
	for _, a := range r.out.Recoveries {
		if leavesOut("recovery", a.Name, "responder") {
			say(a.Name, "runs by itself")
		}
		if leavesOut("recovery", a.Name, "success") {
			say(a.Name, "never fails")
		}
	}
	for _, k := range r.out.Risks {
		if waitsForDiagnosis(k) && !r.root.Child("risk").Child(k.Name).Has("diagnose") {
			say("", "the cause of "+k.Name+" is known at once")
		}
	}
}

// reliedOn reports whether an alarm stands anywhere but at the end of a
// risk's list. The last of several is the net below the others, mostly the
// customers, of which everybody expects that they notice in the end.
func (r *reader) reliedOn(a *model.Alarm) bool {
	for _, k := range r.out.Risks {
		at := slices.Index(k.Alarms, a)
		if at >= 0 && (at < len(k.Alarms)-1 || at == 0) {
			return true
		}
	}
	return false
}
