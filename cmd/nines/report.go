package main

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/sim"
)

// reportFlags are the flags of `nines report`.
type reportFlags struct {
	simulation
	output string
	force  bool
	requirement
	budget yearlyBudget
	byline byline
}

func newReport(a *app) *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:   "report FILE",
		Short: "Write the page for those who sign and pay",
		Long: `report writes one page for those who sign a promise and pay for keeping it: what is
asked of them, the answer, the charts that matter, what to fund, what the contract
costs, what all of it assumes, and how to get the same page again.

The ending of the output's name says what it is: .html is a single file without
anything from elsewhere, which prints on A4; .pdf is the same on paper; .md is for a
wiki or a pull request, with its charts as files beside it.`,
		Example: `  nines report checkout.toml
  nines report checkout.toml -o checkout.pdf
  nines report checkout.toml --target 99.95% -o decision.md --force
  nines report checkout.toml --author "Ada Lovelace" --date 2026-03-31`,
		Args:              oneFile,
		ValidArgsFunction: completeFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.report(cmd.Context(), &f, args[0])
		},
	}
	f.addSampling(cmd, sim.DefaultYears)
	f.budget.add(cmd)
	f.addRequire(cmd)
	f.addVerbose(cmd)
	fs := cmd.Flags()
	fs.StringVarP(&f.output, "output", "o", "report.html", "write to `FILE` (.html, .md or .pdf)")
	fs.BoolVar(&f.force, "force", false, "replace FILE if it exists")
	f.byline.add(cmd)
	_ = cmd.MarkFlagFilename("output", "html", "md", "pdf")
	return cmd
}

// reportCall returns FILE and all flags that the page depends on.
func (f *reportFlags) reportCall(name string) []string {
	call := append(f.againCall(name), f.yearsFlag()...)
	if f.require != "" {
		call = append(call, "--require", f.require)
	}
	if budget := f.budget.String(); budget != "" {
		call = append(call, "--budget", budget)
	}
	return append(call, f.byline.call()...)
}

// report gathers, writes and says in short what was written. An interrupted
// report is whole, of what there was until then, and says so where it is signed.
func (a *app) report(ctx context.Context, f *reportFlags, name string) error {
	render, err := rendererOf(f.output)
	if err != nil {
		return err
	}
	if err := a.canWrite(f.output, f.force); err != nil {
		return err
	}
	patches, err := f.asking(f.patches())
	if err != nil {
		return err
	}
	sc, text, err := a.readWithText(ctx, name, patches)
	if err != nil {
		return err
	}
	found, err := a.gather(ctx, f, sc)
	if err != nil {
		return err
	}
	found.Source = answer.SourcesOf(string(text))
	found.Patched = f.set
	found.Byline = f.byline.answered()
	found.Call = f.reportCall(name)
	found.Output = filepath.Base(f.output)
	p, files, err := a.rendered(ctx, f, found, render)
	if err != nil {
		return err
	}
	if strange := p.Undrawable(); strange != "" && strings.EqualFold(filepath.Ext(f.output), ".pdf") {
		a.note(f.quiet, "PDF spells %q with other letters, for want of its own in the font; use .html", strange)
	}
	if err := a.files.write(f.force, files...); err != nil {
		return err
	}
	if err := a.print(false, nil, func() *doc.Page { return answer.Written(found, files[0].path, len(files)-1, f.verbose) }); err != nil {
		return err
	}
	if found.Partial() {
		return partlyDone(found.Result)
	}
	return f.passed(found.Result.Scenario.SLO, found.Result.Promised().Verdict)
}

// rendered makes the files of a report. Where an interruption leaves no time for
// its charts, they are left out.
func (a *app) rendered(ctx context.Context, f *reportFlags, found *answer.Report, render doc.Renderer) (*doc.Page, []outFile, error) {
	make := func(p *doc.Page) ([]outFile, error) {
		made, err := render(p, f.output)
		if err != nil {
			return nil, unwritten(f.output, err)
		}
		files := make([]outFile, len(made))
		for i, m := range made {
			files[i] = outFile{path: m.Path, data: m.Data}
		}
		return files, nil
	}
	p := found.Page()
	files, err := await(ctx, func() ([]outFile, error) { return make(p) })
	if ctx.Err() != nil && err != nil {
		found.Missing = append(found.Missing, "all charts")
		p = found.Page()
		p.DropCharts()
		files, err = make(p)
	}
	return p, files, err
}
