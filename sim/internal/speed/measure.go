//go:build unix

package main

import (
	"fmt"
	"os/exec"
	"slices"
	"syscall"
)

// repeats is how often each task is timed, with the loop before it each time.
const repeats = 3

// A measured is what a task takes: medians.
type measured struct {
	seconds   float64 // of all processors, for the whole work
	multiple  float64 // of what the loop takes in the same minute
	megabytes float64 // at most
}

// measure times a task.
func measure(t task, loop []string) (m measured, err error) {
	var seconds, multiples []float64
	for range repeats {
		of, _, err := once(loop)
		if err != nil {
			return m, err
		}
		took, memory, err := once(t.args)
		if err != nil {
			return m, err
		}
		took /= t.part
		seconds, multiples = append(seconds, took), append(multiples, took/of)
		m.megabytes = max(m.megabytes, memory)
	}
	m.seconds, m.multiple = median(seconds), median(multiples)
	return m, nil
}

// once runs a process, and returns the processor time in seconds that it takes and the
// memory in megabytes.
func once(args []string) (seconds, megabytes float64, err error) {
	cmd := exec.Command(args[0], args[1:]...)
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%q: %w", args, err)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, 0, fmt.Errorf("%q: this system does not tell what a process takes", args)
	}
	return (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), float64(usage.Maxrss) / 1024, nil
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}
