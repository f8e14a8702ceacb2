package simtest

import "nines/model"

// Office is a service whose only outages wait for somebody with office hours.
const Office = `
[alarm.probe]
delay = "0s"
[responder.team]
ack = "10m"
hours = "09:00-17:00"
days = "mon-fri"
[recovery.fix]
time = "5m"
responder = "team"
[risk.crash]
rate = "20/year"
alarms = ["probe"]
recovery = ["fix"]
`

// YearHours is how many hours a year has.
const YearHours = model.Year / 3600

// PlainService is a service with planned work, a Poisson risk of constant
// outages, and money.
const PlainService = `
title = "T"
[service]
name = "shop"
currency = "EUR"
revenue_per_hour = 36_000
revenue_lost = "50%"
[slo]
targets = ["99.9%"]
[change.deploy]
per_year = 52
downtime = "10s"
[alarm.probe]
delay = "5m"
[recovery.restart]
time = "25m"
[risk.crash]
rate = "4/year"
alarms = ["probe"]
recovery = ["restart"]
`

// February is work of 2,500 s once a year, in a year that begins in March and
// leaves it February alone.
const February = `
[change.renew]
per_year = 1
downtime = "2500s"
freezes = [ { from = "03-01", to = "01-31" } ]
[sla.x]
fee_per_month = 1200
credits = [ { below = "99.9%", credit = "10%" } ]
`

// Team is an alarm that cries wolf, and a ladder of two people.
const Team = `
[alarm.probe]
delay = "1m"
false_alarms = "2/week"
[responder.first]
ack = "10m"
cost_per_hour = 90
[responder.second]
ack = "30m"
cost_per_hour = 150
[recovery.try]
time = "20m"
success = "75%"
responder = "first"
[recovery.fix]
time = "1h"
responder = "second"
[risk.crash]
rate = "40/year"
alarms = ["probe"]
diagnose = "15m"
recovery = ["try", "fix"]
`

// LongOutages is a service with one risk, of outages of impact 1.
func LongOutages(arrival, time string) string {
	return `
[alarm.a]
[recovery.r]
time = ` + time + `
[risk.fault]
` + arrival + `
alarms = ["a"]
recovery = ["r"]
`
}

// LongLived has a risk of each kind of arrival, of outages of weeks.
const LongLived = `
[change.move]
every = "20d"
downtime = { p50 = "1d", p95 = "5d" }
[alarm.a]
[recovery.r]
time = { p50 = "10d", p95 = "60d" }
[gate.trial]
catches = "30%"
exposure = { impact = "20%", time = "15d" }
[risk.random]
rate = "2/year"
impact = { dist = "beta", alpha = 2, beta = 2 }
alarms = ["a"]
recovery = ["r"]
[risk.clockwork]
interarrival = { dist = "weibull", shape = 2, mean = "120d" }
alarms = ["a"]
recovery = ["r"]
[risk.move]
on = "move"
chance = "10%"
gates = ["trial"]
alarms = ["a"]
recovery = ["r"]
`

// RareCases miss in fewer than one year in 10,000: because of many incidents,
// of one that lasts long, of a change's faults, or of both kinds together.
var RareCases = map[string]string{
	"many short ones": `
[recovery.fix]
time = { dist = "exponential", mean = "30m" }
[risk.x]
rate = "12/year"
alarms = ["probe"]
recovery = ["fix"]`,
	"one long one": `
[recovery.fix]
time = { dist = "lognormal", mean = "30m", sd = "1h" }
[risk.x]
rate = "4/year"
alarms = ["probe"]
recovery = ["fix"]`,
	"faults of deploys": `
[change.deploy]
per_week = 1
downtime = "5s"
[recovery.fix]
time = "20m"
[risk.x]
on = "deploy"
chance = "5%"
alarms = ["probe"]
recovery = ["fix"]`,
	"both": `
[recovery.fix]
time = { dist = "exponential", mean = "30m" }
[recovery.restore]
time = { p50 = "3h", p95 = "12h" }
[risk.x]
rate = "12/year"
alarms = ["probe"]
recovery = ["fix"]
[risk.y]
mtbf = "4y"
alarms = ["probe"]
recovery = ["restore"]`,
}

// Probe is an alarm that fires after a minute.
const Probe = `
[alarm.probe]
delay = "1m"`

// Lonely is a service of whose two outages one is watched and one is not, and
// which nobody can end: a supplier's, and a hiccup that a script tries to end
// first. Its alarm takes a minute, the script five.
const Lonely = `
[alarm.probe]
delay = "1m"
[recovery.script]
time = "5m"
success = "0%"
[risk.supplier]
rate = "10/year"
self_heal_time = "30m"
[risk.hiccup]
rate = "20/year"
alarms = ["probe"]
recovery = ["script"]
self_heal_time = "1h"
`

// Crowd is a service with nearly everything that a scenario can hold, and so
// much trouble that outages overlap in most years.
const Crowd = `
[change.deploy]
per_week = 3
downtime = { p50 = "30s", p95 = "3m" }
[change.migration]
every = "45d"
downtime = "2h"
[gate.canary]
catches = "40%"
exposure = { impact = "5%", time = { dist = "exponential", mean = "20m" } }
[gate.tests]
catches = "30%"
[alarm.errors]
interval = "1m"
for = "2m"
miss = "20%"
[alarm.burn]
window = "1h"
burn_rate = 14.4
target = "99.9%"
[alarm.customers]
delay = { p50 = "25m", p95 = "2h" }
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[responder.expert]
ack = { p50 = "40m", p95 = "3h" }
[recovery.auto]
time = { p50 = "1m", p95 = "4m" }
success = "50%"
[recovery.rollback]
time = { p50 = "5m", p95 = "20m" }
success = "80%"
responder = "oncall"
before_diagnosis = true
[recovery.fix]
time = { p50 = "1h", p95 = "8h" }
success = "70%"
responder = "oncall"
[recovery.rebuild]
time = { p50 = "6h", p95 = "2d" }
responder = "expert"
[risk.bad-deploy]
on = "deploy"
chance = "20%"
gates = ["tests", "canary"]
impact = { dist = "uniform", min = "20%", max = "100%" }
alarms = ["errors", "burn", "customers"]
diagnose = { p50 = "10m", p95 = "1h" }
recovery = ["auto", "rollback", "fix", "rebuild"]
[risk.disk]
rate = "12/year"
impact = { dist = "beta", alpha = 2, beta = 5 }
alarms = ["customers", "burn"]
diagnose = "20m to 2h"
recovery = ["fix", "rebuild"]
[risk.net]
interarrival = { dist = "weibull", shape = 0.7, mean = "30d" }
self_heal_time = { p50 = "30m", p95 = "6h" }
alarms = ["errors"]
recovery = ["rollback"]
[risk.vendor]
mtbf = "60d"
impact = "60%"
self_heal_time = { p50 = "4h", p95 = "4d" }
[risk.leap]
on = "migration"
chance = "30%"
fresh = true
alarms = ["customers"]
recovery = ["rebuild"]
`
