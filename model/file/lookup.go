package file

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"nines/model"
	"nines/model/dist"
	"nines/model/visible"
)

// Value returns what a path holds as the scenario stands: seconds, a ratio,
// events a year or a plain number, as the kind says. A distribution is told by
// its median, alarm.X.latency by that of the whole latency at full impact. It
// is false for a path that names no such value, and for "*".
func Value(s *model.Scenario, path string) (float64, model.ValueKind, bool) {
	switch path {
	case model.DetectPath:
		return s.DetectFactor, model.FactorValue, true
	case model.RecoverPath:
		return s.RecoverFactor, model.FactorValue, true
	}
	parts := strings.Split(path, ".")
	spec, wrong := originOf(s).lookup(parts)
	if wrong != nil {
		return 0, 0, false
	}
	kind, ok := spec.kind.valueKind()
	if !ok || len(parts) < 2 {
		return 0, 0, false
	}
	v, ok := valueIn(s, parts[0], parts[1], spec.name)
	return v, kind, ok
}

// KindOf returns what a path holds, where that can be varied as a number. The
// error says what is wrong with a path that names nothing, or holds something
// else. A "*" stands for every part of a section.
func KindOf(s *model.Scenario, path string) (model.ValueKind, error) {
	if path == model.DetectPath || path == model.RecoverPath {
		return model.FactorValue, nil
	}
	if path == "" || len(path) > longestPath || strings.Contains("."+path+".", "..") {
		return 0, errors.New(gotWant(strconv.Quote(visible.Short(path)), "a path such as recovery.rollback.time"))
	}
	spec, wrong := originOf(s).lookup(strings.Split(path, "."))
	if wrong != nil {
		return 0, errors.New(path + ": " + wrong.message)
	}
	kind, ok := spec.kind.valueKind()
	if !ok {
		return 0, errors.New(path + ": holds no duration, ratio, rate or number that could be varied")
	}
	return kind, nil
}

// valueIn finds the part that a path names and returns one of its values.
func valueIn(s *model.Scenario, section, name, key string) (float64, bool) {
	switch section {
	case "service":
		return serviceValue(s.Service, key)
	case "slo":
		return s.SLO.Confidence, key == "confidence"
	}
	for _, c := range s.Changes {
		if section == "change" && c.Name == name {
			return changeValue(c, key)
		}
	}
	for _, g := range s.Gates {
		if section == "gate" && g.Name == name {
			return gateValue(g, key)
		}
	}
	for _, a := range s.Alarms {
		if section == "alarm" && a.Name == name {
			return alarmValue(a, key)
		}
	}
	for _, p := range s.Responders {
		if section == "responder" && p.Name == name {
			return responderValue(p, key)
		}
	}
	for _, a := range s.Recoveries {
		if section == "recovery" && a.Name == name {
			return recoveryValue(a, key)
		}
	}
	for _, k := range s.Risks {
		if section == "risk" && k.Name == name {
			return riskValue(k, key)
		}
	}
	for _, a := range s.Agreements {
		if section == "sla" && a.Name == name {
			return agreementValue(a, key)
		}
	}
	return 0, false
}

func serviceValue(s model.Service, key string) (float64, bool) {
	switch key {
	case "revenue_per_hour":
		return s.RevenuePerHour, true
	case "revenue_lost":
		return s.RevenueLost, true
	case "users":
		return s.Users, true
	}
	return 0, false
}

func changeValue(c *model.Change, key string) (float64, bool) {
	switch key {
	case "every":
		return c.Period, true
	case "downtime":
		return c.Downtime.Quantile(0.5), true
	}
	times, ok := frequencies()[key]
	if key == "per_day" && c.Calendar != nil && c.Calendar.Days() > 0 {
		times = c.Calendar.Days()
	}
	return c.Events() / times, ok
}

func alarmValue(a *model.Alarm, key string) (float64, bool) {
	switch key {
	case "interval":
		return a.Interval, true
	case "for":
		return a.For, true
	case "delay":
		return a.Delay.Quantile(0.5), true
	case "latency":
		return a.LatencyFactor * a.MedianLatency(), true
	case "miss":
		return a.Miss, true
	case "window":
		return a.Window, true
	case "threshold":
		return a.Threshold, true
	case "false_alarms":
		return a.FalseAlarms, true
	}
	return 0, false
}

func gateValue(g *model.Gate, key string) (float64, bool) {
	switch key {
	case "catches":
		return g.Catches, true
	case "takes":
		return g.Takes.Quantile(0.5), true
	case "false_stops":
		return g.FalseStops, true
	}
	return 0, false
}

func responderValue(p *model.Responder, key string) (float64, bool) {
	switch {
	case key == "ack":
		return p.Ack.Quantile(0.5), true
	case key == "ack_off_hours" && p.AckOffHours != nil:
		return p.AckOffHours.Quantile(0.5), true
	case key == "cost_per_hour":
		return p.CostPerHour, true
	}
	return 0, false
}

func recoveryValue(a *model.Recovery, key string) (float64, bool) {
	switch key {
	case "time":
		return a.Time.Quantile(0.5), true
	case "success":
		return a.Success, true
	}
	return 0, false
}

func agreementValue(a *model.Agreement, key string) (float64, bool) {
	switch key {
	case "fee_per_month":
		return a.FeePerMonth, true
	case "term":
		return a.Term, true
	case "credit_cap":
		return a.CreditCap, !math.IsInf(a.CreditCap, 1)
	case "claimed":
		return a.Claimed, true
	case "min_outage":
		return a.MinOutage, true
	}
	return 0, false
}

func riskValue(k *model.Risk, key string) (float64, bool) {
	median := func(d dist.Distribution) (float64, bool) {
		if d == nil {
			return 0, false
		}
		return d.Quantile(0.5), true
	}
	switch a := k.Arrival.(type) {
	case model.Poisson:
		switch key {
		case "rate":
			return a.Rate, true
		case "mtbf":
			return model.Year / a.Rate, a.Rate > 0
		}
	case model.Renewal:
		if key == "interarrival" {
			return median(a.Gap)
		}
	case model.OnChange:
		if key == "chance" {
			return a.Chance, true
		}
	}
	switch key {
	case "impact":
		return median(k.Impact)
	case "diagnose":
		return median(k.Diagnose)
	case "self_heal_time":
		return median(k.SelfHeal)
	}
	return 0, false
}

// lookup returns what a path names in the scenario as it stands.
func (o *origin) lookup(path []string) (*keySpec, *problem) { return o.doc.lookup(o.root, path) }
