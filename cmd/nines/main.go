// Command nines says which availability a service can promise, from a file
// that tells how the service fails and recovers.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // calendars must know the zones on a machine that does not
)

func main() {
	// A reader that goes away is an output that could not be written, and
	// told by an exit status like any other, not by a signal.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the second Ctrl-C kills
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run runs the command line and returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (status int) {
	// The status that the runtime gives a panic says that the input is wrong.
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(stderr, "nines: a fault of nines itself, please report it: %v\n\n%s", p, debug.Stack())
			status = statusFault
		}
	}()
	out := &output{w: stdout}
	root := newRoot(&app{stdin: stdin, stdout: out, stderr: stderr})
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if out.err != nil {
		// Whatever the answer was, nobody got it.
		err = &failure{statusOutput, out.err}
	}
	return tell(stderr, err)
}
