package main

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
)

// A byline says on a report who made it, and when. Nobody is named who was not
// told: what a machine calls its user is not for others to read.
type byline struct {
	author string
	date   day
}

// add defines the flags.
func (b *byline) add(cmd *cobra.Command) {
	year, month, date := time.Now().Date()
	b.date = day(time.Date(year, month, date, 0, 0, 0, 0, time.UTC))
	cmd.Flags().StringVar(&b.author, "author", "", "put `NAME` on the page as its author")
	cmd.Flags().Var(&b.date, "date", "put `DATE` on the page, such as 2026-03-31")
	cmd.Flags().Lookup("date").DefValue = "today"
}

// answered returns the byline as the report has it.
func (b *byline) answered() answer.Byline {
	return answer.Byline{Author: strings.Join(strings.Fields(b.author), " "), Date: time.Time(b.date)}
}

// call returns the flags that put the same on another page.
func (b *byline) call() []string {
	flags := []string{"--date", b.date.String()}
	if b.author == "" {
		return flags
	}
	return append([]string{"--author", b.answered().Author}, flags...)
}

// A day is a date as a flag holds it.
type day time.Time

// Type implements pflag.Value.
func (d *day) Type() string { return "DATE" }

// String implements pflag.Value.
func (d *day) String() string { return time.Time(*d).Format(time.DateOnly) }

// Set implements pflag.Value.
func (d *day) Set(text string) error {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return errors.New("want a date such as 2026-03-31")
	}
	*d = day(at)
	return nil
}
