package answer

import (
	"fmt"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/explain"
)

// mostNets is the most nets that are listed one by one.
const mostNets = 6

// mostConsequences is the most consequences that are listed one by one.
const mostConsequences = 5

// mostFirsts is the most risks for which is said who notices them first.
const mostFirsts = 3

// netTable returns the table of what would be attained without each net that
// can be spared and changes something, what is missed most first.
func (x *Explanation) netTable() *doc.Table {
	t := x.outcomes("safety nets")
	for _, n := range x.Nets {
		if n.Indispensable() || n.Noise || len(t.Rows) == mostNets {
			continue
		}
		name := "without the " + netName(&n)
		if n.Change.Low > 0 {
			name += " (better)"
		}
		add(t, name, n.Outcome)
	}
	return t
}

// netName names a net with what it is: "gate canary".
func netName(n *explain.Net) string { return string(n.Kind) + " " + n.Name }

// endlessLine says which incidents would never be known or never be over
// without which nets: there nothing could be promised.
func (x *Explanation) endlessLine() string {
	var consequences []string // each once
	of := map[string][]string{}
	var nets []explain.Net
	for _, n := range x.Nets {
		if n.Indispensable() {
			nets = append(nets, n)
			consequence := x.consequence(n.Stuck)
			if of[consequence] == nil {
				consequences = append(consequences, consequence)
			}
			of[consequence] = append(of[consequence], "the "+netName(&n))
		}
	}
	if len(consequences) > mostConsequences {
		return fmt.Sprintf("Each of %s is the only one for its incidents: without it they would never be known, or never be over.", counted(nets))
	}
	var says []string
	for _, consequence := range consequences {
		says = append(says, fmt.Sprintf("Without %s %s.", words.List(of[consequence], "or"), consequence))
	}
	return strings.Join(says, " ")
}

// counted spells how many nets of each kind there are: "8 alarms and 8 recoveries".
func counted(nets []explain.Net) string {
	var parts []string
	for _, kind := range []struct {
		kind      explain.NetKind
		one, many string
	}{
		{explain.AlarmNet, "alarm", "alarms"}, {explain.RecoveryNet, "recovery", "recoveries"}, {explain.ResponderNet, "responder", "responders"},
	} {
		n := 0
		for _, net := range nets {
			if net.Kind == kind.kind {
				n++
			}
		}
		switch n {
		case 0:
		case 1:
			parts = append(parts, "1 "+kind.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", n, kind.many))
		}
	}
	return words.List(parts, "and")
}

// consequence says what would happen to incidents without their only net: "nobody
// would notice "Disk full"".
func (x *Explanation) consequence(stuck []explain.Stuck) string {
	title := map[string]string{}
	for _, k := range x.Rooms {
		title[k.Risk] = titleOf(k)
	}
	var all, some []string
	for _, s := range stuck {
		if which := fmt.Sprintf("%q", title[s.Risk]); s.Partly {
			some = append(some, which)
		} else {
			all = append(all, which)
		}
	}
	not, never := "nothing would end", "be over"
	if stuck[0].Unseen {
		not, never = "nobody would notice", "be noticed"
	}
	switch {
	case len(some) == 0:
		return not + " " + brief(all, 2)
	case len(all) == 0:
		return "some of " + brief(some, 2) + " would never " + never
	}
	return not + " " + brief(all, 2) + " and some of " + brief(some, 2)
}

// brief names a few, or the first of many and counts the others.
func brief(names []string, few int) string {
	if len(names) <= few {
		return words.List(names, "and")
	}
	return fmt.Sprintf("%s and %d more", names[0], len(names)-1)
}

// idleLine names the nets without which nothing changes.
func (x *Explanation) idleLine() string {
	var same, noise []string
	for _, n := range x.Nets {
		switch {
		case n.Indispensable() || !n.Noise:
		case n.Same:
			same = append(same, "the "+netName(&n))
		default:
			noise = append(noise, "the "+netName(&n))
		}
	}
	var says []string
	if len(same) > 0 {
		says = append(says, "Nothing at all changes without "+words.List(same, "or")+".")
	}
	if len(noise) > 0 {
		says = append(says, "Without "+words.List(noise, "or")+" what changes is too little to tell from chance.")
	}
	return strings.Join(says, " ")
}

// alarmLines say which alarm never fires for what, which is always late, and
// who notices first where several do.
func (x *Explanation) alarmLines() []string {
	var lines []string
	title := map[string]string{}
	for _, k := range x.Rooms {
		title[k.Risk] = titleOf(k)
	}
	for _, silence := range []explain.Silence{explain.TooFewUsers, explain.MissesAll, explain.AlreadyHealed, explain.AlwaysLater} {
		var alarms []string // in order of the file
		risks := map[string][]string{}
		for _, f := range x.Fires {
			if f.Silence == silence {
				if risks[f.Alarm] == nil {
					alarms = append(alarms, f.Alarm)
				}
				risks[f.Alarm] = append(risks[f.Alarm], fmt.Sprintf("%q", title[f.Risk]))
			}
		}
		for _, a := range alarms {
			lines = append(lines, fmt.Sprintf(silenceText(silence), a, brief(risks[a], 4)))
		}
	}
	told := 0
	for _, k := range x.Rooms {
		if line := x.firstLine(k); line != "" && told < mostFirsts {
			lines = append(lines, line)
			told++
		}
	}
	return lines
}

// silenceText says why an alarm is of no use for risks.
func silenceText(s explain.Silence) string {
	switch s {
	case explain.TooFewUsers:
		return "%s never fires for %s: too few users are hit."
	case explain.MissesAll:
		return "%s never fires for %s: it misses every fault."
	case explain.AlreadyHealed:
		return "%s never fires for %s: the outage is over before."
	}
	return "%s is never the first to notice %s: another alarm is always sooner."
}

// firstLine says who notices a risk first, where that differs from incident to
// incident.
func (x *Explanation) firstLine(k sim.Room) string {
	var says []string
	for _, f := range x.Fires {
		if f.Risk != k.Risk || f.Silence != "" {
			continue
		}
		part := words.Chance(f.First)
		if f.First.Value == 0 {
			part = fmt.Sprintf("none of %s", words.Thousands(float64(f.Incidents)))
		}
		says = append(says, f.Alarm+" in "+part)
	}
	if len(says) < 2 {
		return ""
	}
	return fmt.Sprintf("First to notice %q: %s.", titleOf(k), words.List(says, "and"))
}
