package main

import (
	"nines/model"
	"nines/model/file"
	"nines/sim"
)

// runFlags are the flags of `nines run`.
type runFlags struct {
	simulation
	charting
	requirement
	precise string
	method  methodFlag

	yearsTold bool
}

// allPatches adds what --require asks.
func (f *runFlags) allPatches() ([]file.Patch, error) { return f.asking(f.patches()) }

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
