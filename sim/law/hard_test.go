package law_test

import "strings"

// hard are scenarios that are hard on the law: an impact of a continuous law
// on which an alarm's latency depends, and sharp steps beside a heavy tail.
var hard = []struct{ name, parts string }{
	{"beta impact, burn-rate alarms", `
[alarm.fast]
window    = "1h"
burn_rate = 14.4
target    = "99.9%"
[alarm.slow]
window    = "6h"
burn_rate = 6
target    = "99.9%"
[alarm.customers]
delay = { p50 = "1h", p95 = "6h" }
[recovery.fix]
time = { p50 = "20m", p95 = "1h" }
[risk.x]
rate     = "12/year"
impact   = { dist = "beta", alpha = 0.8, beta = 5 }
alarms   = ["fast", "slow", "customers"]
recovery = ["fix"]`},
	{"beta impact, burn-rate alarms, people", `
[alarm.fast]
window    = "1h"
burn_rate = 14.4
target    = "99.9%"
[alarm.slow]
window    = "6h"
burn_rate = 6
target    = "99.9%"
[alarm.customers]
delay = { p50 = "1h", p95 = "6h" }
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[recovery.restart]
time    = "2m"
success = "40%"
[recovery.fix]
time = { p50 = "20m", p95 = "1h" }
responder = "oncall"
[risk.x]
rate     = "12/year"
impact   = { dist = "beta", alpha = 2, beta = 5 }
alarms   = ["fast", "slow", "customers"]
diagnose = { p50 = "8m", p95 = "40m" }
recovery = ["restart", "fix"]`},
	{"uniform impact, threshold, people", `
[alarm.errors]
window    = "1m"
threshold = "5%"
interval  = "1m"
delay     = { p50 = "20s", p95 = "60s" }
[alarm.customers]
delay = { p50 = "1h", p95 = "6h" }
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[recovery.fix]
time = { p50 = "20m", p95 = "1h" }
responder = "oncall"
[risk.x]
rate     = "12/year"
impact   = { dist = "uniform", min = "1%", max = "100%" }
alarms   = ["errors", "customers"]
diagnose = { p50 = "8m", p95 = "40m" }
recovery = ["fix"]`},
	{"lognormal impact, burn rate alone", `
[alarm.fast]
window    = "1h"
burn_rate = 14.4
target    = "99.9%"
[recovery.fix]
time = "10m"
[risk.x]
rate     = "6/year"
impact   = { dist = "lognormal", p50 = "5%", p95 = "40%", at_most = "100%" }
alarms   = ["fast"]
recovery = ["fix"]
self_heal_time = "6h"`},
	{"lognormal impact, several alarms, self-healing", `
[alarm.probe]
window    = "1m"
threshold = "2%"
interval  = "1m"
miss      = "20%"
[alarm.slow]
window    = "1h"
burn_rate = 6
target    = "99.9%"
[alarm.customers]
delay = { dist = "exponential", mean = "2h" }
[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }
[recovery.fix]
time = { p50 = "20m", p95 = "1h" }
responder = "oncall"
[risk.x]
rate     = "6/year"
impact   = { dist = "lognormal", p50 = "5%", p95 = "40%", at_most = "100%" }
alarms   = ["probe", "slow", "customers"]
recovery = ["fix"]
self_heal_time = { dist = "exponential", mean = "4h" }`},
	{"the CRE catalogue and a Pareto tail", catalogue + `
[recovery.tail]
time = { dist = "pareto", alpha = 1.8, min = "10m" }
[risk.tail]
rate     = "0.01/year"
alarms   = ["soon"]
recovery = ["tail"]`},
	{"the CRE catalogue and a Lomax tail", catalogue + `
[recovery.tail]
time = { dist = "lomax", alpha = 1.5, scale = "1h" }
[risk.tail]
rate     = "0.01/year"
alarms   = ["soon"]
recovery = ["tail"]`},
	{"odd lengths and a Pareto tail", odd + `
[recovery.tail]
time = { dist = "pareto", alpha = 1.8, min = "10m" }
[risk.tail]
rate     = "0.01/year"
alarms   = ["soon"]
recovery = ["tail"]`},
	{"the CRE catalogue and a lognormal risk", catalogue + `
[recovery.tail]
time = { p50 = "20m", p95 = "3h" }
[risk.tail]
rate     = "4/year"
alarms   = ["soon"]
recovery = ["tail"]`},
}

// odd are the catalogue's risks with lengths and impacts of no common unit.
var odd = strings.NewReplacer(`"20%"`, `"33.3%"`, `"15%"`, `"14.7%"`, `"125m"`, `"7501s"`, `"45m"`, `"2711.3s"`).Replace(catalogue)

// catalogue is Google's risk catalogue with each risk's time in one phase.
const catalogue = `
[alarm.soon]
delay = "0s"
[risk.config-mishap]
mtbf     = "120d"
impact   = "20%"
alarms   = ["soon"]
recovery = ["config-mishap"]
[recovery.config-mishap]
time = "150m"
[risk.small-bad-release]
mtbf     = "90d"
impact   = "2%"
alarms   = ["soon"]
recovery = ["small-bad-release"]
[recovery.small-bad-release]
time = "1470m"
[risk.sizeable-bad-release]
mtbf     = "180d"
impact   = "50%"
alarms   = ["soon"]
recovery = ["sizeable-bad-release"]
[recovery.sizeable-bad-release]
time = "125m"
[risk.growth-overload]
mtbf     = "365d"
alarms   = ["soon"]
recovery = ["growth-overload"]
[recovery.growth-overload]
time = "125m"
[risk.noisy-alert]
mtbf     = "180d"
impact   = "15%"
alarms   = ["soon"]
recovery = ["noisy-alert"]
[recovery.noisy-alert]
time = "250m"
[risk.database-deleted]
mtbf     = "1460d"
alarms   = ["soon"]
recovery = ["database-deleted"]
[recovery.database-deleted]
time = "515m"
[risk.zone-outage]
mtbf     = "365d"
impact   = "50%"
alarms   = ["soon"]
recovery = ["zone-outage"]
[recovery.zone-outage]
time = "45m"
[risk.region-outage]
mtbf     = "730d"
alarms   = ["soon"]
recovery = ["region-outage"]
[recovery.region-outage]
time = "32m"
`
