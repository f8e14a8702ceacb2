package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nines/sim"
)

// A methodFlag is --method.
type methodFlag struct {
	text  string
	known []string // what it may say
}

// add defines the flag for some methods, of which the first is taken unless
// told.
func (m *methodFlag) add(cmd *cobra.Command, methods ...sim.Method) {
	means := map[sim.Method]string{
		sim.Auto:     "auto rests on the exact law of the outages, where there is one, and simulates what their overlap takes from it",
		sim.Simulate: "simulate counts simulated years",
		sim.Exact:    "exact is the law alone, as if outages never overlapped",
	}
	var says []string
	for _, x := range methods {
		says, m.known = append(says, means[x]), append(m.known, string(x))
	}
	cmd.Flags().StringVar(&m.text, "method", m.known[0], "`METHOD`: "+strings.Join(says, "; "))
	_ = cmd.RegisterFlagCompletionFunc("method", cobra.FixedCompletions(m.known, cobra.ShellCompDirectiveNoFileComp))
}

// read returns the method.
func (m *methodFlag) read() (sim.Method, error) {
	if slices.Contains(m.known, m.text) {
		return sim.Method(m.text), nil
	}
	last := len(m.known) - 1
	return "", badCall("--method: got %q, want %s or %s", m.text, strings.Join(m.known[:last], ", "), m.known[last])
}
