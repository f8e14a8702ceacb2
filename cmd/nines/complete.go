package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nines/model/file"
)

// completePaths completes a flag by the paths of the scenario that the call names,
// with what stands behind each; by nothing where there is none yet.
func (a *app) completePaths(cmd *cobra.Command, flag, behind string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		const plain = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		if len(args) == 0 || strings.Contains(begun, "=") || args[0] == "-" {
			return nil, plain
		}
		sc, err := a.readScenario(context.Background(), args[0], nil)
		if err != nil {
			return nil, plain
		}
		var out []string
		for _, path := range file.Paths(sc) {
			if strings.Contains(begun, "*") {
				path = forAll(path)
			}
			if at := path + behind; strings.HasPrefix(path, begun) && !slices.Contains(out, at) {
				out = append(out, at)
			}
		}
		return out, plain
	})
}

// forAll returns the path of the same key of all parts: "recovery.*.time".
func forAll(path string) string {
	if parts := strings.Split(path, "."); len(parts) == 3 {
		return parts[0] + ".*." + parts[2]
	}
	return path
}
