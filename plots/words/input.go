package words

import (
	"strings"

	"nines/sim"
)

// inputKeys are what the numbers that people estimate are called, by the
// section and the key of the file.
var inputKeys = map[string]string{
	"risk.chance":         "how often",
	"risk.rate":           "how often",
	"risk.mtbf":           "how often",
	"risk.interarrival":   "how often",
	"risk.impact":         "part of users hit",
	"risk.diagnose":       "time to diagnose",
	"risk.self_heal_time": "time until it ends by itself",
	"change.downtime":     "planned downtime",
	"gate.catches":        "faults let through",
	"alarm.latency":       "time until the alarm",
	"alarm.miss":          "faults it misses",
	"responder.ack":       "time to answer",
	"recovery.time":       "time it takes",
	"recovery.success":    "how often it fails",
}

// Input spells a number that somebody estimated, by its path: "bad deploy: how
// often" of risk.bad-deploy.chance. Another path stays what it is.
func Input(path string) string {
	parts := strings.SplitN(path, ".", 3)
	if len(parts) == 3 {
		if says, ok := inputKeys[parts[0]+"."+parts[2]]; ok {
			return sim.Spaced(parts[1]) + ": " + says
		}
	}
	return path
}
