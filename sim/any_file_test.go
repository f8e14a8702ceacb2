package sim_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A drafter writes random scenario files: every part of the format, parameters
// up to the ends of what is legal. Each line stands for itself, so that a file
// that goes wrong can be shortened line by line.
//
// One file in four is busy: thousands of events a year. The others are about as
// busy as services are, so that many are tried in the same time.
type drafter struct {
	*rand.Rand
	lines []string
	busy  bool
}

// often returns how often something happens that is common in busy files alone.
func (d *drafter) often(usual []string, busy ...string) string {
	if d.busy {
		usual = append(usual, busy...)
	}
	return d.of(usual...)
}

func (d *drafter) add(format string, args ...any) {
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

// perhaps writes a line with probability p.
func (d *drafter) perhaps(p float64, format string, args ...any) {
	if d.Float64() < p {
		d.add(format, args...)
	}
}

func (d *drafter) of(texts ...string) string { return texts[d.IntN(len(texts))] }

// time returns a duration between two that may lie decades apart.
func (d *drafter) time() string {
	return d.of("0s", "1ms", "1s", "10s", "30s", "2m", "5m", "17m", "40m", "73m", "3h", "9h", "2d", "20d", "400d")
}

// brief returns one that is common, and not nothing.
func (d *drafter) brief() string { return d.of("1s", "15s", "1m", "4m", "11m", "30m", "2h") }

func (d *drafter) ratio() string {
	return d.of("0%", "0.01%", "1%", "5%", "33%", "50%", "90%", "99.9%", "100%")
}

// duration returns a distribution of durations.
func (d *drafter) duration(depth int) string {
	short := d.brief()
	long := d.of("3h", "13h", "3d", "30d")
	shape := d.of("0.05", "0.3", "0.7", "1", "1.7", "5", "300", "1000000")
	alpha := d.of("1.01", "1.2", "1.7", "2", "2.5", "3.5", "40")
	switch d.IntN(16) {
	case 0, 1:
		return fmt.Sprintf("%q", d.time())
	case 2, 3, 4:
		return fmt.Sprintf("{ p50 = %q, p95 = %q }", short, long)
	case 5:
		return fmt.Sprintf("\"%s to %s\"", short, long)
	case 6:
		return fmt.Sprintf("{ dist = \"exponential\", mean = %q }", short)
	case 7:
		return fmt.Sprintf("{ dist = \"lognormal\", mean = %q, cv = %s }", short, d.of("0.001", "0.3", "1", "5", "100"))
	case 8:
		return fmt.Sprintf("{ dist = %q, shape = %s, mean = %q }", d.of("gamma", "weibull"), shape, short)
	case 9:
		return fmt.Sprintf("{ dist = \"loglogistic\", shape = %s, mean = %q }", d.of("1.01", "1.5", "3", "100", "1000000"), short)
	case 10:
		return fmt.Sprintf("{ dist = \"pareto\", alpha = %s, min = %q }", alpha, short)
	case 11:
		return fmt.Sprintf("{ dist = \"lomax\", alpha = %s, scale = %q }", alpha, short)
	case 12:
		return fmt.Sprintf("{ dist = \"uniform\", min = %q, max = %q }", d.of("0s", "1s", short), long)
	case 13:
		return fmt.Sprintf("{ dist = %s, min = \"1s\", mode = %q, max = %q%s }", d.of(`"triangular"`, `"pert"`), short, long, "")
	case 14:
		if depth > 1 {
			return fmt.Sprintf("%q", short)
		}
		return fmt.Sprintf("{ dist = \"mixture\", of = [ { weight = 0.8, dist = \"exponential\", mean = %q }, { weight = 0.2, dist = \"constant\", value = %q } ] }", short, d.time())
	}
	if d.IntN(2) == 0 {
		return fmt.Sprintf("{ dist = \"pert\", min = \"1s\", mode = %q, max = %q, lambda = %s }", short, long, d.of("0.01", "4", "1000", "1000000"))
	}
	if d.IntN(2) == 0 {
		return fmt.Sprintf("{ dist = \"empirical\", values = [%q, %q, %q, %q] }", d.time(), d.time(), short, long)
	}
	return fmt.Sprintf("{ dist = \"exponential\", mean = %q, at_least = %q, at_most = %q }", short, d.of("0s", "1s"), long)
}

// share returns a distribution of ratios.
func (d *drafter) share() string {
	switch d.IntN(8) {
	case 0, 1:
		return fmt.Sprintf("%q", d.of("0.1%", "5%", "50%", "100%"))
	case 2, 3:
		return fmt.Sprintf("{ dist = \"uniform\", min = %q, max = %q }", d.of("0%", "5%", "20%"), d.of("60%", "100%"))
	case 4:
		return fmt.Sprintf("{ dist = \"beta\", alpha = %s, beta = %s }", d.of("0.01", "0.5", "1.7", "200"), d.of("0.02", "1", "4", "1000"))
	case 5:
		return `"5% to 40%"`
	case 6:
		return `{ dist = "beta", mean = 0.3, sd = 0.1 }`
	}
	return `{ dist = "empirical", values = ["1%", "10%", "100%"] }`
}

func (d *drafter) days() string {
	return d.of(`"mon-fri"`, `"sat"`, `["mon", "wed-thu"]`, `"sat-sun"`)
}

func (d *drafter) hours() string { return d.of("09:00-18:00", "22:00-06:00", "02:00-02:30") }

// draft writes one file.
func (d *drafter) draft() []string {
	d.lines, d.busy = nil, d.IntN(4) == 0
	d.add(`title = "any"`)
	d.add(`service.name = "s"`)
	money := d.IntN(2) == 0
	if money {
		d.add(`service.currency = "EUR"`)
		d.perhaps(0.8, `%s`, d.of("service.revenue_per_hour = 1", "service.revenue_per_hour = 40_000", "service.subscribers = 3\nservice.revenue_per_user_month = 0.5"))
	}
	d.perhaps(0.3, `service.users = 100`)
	d.perhaps(0.3, `service.timezone = "Europe/Berlin"`)
	d.perhaps(0.2, `service.starts = 2027-03-01`)
	d.add(`slo.targets = %s`, d.of(`["99.9%"]`, `["90%", "99%", "99.99%", "99.999%"]`, `["99.9%", "50%"]`))
	d.perhaps(0.6, `slo.window = %q`, d.of("month", "month", "week", "quarter", "every 30d", "every 1d", "every 7d"))
	d.perhaps(0.4, `slo.confidence = %q`, d.of("1%", "50%", "99%", "99.9%"))

	changes := d.IntN(3)
	for i := range changes {
		d.add(`change.c%d.%s`, i, d.often([]string{`per_year = 1`, `per_year = 52`, `per_month = 2`, `per_week = 3`}, `per_day = 6`, `every = "3h"`, `per_day = 0.5`))
		d.perhaps(0.5, `change.c%d.downtime = %s`, i, d.of(`"10s"`, `"2m"`, `{ p50 = "2m", p95 = "12m" }`, `"3h"`))
		d.perhaps(0.3, `change.c%d.days = %s`, i, d.days())
		d.perhaps(0.3, `change.c%d.hours = %q`, i, d.hours())
		d.perhaps(0.2, `change.c%d.freezes = [ { from = "12-15", to = "01-05" } ]`, i)
	}
	gates := 0
	if changes > 0 {
		gates = d.IntN(3)
	}
	for i := range gates {
		d.add(`gate.g%d.catches = %q`, i, d.ratio())
		d.perhaps(0.4, `gate.g%d.exposure = { impact = %s, time = %s }`, i, d.share(), d.duration(0))
		d.perhaps(0.3, `gate.g%d.takes = %q`, i, d.brief())
		d.perhaps(0.2, `gate.g%d.false_stops = "5%%"`, i)
	}
	d.add(`alarm.sure.delay = %s`, d.duration(0))
	alarms := d.IntN(4)
	for i := range alarms {
		d.perhaps(0.6, `alarm.a%d.delay = %s`, i, d.duration(0))
		d.perhaps(0.5, `alarm.a%d.interval = %q`, i, d.brief())
		d.perhaps(0.4, `alarm.a%d.for = %q`, i, d.brief())
		d.perhaps(0.4, `alarm.a%d.miss = %q`, i, d.ratio())
		switch d.IntN(4) {
		case 0:
			d.add(`alarm.a%d.window = %q`, i, d.of("17m", "1h", "6h", "3d"))
			d.add(`alarm.a%d.threshold = %q`, i, d.of("0.1%", "3%", "20%", "90%"))
		case 1:
			d.add(`alarm.a%d.window = %q`, i, d.of("1h", "6h", "3d"))
			d.add(`alarm.a%d.burn_rate = %s`, i, d.of("1", "6", "14.4"))
			d.add(`alarm.a%d.target = "99.9%%"`, i)
		}
		d.perhaps(0.1, `alarm.a%d.false_alarms = "3/month"`, i)
	}
	responders := d.IntN(3)
	for i := range responders {
		d.add(`responder.p%d.ack = %s`, i, d.duration(0))
		if d.IntN(3) == 0 {
			d.add(`responder.p%d.hours = %q`, i, d.hours())
			d.perhaps(0.7, `responder.p%d.days = %s`, i, d.days())
			d.perhaps(0.5, `responder.p%d.ack_off_hours = %s`, i, d.duration(0))
		}
		if money {
			d.perhaps(0.3, `responder.p%d.cost_per_hour = 90`, i)
		}
	}
	recoveries := 1 + d.IntN(3)
	for i := range recoveries {
		d.add(`recovery.r%d.time = %s`, i, d.duration(0))
		d.perhaps(0.6, `recovery.r%d.success = %q`, i, d.of("1%", "50%", "95%", "100%"))
		if responders > 0 {
			d.perhaps(0.6, `recovery.r%d.responder = "p%d"`, i, d.IntN(responders))
			d.perhaps(0.3, `recovery.r%d.before_diagnosis = true`, i)
		}
	}
	d.add(`recovery.last.time = %s`, d.duration(0))
	risks := 1 + d.IntN(4)
	for i := range risks {
		switch {
		case changes > 0 && d.IntN(2) == 0:
			d.add(`risk.k%d.on = "c%d"`, i, d.IntN(changes))
			d.add(`risk.k%d.chance = %q`, i, d.of("0.1%", "3%", "20%", "100%"))
			if gates > 0 {
				d.perhaps(0.7, `risk.k%d.gates = ["g%d"]`, i, d.IntN(gates))
			}
		case d.IntN(5) == 0:
			d.add(`risk.k%d.interarrival = %s`, i, d.of(`{ dist = "weibull", shape = 0.6, mean = "60d" }`, `{ dist = "gamma", shape = 9, mean = "20d" }`, `{ dist = "exponential", mean = "9d" }`))
		default:
			d.add(`risk.k%d.rate = %q`, i, d.often([]string{"0.0001/year", "0.01/year", "0.5/year", "2/year", "6/year", "60/year"}, "1000/year", "1000/year"))
		}
		d.perhaps(0.5, `risk.k%d.impact = %s`, i, d.share())
		list := []string{`"sure"`}
		for a := range alarms {
			if d.IntN(2) == 0 {
				list = append(list, fmt.Sprintf("\"a%d\"", a))
			}
		}
		ladder := []string{`"last"`}
		for r := recoveries - 1; r >= 0; r-- {
			if d.IntN(2) == 0 {
				ladder = append([]string{fmt.Sprintf("\"r%d\"", r)}, ladder...)
			}
		}
		heals := d.IntN(4)
		if heals != 0 {
			d.add(`risk.k%d.alarms = [%s]`, i, strings.Join(list, ", "))
			d.add(`risk.k%d.recovery = [%s]`, i, strings.Join(ladder, ", "))
			d.perhaps(0.5, `risk.k%d.diagnose = %s`, i, d.duration(0))
		}
		if heals < 2 {
			d.add(`risk.k%d.self_heal_time = %s`, i, d.duration(0))
		}
		d.perhaps(0.1, `risk.k%d.fresh = true`, i)
	}
	if changes > 0 {
		d.perhaps(0.1, `slo.exclude = ["change.c0"]`)
	}
	if money {
		if d.IntN(3) == 0 {
			d.add(`sla.x.fee_per_month = 1000`)
			d.add(`sla.x.%s`, d.of(`credits = [ { below = "99.9%", credit = "10%" }, { below = "99%", credit = "25%" } ]`, `preset = "aws-ec2-region"`, `preset = "korea-mobile"`))
			d.perhaps(0.3, `sla.x.window = %q`, d.of("year", "quarter", "month"))
			d.perhaps(0.3, `sla.x.min_outage = "5m"`)
			d.perhaps(0.3, `sla.x.whole_minutes = true`)
			d.perhaps(0.3, `sla.x.term = %q`, d.of("3y", "13mo", "1y"))
		}
		for i := range d.IntN(3) {
			d.add(`investment.v%d.build_cost = %s`, i, d.of("10", "90_000"))
			d.add(`investment.v%d.set.%s`, i, d.of(`recovery.last.time = "1m"`, `alarm.sure.delay = "20s"`, `risk.k0.impact = "1%"`, `risk."*".diagnose = { times = 0.5 }`))
		}
	}
	if d.IntN(3) == 0 {
		d.add(`sweep.x = { path = %q, from = "10s", to = "1h", points = 3 }`, d.of("alarm.sure.latency", "alarm.sure.delay", "recovery.last.time"))
		d.add(`sweep.y = { path = "recovery.last.time", from = "20s", to = "2h", points = 2, scale = "log" }`)
	} else {
		d.add(`sweep.x = { path = "detect", from = 0.5, to = 2, points = 3 }`)
		d.add(`sweep.y = { path = "recover", from = 0.5, to = 2, points = 2 }`)
	}
	return d.lines
}
