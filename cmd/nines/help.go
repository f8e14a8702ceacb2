package main

import (
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"nines/plots"
	"nines/scenarios"
	"nines/sim"
)

// A topic is a page of the reference that is part of the program.
type topic struct {
	name, about string
	page        func() string // Markdown
}

func topics() []topic {
	return []topic{
		{"scenario", "the scenario file: every key with an example, recipes", scenarios.README},
		{"commands", "the commands, their flags, exit statuses, pipelines", func() string { return readme }},
		{"meaning", "what the numbers mean, how they are checked, their limits", sim.README},
		{"json", "the fields of --json, with their units", func() string { return chapter(readme, "JSON") }},
		{"charts", "the charts, and which question each answers", plots.README},
	}
}

// newHelp returns the command that describes another one, or prints a page of the
// reference.
func newHelp(a *app) *cobra.Command {
	var list strings.Builder
	var names []string
	for _, t := range topics() {
		list.WriteString("\n  " + t.name + strings.Repeat(" ", 11-len(t.name)) + t.about)
		names = append(names, t.name)
	}
	return &cobra.Command{
		Use:   "help [COMMAND | TOPIC]",
		Short: "Tell about a command, or print the reference",
		Long: `help tells about a COMMAND, or prints a page of the reference, in Markdown. TOPIC is
one of:
` + list.String(),
		Example: `  nines help solve
  nines help scenario | less`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if len(args) == 0 {
				return root.Help()
			}
			known := names
			for _, c := range root.Commands() {
				if c.Name() == args[0] && len(args) == 1 {
					return c.Help()
				}
				if c.IsAvailableCommand() {
					known = append(known, c.Name())
				}
			}
			for _, t := range topics() {
				if t.name == args[0] && len(args) == 1 {
					_, err := io.WriteString(a.stdout, forTerminal(t.page()))
					return err
				}
			}
			asked := strings.Join(args, " ")
			if near := nearest(asked, known); near != "" {
				return badCall("help: %q is neither a command nor a topic; did you mean %q?", asked, near)
			}
			return badCall("help: %q is neither a command nor a topic; topics are %s", asked, strings.Join(names, ", "))
		},
	}
}

// chapter returns a part of a page, with the heading that it begins with.
func chapter(page, heading string) string {
	_, part, _ := strings.Cut(page, "\n## "+heading+"\n")
	part, _, _ = strings.Cut(part, "\n## ")
	return "# " + heading + "\n" + part
}

// picture is a line that shows one, and pageLink a link within the repository:
// a terminal can follow neither.
var (
	picture  = regexp.MustCompile(`(?m)^!\[[^\]]*\]\([^)]*\)\n\n?`)
	pageLink = regexp.MustCompile(`\[([^\]]+)\]\((?:[^):]*)\)`)
)

// forTerminal leaves out of a page what only a browser can show.
func forTerminal(page string) string {
	return pageLink.ReplaceAllString(picture.ReplaceAllString(page, ""), "$1")
}
