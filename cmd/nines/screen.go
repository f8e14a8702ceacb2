package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"

	"nines/cmd/nines/internal/doc"
)

// How wide tables are on a terminal, in columns: in a narrower one lines break
// wherever they end, and longer ones no eye follows.
const (
	leastWidth = 80
	mostWidth  = 200
)

// screenOf returns what a page on standard output may look like. Where that is no
// terminal, which is a file or another program, it depends on nothing around. The
// width is what COLUMNS says, as everywhere, or else what the terminal does;
// NO_COLOR (no-color.org) and a terminal that calls itself dumb leave colours out.
func screenOf(stdout io.Writer, env func(string) string) doc.Screen {
	f, ok := terminalOf(stdout)
	if !ok {
		return doc.Screen{}
	}
	width, err := strconv.Atoi(env("COLUMNS"))
	if err != nil || width < 1 {
		if width, _, err = term.GetSize(int(f.Fd())); err != nil || width < 1 {
			width = doc.LineWidth // unknown
		}
	}
	return doc.Screen{
		Width:  min(max(width, leastWidth), mostWidth),
		Colour: env("NO_COLOR") == "" && env("TERM") != "dumb",
	}
}

// terminalOf returns the terminal behind an output, if it is one.
func terminalOf(w io.Writer) (*os.File, bool) {
	if o, ok := w.(*output); ok {
		w = o.w
	}
	f, ok := w.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}
