package main

import (
	"context"
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
			if strings.HasPrefix(path, begun) {
				out = append(out, path+behind)
			}
		}
		return out, plain
	})
}
