package main

import (
	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
)

func newBudget(a *app) *cobra.Command {
	var from string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "budget TARGET",
		Short: "Say how much downtime a target allows",
		Long: `budget says how much downtime a target allows per year, quarter, month, week and
day, and how many incidents of usual lengths that is. With --from it goes the
other way: from a downtime to the availability that it leaves. A year has 365
days, a month is its twelfth part.`,
		Example: `  nines budget 99.99
  nines budget --from 5h45m/year
  nines budget --from 10m/month --json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 0 && from == "" || len(args) == 1 && from != "" {
				return badCall("nines budget needs one TARGET such as 99.99%%, or --from such as 5h45m/year")
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(_ *cobra.Command, args []string) error {
			var allowance model.Allowance
			var page func() *doc.Page
			if from != "" {
				given, err := model.ParseAllowance(from)
				if err != nil {
					return badCall("--from: %w", err)
				}
				allowance, page = given, func() *doc.Page { return answer.BudgetFrom(given) }
			} else {
				text, err := typedPercentage(args[0])
				if err != nil {
					return badCall("%w", err)
				}
				t, err := model.ParseTarget(text)
				if err != nil {
					return badCall("%w", err)
				}
				allowance, page = model.AllowanceOf(t), func() *doc.Page { return answer.Budget(t) }
			}
			return a.print(asJSON, func() any { return wire.NewBudget(allowance, answer.IncidentLengths()) }, page)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "a downtime and over what, such as `5h45m/year`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer in JSON")
	return cmd
}
