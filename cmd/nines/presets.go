package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/model/file"
)

func newPresets(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "presets [WORD]",
		Short: "List published figures that a scenario can use by name",
		Long: `presets lists the published figures that a scenario can use by name: timings,
ratios and rates as { preset = "NAME" }, alarms and terms of suppliers as
preset = "NAME". With a WORD it lists those that have it in their name, title or
source, with what each stands for and where it was published.`,
		Example: `  nines presets
  nines presets failover
  nines presets burn --json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return badCall("nines presets takes one WORD, got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return presetNames(file.Presets()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			all := file.Presets()
			if len(args) == 0 {
				return a.print(asJSON, func() any { return wire.NewPresets(all) }, func() *doc.Page { return answer.Presets(all) })
			}
			some := having(all, args[0])
			if len(some) == 0 {
				if near := nearest(args[0], presetNames(all)); near != "" {
					return badCall("no preset has %q in its name, title or source; did you mean %s?", args[0], near)
				}
				return badCall("no preset has %q in its name, title or source; nines presets lists all", args[0])
			}
			return a.print(asJSON, func() any { return wire.NewPresets(some) }, func() *doc.Page { return answer.PresetsAtLength(some) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer in JSON")
	return cmd
}

// having returns the presets that have a word in their name, title or source; the
// one of that very name alone.
func having(all []model.Preset, word string) []model.Preset {
	if at := slices.IndexFunc(all, func(p model.Preset) bool { return p.Name == word }); at >= 0 {
		return all[at : at+1]
	}
	var out []model.Preset
	word = strings.ToLower(word)
	for _, p := range all {
		if strings.Contains(strings.ToLower(p.Name+"\n"+p.Title+"\n"+p.Source), word) {
			out = append(out, p)
		}
	}
	return out
}

func presetNames(all []model.Preset) []string {
	var out []string
	for _, p := range all {
		out = append(out, p.Name)
	}
	return out
}
