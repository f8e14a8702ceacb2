package file_test

import (
	"errors"
	"fmt"
	"strings"
	"testing/fstest"

	"nines/model"
	"nines/model/file"
)

const checkout = `title = "Can checkout promise 99.9 %?"

[service]
name = "checkout"

[slo]
targets = ["99.9%", "99.95%"]

[alarm.probe]
interval = "30s"
for      = "1m"

[responder.oncall]
ack = { p50 = "4m", p95 = "15m" }

[recovery.restart]
time      = "5m"
responder = "oncall"

[risk.crash]
rate     = "6/year"
alarms   = ["probe"]
recovery = ["restart"]

[risk.disk-full]
rate     = "1/90d"
impact   = "20%"
alarms   = ["probe"]
diagnose = "5m to 40m"
recovery = ["restart"]
`

// A scenario is read from the text of its file; the name is for messages. What
// is read is known to be good.
func Example() {
	s, err := file.Read("checkout.toml", []byte(checkout))
	if err != nil {
		fmt.Println(err) // all that is wrong, one a line
		return
	}
	for _, r := range s.Risks {
		often := r.Arrival.(model.Poisson).Rate
		fmt.Printf("%s: %.1f a year, hits %s of the users\n", r.Name, often, model.FormatRatio(r.Impact.Mean()))
	}
	fmt.Printf("%s promises %s of every %v: %s of downtime\n", s.Service.Name, s.SLO.Promise.Text(), s.SLO.Window,
		model.FormatDuration(s.SLO.Promise.Budget(s.SLO.Window.Length)))
	// Output:
	// crash: 6.0 a year, hits 100% of the users
	// disk-full: 4.1 a year, hits 20% of the users
	// checkout promises 99.9% of every year: 8h45m36s of downtime
}

// What-ifs are patches on a scenario that was read, which stays as it was.
func ExampleWith() {
	s, err := file.Read("checkout.toml", []byte(checkout))
	if err != nil {
		fmt.Println(err)
		return
	}
	better, err := file.With(s, file.Set("recovery.restart.time", "30s"), file.Times("risk.*.rate", 0.5))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, path := range []string{"recovery.restart.time", "risk.crash.rate"} {
		was, kind, _ := file.Value(s, path)
		is, _, _ := file.Value(better, path)
		fmt.Printf("%s: %s, was %s\n", path, kind.Format(is), kind.Format(was))
	}
	// Output:
	// recovery.restart.time: 30s, was 5m
	// risk.crash.rate: 3/year, was 6/year
}

// What is wrong is told with its place, and with what would be right.
func ExampleErrors() {
	_, err := file.Read("shop.toml", []byte(`title = "Shop"
[service]
name = "shop"
[slo]
targets = [99.9]
[change.deploy]
per_wek  = 2
downtime = "10"
`))
	var wrong file.Errors
	if errors.As(err, &wrong) {
		for _, e := range wrong {
			fmt.Printf("line %d, column %d: %s %s\n", e.Line, e.Column, e.Key, e.Message)
		}
	}
	// Output:
	// line 5, column 12: slo.targets got 99.9, want "99.9%" or 0.999
	// line 7, column 1: change.deploy.per_wek is an unknown key, did you mean "per_week"?
	// line 8, column 12: change.deploy.downtime got "10", want a duration with its unit (ms, s, m, h, d, w, mo, y) such as "90s" or "1m30s"
}

// A scenario may lie in the program, with the files that it names beside it.
func ExampleParseFS() {
	files := fstest.MapFS{"logs/restarts.csv": {Data: []byte("duration\n4m\n6m\n20m\n")}}
	text := strings.Replace(checkout, `"5m"`, `{ dist = "empirical", file = "logs/restarts.csv", column = "duration" }`, 1)
	d, err := file.ParseFS(files, "checkout.toml", []byte(text))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := d.Scenario()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("a restart takes", model.FormatDuration(s.Recoveries[0].Time.Mean()))
	// Output:
	// a restart takes 10m
}
