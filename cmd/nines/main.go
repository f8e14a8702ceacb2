// Command nines says which availability a service can promise, from a file
// that tells how the service fails and recovers.
package main

import (
	"context"
	"fmt"
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
	j := &journal{}
	ctx := listen(func() {
		j.abandon()
		sayEnded(os.Stderr)
		os.Exit(statusInterrupted)
	})
	a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, files: j}
	os.Exit(a.main(ctx, os.Args[1:]))
}

// main runs the command line and returns the exit status.
func (a *app) main(ctx context.Context, args []string) (status int) {
	// The status that the runtime gives a panic says that the input is wrong.
	defer func() {
		if p := recover(); p != nil {
			m, ok := p.(workPanic)
			if !ok {
				m = workPanic{p, debug.Stack()}
			}
			fmt.Fprintf(a.stderr, "nines: a fault of nines itself, please report it: %v", m)
			status = statusFault
		}
	}()
	out := &output{w: a.stdout}
	a.stdout, a.stderr = out, &output{w: a.stderr}
	root := newRoot(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if out.err != nil {
		// Whatever the answer was, nobody got it.
		err = &failure{statusOutput, out.err}
	}
	return writeError(a.stderr, err)
}
