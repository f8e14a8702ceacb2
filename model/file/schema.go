package file

import "nines/model"

// A keyKind says what a key of the scenario file holds.
type keyKind uint8

const (
	textKey     keyKind = iota // a line of text
	flagKey                    // true or false
	durationKey                // a plain duration
	lawKey                     // a duration or a distribution of durations
	shareKey                   // a ratio or a distribution of ratios
	ratioKey                   // a plain ratio
	rateKey                    // "4/year"
	numberKey                  // a count or an amount of money
	targetKey                  // an availability
	targetsKey                 // a list of availabilities
	partKey                    // the name of a part
	partsKey                   // a list of names of parts
	windowKey                  // "month", "every 30d"
	calendarKey                // a time of the day, the week or the year, a date or a zone
	tableKey                   // a table that is one value
	listKey                    // a list of values or tables that is no list of names
	laterKey                   // reserved
)

// A keySpec is one key of a section.
type keySpec struct {
	name string
	kind keyKind
	of   string // the section that a partKey or partsKey names parts of

	// oneOf groups keys of which a part may have one only: a patch that
	// sets one takes the others away.
	oneOf string

	// keepsNone says that "none" is a value of the key, not its removal.
	keepsNone bool
}

// A section is a top-level table of the scenario file.
type section struct {
	name  string
	noun  string // "a risk"
	named bool   // holds parts by name, as [risk.disk-full] does
	later bool   // reserved
	keys  []keySpec
}

// sections returns all that a scenario file may hold at its top, in the order
// in which a file is best written. The title, alone, is no table.
//
// Reserved names are known so that they are told apart from typing errors.
func sections() []section {
	later := func(names ...string) []keySpec {
		out := make([]keySpec, len(names))
		for i, name := range names {
			out[i] = keySpec{name: name, kind: laterKey}
		}
		return out
	}
	titled := keySpec{name: "title", kind: textKey}
	return []section{
		{name: "service", noun: "the service", keys: append([]keySpec{
			{name: "name", kind: textKey},
			{name: "currency", kind: textKey},
			{name: "revenue_per_hour", kind: numberKey},
			{name: "revenue_lost", kind: ratioKey},
			{name: "users", kind: numberKey},
			{name: "starts", kind: calendarKey},
			{name: "timezone", kind: calendarKey},
		}, later("traffic")...)},
		{name: "slo", noun: "the SLO", keys: append([]keySpec{
			{name: "targets", kind: targetsKey},
			{name: "promise", kind: targetKey},
			{name: "window", kind: windowKey},
			{name: "confidence", kind: ratioKey},
			{name: "exclude", kind: listKey},
		}, later("count", "service_hours")...)},
		{name: "change", noun: "a change", named: true, keys: []keySpec{
			titled,
			{name: "per_year", kind: numberKey, oneOf: "how often"},
			{name: "per_month", kind: numberKey, oneOf: "how often"},
			{name: "per_week", kind: numberKey, oneOf: "how often"},
			{name: "per_day", kind: numberKey, oneOf: "how often"},
			{name: "every", kind: durationKey, oneOf: "how often"},
			{name: "downtime", kind: lawKey},
			{name: "hours", kind: calendarKey},
			{name: "days", kind: calendarKey},
			{name: "freezes", kind: calendarKey},
		}},
		{name: "gate", noun: "a gate", named: true, keys: append([]keySpec{
			titled,
			{name: "catches", kind: ratioKey},
			{name: "exposure", kind: tableKey},
			{name: "takes", kind: lawKey},
			{name: "false_stops", kind: ratioKey},
		}, later("cost_per_year")...)},
		{name: "alarm", noun: "an alarm", named: true, keys: append([]keySpec{
			titled,
			{name: "interval", kind: durationKey},
			{name: "for", kind: durationKey},
			{name: "delay", kind: lawKey},
			{name: "latency", kind: lawKey},
			{name: "miss", kind: ratioKey},
			{name: "window", kind: durationKey},
			{name: "threshold", kind: ratioKey, oneOf: "threshold"},
			{name: "burn_rate", kind: numberKey, oneOf: "threshold"},
			{name: "target", kind: targetKey},
			{name: "false_alarms", kind: rateKey},
		}, later("cost_per_year")...)},
		{name: "responder", noun: "a responder", named: true, keys: append([]keySpec{
			titled,
			{name: "ack", kind: lawKey},
			{name: "hours", kind: calendarKey},
			{name: "days", kind: calendarKey},
			{name: "timezone", kind: calendarKey},
			{name: "holidays", kind: calendarKey},
			{name: "ack_off_hours", kind: lawKey},
			{name: "cost_per_hour", kind: numberKey},
		}, later("escalate_after", "escalate_to", "rotation", "capacity", "people", "cost_per_year")...)},
		{name: "recovery", noun: "a recovery", named: true, keys: append([]keySpec{
			titled,
			{name: "time", kind: lawKey},
			{name: "success", kind: ratioKey},
			{name: "responder", kind: partKey, of: "responder", keepsNone: true},
			{name: "before_diagnosis", kind: flagKey},
		}, later("residual_impact", "cost_per_year")...)},
		{name: "risk", noun: "a risk", named: true, keys: append([]keySpec{
			titled,
			{name: "rate", kind: rateKey, oneOf: "how often"},
			{name: "mtbf", kind: durationKey, oneOf: "how often"},
			{name: "interarrival", kind: lawKey, oneOf: "how often"},
			{name: "on", kind: partKey, of: "change"},
			{name: "chance", kind: ratioKey},
			{name: "gates", kind: partsKey, of: "gate"},
			{name: "impact", kind: shareKey},
			{name: "alarms", kind: partsKey, of: "alarm"},
			{name: "diagnose", kind: lawKey},
			{name: "recovery", kind: partsKey, of: "recovery"},
			{name: "self_heal_time", kind: lawKey},
			{name: "fresh", kind: flagKey},
		}, later("dependency", "dispersion", "drift")...)},
		{name: "sla", noun: "an SLA", named: true, keys: []keySpec{
			titled,
			{name: "preset", kind: textKey},
			{name: "alternative_to", kind: partKey, of: "sla"},
			{name: "window", kind: windowKey},
			{name: "fee_per_month", kind: numberKey},
			{name: "credits", kind: listKey, oneOf: breachTerms},
			{name: "clauses", kind: listKey, oneOf: breachTerms},
			{name: "pays", kind: tableKey},
			{name: "term", kind: durationKey},
			{name: "credit_cap", kind: ratioKey},
			{name: "claimed", kind: ratioKey},
			{name: "min_outage", kind: durationKey},
			{name: "whole_minutes", kind: flagKey},
			{name: "terminate_after", kind: tableKey},
			{name: "exclude", kind: listKey},
		}},
		{name: "sweep", noun: "a sweep", keys: []keySpec{
			{name: "x", kind: tableKey},
			{name: "y", kind: tableKey},
		}},
		{name: "investment", noun: "an investment", named: true, keys: []keySpec{
			titled,
			{name: "build_cost", kind: numberKey},
			{name: "cost_per_year", kind: numberKey},
			{name: "lifetime", kind: durationKey},
			{name: "set", kind: tableKey},
			{name: "requires", kind: partsKey, of: "investment"},
			{name: "replaces", kind: partsKey, of: "investment"},
		}},
		{name: "component", later: true},
		{name: "dependency", later: true},
		{name: "platform", later: true},
		{name: "access", later: true},
		{name: "policy", later: true},
	}
}

// A schema answers questions about sections; built once for each document.
type schema struct {
	list   []section
	byName map[string]*section
}

func newSchema() *schema {
	s := &schema{list: sections(), byName: make(map[string]*section)}
	for i := range s.list {
		s.byName[s.list[i].name] = &s.list[i]
	}
	return s
}

// names returns what may stand at the top of a file today.
func (s *schema) names() []string {
	out := []string{"title"}
	for _, sec := range s.list {
		if !sec.later {
			out = append(out, sec.name)
		}
	}
	return out
}

// depth returns how many parts of a path lead to a table of the section's keys.
func (s *section) depth() int {
	if s.named {
		return 2
	}
	return 1
}

// key returns a key of the section, nil for one that does not exist.
func (s *section) key(name string) *keySpec {
	for i := range s.keys {
		if s.keys[i].name == name {
			return &s.keys[i]
		}
	}
	return nil
}

// keyNames returns the keys of the section that may be written today.
func (s *section) keyNames() []string {
	var out []string
	for _, k := range s.keys {
		if k.kind != laterKey {
			out = append(out, k.name)
		}
	}
	return out
}

// valueKind returns what a sweep over a key of this kind varies; false for a
// kind that cannot be swept.
func (k keyKind) valueKind() (model.ValueKind, bool) {
	switch k {
	case durationKey, lawKey:
		return model.DurationValue, true
	case ratioKey, shareKey:
		return model.RatioValue, true
	case rateKey:
		return model.RateValue, true
	case numberKey:
		return model.NumberValue, true
	}
	return 0, false
}
