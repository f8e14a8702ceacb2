package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
)

// typedPercentage puts the sign behind a percentage that was typed without it: a
// bare number above 1 is one, below 1 a ratio. What 1 is nobody knows.
func typedPercentage(text string) (string, error) {
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case err == nil && v == 1:
		return "", fmt.Errorf(`got %q, want "1%%" or "100%%"`, text)
	case err == nil && v > 1 && v <= 100 && strings.Trim(text, "0123456789.") == "":
		return text + "%", nil
	}
	return text, nil
}

// A requirement is --require.
type requirement struct{ require string }

// addRequire defines the flag.
func (f *requirement) addRequire(cmd *cobra.Command) {
	cmd.Flags().Var(&percentage{&f.require}, "require", "exit with status 1 unless the promise is safe at `CONFIDENCE`, such as 90%")
}

// A percentage is a flag's ratio as people type it: 99.95, 99.95% and 0.9995 are
// the same.
type percentage struct{ text *string }

// String implements pflag.Value.
func (p *percentage) String() string {
	if p.text == nil {
		return ""
	}
	return *p.text
}

// Type implements pflag.Value.
func (p *percentage) Type() string { return "string" }

// Set implements pflag.Value.
func (p *percentage) Set(text string) (err error) {
	*p.text, err = typedPercentage(text)
	return err
}

// asking adds to patches what --require asks: its confidence takes the place of
// the scenario's, for all of the answer, so that it does not contradict itself.
func (f *requirement) asking(patches []file.Patch, err error) ([]file.Patch, error) {
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

// passed is the failure of a promise with this verdict, where one was required.
func (f *requirement) passed(slo model.Objective, verdict sim.Verdict) error {
	if f.require == "" || verdict == sim.Yes {
		return nil
	}
	return &failure{statusNo, fmt.Errorf("%s is not safe at the required %s: the verdict is %s",
		words.Target(slo.Promise), words.Ratio(slo.Confidence), verdict)}
}
