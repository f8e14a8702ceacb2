package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nines/plots"
	"nines/plots/words"
)

// charting are the flags of a command that draws several charts.
type charting struct {
	charts  string
	only    []string // the names of those that are asked for; none for all
	formats []string
	size    sizeFlag
}

// addCharts defines the flags; names are those of the charts of a call with such
// arguments.
func (f *charting) addCharts(cmd *cobra.Command, what string, names func(args []string) []string) {
	fs := cmd.Flags()
	fs.StringVar(&f.charts, "charts", "", "draw "+what+" into the folder `DIR`")
	fs.StringSliceVar(&f.only, "chart", nil, "of the charts, draw `NAME` alone, such as "+names(nil)[0]+" (repeatable)")
	_ = cmd.RegisterFlagCompletionFunc("chart", func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		return names(args), cobra.ShellCompDirectiveNoFileComp
	})
	fs.StringSliceVar(&f.formats, "chart-format", []string{"svg"}, "draw charts as `FORMATS`: svg, png, pdf")
	_ = cmd.RegisterFlagCompletionFunc("chart-format", cobra.FixedCompletions([]string{"svg", "png", "pdf"}, cobra.ShellCompDirectiveNoFileComp))
	f.size.add(cmd)
	_ = cmd.MarkFlagDirname("charts")
}

// check refuses how charts are to be drawn where none are.
func (f *charting) check(cmd *cobra.Command) error {
	for _, flag := range []string{"chart", "chart-size", "chart-format"} {
		if f.charts == "" && cmd.Flags().Changed(flag) {
			return badCall("--%s says nothing without --charts DIR", flag)
		}
	}
	return nil
}

// named reports whether single charts are asked for.
func (f *charting) named() bool { return len(f.only) > 0 }

// wants reports whether a chart is asked for.
func (f *charting) wants(name string) bool { return !f.named() || slices.Contains(f.only, name) }

// ready returns the formats that are asked for, or why those of the charts of
// these names that are asked for could not be written: that is better known
// before the work than after.
func (f *charting) ready(a *app, names []string) ([]plots.Format, error) {
	formats, err := f.chartFormats()
	if err == nil {
		err = f.checkNames(names)
	}
	if err == nil && f.charts != "" {
		wanted := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !f.wants(name) })
		err = a.drawable(f.charts, wanted, formats)
	}
	return formats, err
}

// checkNames refuses charts that there are none of.
func (f *charting) checkNames(names []string) error {
	for _, name := range f.only {
		if slices.Contains(names, name) {
			continue
		}
		hint := ""
		if near := nearest(name, names); near != "" {
			hint = fmt.Sprintf("; did you mean %s?", near)
		}
		return badCall("--chart: got %q, want %s%s", name, words.List(names, "or"), hint)
	}
	return nil
}

// chartFormats returns the formats that are asked for, each once.
func (f *charting) chartFormats() ([]plots.Format, error) {
	var out []plots.Format
	for _, text := range f.formats {
		format, err := plots.ParseFormat(text)
		if err != nil {
			return nil, badCall("--chart-format: %w", err)
		}
		if !slices.Contains(out, format) {
			out = append(out, format)
		}
	}
	return out, nil
}

// picturing are the flags of a command that draws one chart.
type picturing struct {
	chart string
	size  sizeFlag
}

// addChart defines the flags.
func (f *picturing) addChart(cmd *cobra.Command, what string) {
	cmd.Flags().StringVar(&f.chart, "chart", "", "draw "+what+" into `FILE` (.svg, .png or .pdf)")
	f.size.add(cmd)
	_ = cmd.MarkFlagFilename("chart", "svg", "png", "pdf")
}

// check refuses a size without a chart.
func (f *picturing) check(cmd *cobra.Command) error {
	if f.chart == "" && f.size.asked(cmd) {
		return badCall("--chart-size says nothing without --chart FILE")
	}
	return nil
}

// ready returns the format of the chart, or why it could not be written: that is
// better known before the work than after.
func (f *picturing) ready(a *app) (plots.Format, error) {
	if f.chart == "" {
		return "", nil
	}
	format, err := formatOf(f.chart)
	if err == nil {
		err = a.canWrite(f.chart, true)
	}
	return format, err
}

// formatOf returns the format that a chart's file name asks for.
func formatOf(path string) (plots.Format, error) {
	ending := strings.TrimPrefix(filepath.Ext(path), ".")
	format, err := plots.ParseFormat(ending)
	if err != nil || ending == "" {
		return "", badCall("--chart: got %q, want a file that ends in .svg, .png or .pdf", path)
	}
	return format, nil
}

// A sizeFlag is --chart-size.
type sizeFlag struct{ plots.Size }

// add defines the flag.
func (s *sizeFlag) add(cmd *cobra.Command) {
	cmd.Flags().Var(s, "chart-size", "draw for a `PLACE`: document (7 × 4.6 in), slide (13.3 × 7.5 in) or phone")
	_ = cmd.RegisterFlagCompletionFunc("chart-size", cobra.FixedCompletions(plots.Sizes(), cobra.ShellCompDirectiveNoFileComp))
}

// asked reports whether the flag was given.
func (s *sizeFlag) asked(cmd *cobra.Command) bool { return cmd.Flags().Changed("chart-size") }

// Type implements pflag.Value.
func (s *sizeFlag) Type() string { return "PLACE" }

// Set implements pflag.Value.
func (s *sizeFlag) Set(text string) (err error) {
	s.Size, err = plots.ParseSize(text)
	return err
}
