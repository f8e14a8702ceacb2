package main

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// A yearlyBudget is --budget: what may be spent a year.
type yearlyBudget struct {
	perYear float64 // 0 where nobody said
}

// add defines the flag.
func (b *yearlyBudget) add(cmd *cobra.Command) {
	cmd.Flags().Var(b, "budget", "only what costs no more than `MONEY` a year, such as 200000: what to fund for the money, and for the promise")
}

// limit returns the most that may be spent a year.
func (b *yearlyBudget) limit() float64 {
	if b.perYear == 0 {
		return math.Inf(1)
	}
	return b.perYear
}

// Type implements pflag.Value.
func (b *yearlyBudget) Type() string { return "MONEY" }

// String implements pflag.Value.
func (b *yearlyBudget) String() string {
	if b.perYear == 0 {
		return ""
	}
	return strconv.FormatFloat(b.perYear, 'f', -1, 64)
}

// Set implements pflag.Value.
func (b *yearlyBudget) Set(text string) error {
	x, err := strconv.ParseFloat(strings.NewReplacer("_", "", ",", "").Replace(text), 64)
	if err != nil || !(x > 0) || math.IsInf(x, 0) {
		return errors.New("want money a year above 0 such as 200000")
	}
	b.perYear = x
	return nil
}
