package main

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"strings"
	"testing"

	"nines/scenarios"
)

// Where even the loosest target is impossible the answer still says where the
// downtime comes from.
func TestAllTargetsImpossible(t *testing.T) {
	const planned = `
title = "Planned work alone"
[service]
name = "db"
[slo]
targets = ["99.9%", "99.99%"]
[change.c]
every = "1h"
downtime = "10m"
`
	var out, errs bytes.Buffer
	args := []string{"run", "-", "--years", "100"}
	if status := run(context.Background(), args, strings.NewReader(planned), &out, &errs); status != statusDone {
		t.Fatalf("status %d: %s", status, &errs)
	}
	for _, want := range []string{"99.9 % is impossible.", "Nothing that is usually promised, from 90 % up, is safe.", "c (planned)                 100 %   8,760    10 min\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, &out)
		}
	}
}

// A panic has a status of its own.
func TestFault(t *testing.T) {
	var errs bytes.Buffer
	if got := run(context.Background(), []string{"run", "-"}, faulty{}, io.Discard, &errs); got != statusFault {
		t.Errorf("status %d, want %d", got, statusFault)
	}
	if !strings.Contains(errs.String(), "a fault of nines itself") {
		t.Errorf("got %s", &errs)
	}
}

type faulty struct{}

func (faulty) Read([]byte) (int, error) { panic("at the disco") }

// No shipped scenario's answer is longer than a person reads at once.
func TestAnswersAreShort(t *testing.T) {
	most := map[string]int{
		"burn-rate-alerts": 30, // with three alarms that never fire
		"sla-enterprise":   38, // with the prices of five promises
		"startup-guesses":  43, // with its band, what is worth learning, and what falls on each subscriber
	}
	for _, name := range scenarios.Names() {
		var out, errs bytes.Buffer
		if status := run(context.Background(), []string{"run", name, "--years", "600"}, nil, &out, &errs); status != 0 {
			t.Errorf("%s: status %d: %s", name, status, &errs)
		}
		if n := strings.Count(out.String(), "\n"); n > cmp.Or(most[name], 28) {
			t.Errorf("%s: %d lines", name, n)
		}
	}
}

func TestInterruptedBeforeTheFirstYears(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs bytes.Buffer
	if got := run(ctx, []string{"run"}, nil, &out, &errs); got != statusInterrupted || out.Len() > 0 {
		t.Errorf("status %d, %d bytes of output, want status 3 and none", got, out.Len())
	}
}
