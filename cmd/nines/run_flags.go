package main

import (
	"github.com/spf13/cobra"

	"nines/model"
	"nines/model/file"
	"nines/sim"
)

// runFlags are the flags of `nines run`.
type runFlags struct {
	simulation
	charting
	require string
	precise string
	method  methodFlag

	yearsTold bool
}

// addRequire defines --require.
func (f *runFlags) addRequire(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.require, "require", "", "exit with status 1 unless the promise is safe at `CONFIDENCE`, such as 90%")
}

// allPatches adds what --require asks: its confidence takes the place of the
// scenario's, for all of the answer, so that it does not contradict itself.
func (f *runFlags) allPatches() ([]file.Patch, error) {
	patches, err := f.patches()
	if err != nil || f.require == "" {
		return patches, err
	}
	c, err := model.ParseRatio(f.require)
	if err != nil {
		return nil, badCall("--require: %w", err)
	}
	if c <= 0 || c >= 1 {
		return nil, badCall("--require: got %q, want a confidence above 0%% and below 100%% such as 90%%", f.require)
	}
	return append(patches, file.Set("slo.confidence", model.FormatRatio(c))), nil
}

// precision reads --precision; 0 where it is not asked for.
func (f *runFlags) precision() (float64, error) {
	if f.precise == "" {
		return 0, nil
	}
	p, err := model.ParseRatio(f.precise)
	if err != nil {
		return 0, badCall("--precision: %w", err)
	}
	if p <= 0 || p >= 1 {
		return 0, badCall("--precision: got %q, want the width of an interval above 0%% and below 100%% such as 0.1%%", f.precise)
	}
	return p, nil
}

// call returns FILE and the flags that matter to the answer as arguments.
func (f *runFlags) call(name string) []string {
	call := f.simulation.call(name)
	if f.require != "" {
		call = append(call, "--require", f.require)
	}
	if f.method.text != string(sim.Auto) {
		call = append(call, "--method", f.method.text)
	}
	return append(call, f.seedFlag()...)
}

// whyCall returns the arguments with which explain answers about the same.
func (f *runFlags) whyCall(name string) []string {
	call := f.simulation.call(name)
	if f.require != "" {
		call = append(call, "--set", "slo.confidence="+f.require)
	}
	return append(call, f.seedFlag()...)
}
