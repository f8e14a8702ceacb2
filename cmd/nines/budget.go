package main

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/plots/words"
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
		Example: `  nines budget 99.99%
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
			var b allowance
			var err error
			if from != "" {
				b, err = allowanceFrom(from)
			} else {
				b, err = allowanceOf(args[0])
			}
			if err != nil {
				return err
			}
			return a.budget(b, asJSON)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "a downtime and over what, such as `5h45m/year`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer in JSON")
	return cmd
}

// An allowance is a target and the downtime that it allows in a second.
type allowance struct {
	name   string // "99.99 %"
	from   string // "5 h 45 min a year" where the downtime was given
	target float64
	over   func(length float64) float64 // seconds allowed in a length of seconds
}

// allowanceOf reads a target.
func allowanceOf(text string) (allowance, error) {
	t, err := model.ParseTarget(text)
	if err != nil {
		return allowance{}, badCall("%w", err)
	}
	return allowance{name: words.Target(t), target: t.Ratio(), over: t.Budget}, nil
}

// allowanceFrom reads a downtime over a length, "5h45m/year" or "10m/30d".
func allowanceFrom(text string) (allowance, error) {
	const want = "want a downtime and over what such as 5h45m/year or 10m/30d"
	down, over, ok := strings.Cut(text, "/")
	seconds, err := model.ParseDuration(down)
	if !ok || err != nil {
		return allowance{}, badCall("--from: got %q, %s", text, want)
	}
	length, each := 0.0, "a "+over
	for _, span := range spans() {
		if span.name == over {
			length = span.seconds
		}
	}
	if length == 0 {
		if length, err = model.ParseDuration(over); err != nil || length == 0 {
			return allowance{}, badCall("--from: got %q, %s", text, want)
		}
		each = "in " + words.Duration(length)
	}
	if seconds > length {
		return allowance{}, badCall("--from: got %q, want no more downtime than there is time", text)
	}
	miss := seconds / length
	return allowance{
		name: words.Missing(miss), from: words.Duration(seconds) + " " + each, target: 1 - miss,
		over: func(l float64) float64 { return miss * l },
	}, nil
}

// A span is a stretch of time that budgets are told for.
type span struct {
	name    string
	seconds float64
}

func spans() []span {
	length := func(k model.WindowKind) float64 { return model.NewWindow(k, 0).Length }
	return []span{
		{"year", model.Year},
		{"quarter", length(model.QuarterWindow)},
		{"month", length(model.MonthWindow)},
		{"week", length(model.WeekWindow)},
		{"day", model.Day},
	}
}

// incidentLengths are the lengths in seconds of incidents that people know.
func incidentLengths() []float64 { return []float64{60, 300, 900, 3600, 4 * 3600} }

func (a *app) budget(b allowance, asJSON bool) error {
	var out bytes.Buffer
	if asJSON {
		v := wire.NewBudget(b.target, b.over, incidentLengths(), b.count)
		if err := wire.Write(&out, v, true); err != nil {
			return err
		}
	} else {
		doc.Terminal(&out, b.page())
	}
	_, err := a.stdout.Write(out.Bytes())
	return unprinted(err)
}

// count returns how many incidents of a length a year's budget holds.
func (b allowance) count(length float64) int {
	return int(math.Floor(b.over(model.Year)/length*(1+1e-12) + 1e-9))
}

// page returns the allowance for people.
func (b allowance) page() *doc.Page {
	var s doc.Section
	if b.from != "" {
		s.Say(fmt.Sprintf("%s of downtime is an availability of %s. It allows", b.from, b.name))
	} else {
		s.Say(b.name + " allows")
	}
	t := doc.NewTable("What it allows", doc.Text(""), doc.Duration(""))
	for _, x := range spans() {
		t.Add("a "+x.name, words.Duration(b.over(x.seconds)))
	}
	s.Tabulate(t)
	s.Say(b.roomLine())
	return doc.Answer(s)
}

// roomLine says how many incidents of usual lengths a year has room for.
func (b allowance) roomLine() string {
	if b.over(model.Year) <= 0 {
		return "That is room for no incident at all."
	}
	var parts []string
	for _, l := range incidentLengths() {
		n := b.count(l)
		if n > 1000 {
			continue // more than anybody would call incidents
		}
		what := words.Duration(l)
		if n == 0 {
			if len(parts) == 0 {
				return "A year has not even room for one incident of " + what + "."
			}
			parts = append(parts, "none of "+what)
			break // nor any longer one
		}
		of := " of "
		if len(parts) == 0 {
			of = " " + words.Plural(n, "incident", "incidents") + of
		}
		parts = append(parts, words.Thousands(float64(n))+of+what)
	}
	if len(parts) == 0 {
		return "A year has room for more than a thousand incidents of 4 h."
	}
	return "In a year that is room for " + words.List(parts, "or") + ", with nothing else."
}
