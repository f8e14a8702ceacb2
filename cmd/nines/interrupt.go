package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

// Times from the first signal on. Work that is told to stop returns what it has.
// Work that does not stop is abandoned, and ends with the process: all within the
// half second that a person waits for a prompt.
const (
	handingOver = 280 * time.Millisecond
	lastMoment  = 430 * time.Millisecond
)

// deadlineKey is the key of a context's value: a second context, which ends when
// nobody waits any longer for the results of work that was told to stop.
type deadlineKey struct{}

// listen returns a context that ends with the first signal to stop. Soon after
// that, or at the second signal, end is called, whatever the program is doing.
func listen(end func()) context.Context {
	late, tooLate := context.WithCancel(context.Background())
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), deadlineKey{}, late))
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		time.AfterFunc(handingOver, tooLate)
		select {
		case <-signals:
		case <-time.After(lastMoment):
		}
		end()
	}()
	return ctx
}

// sayEnded says that the program ends early and why, unless nobody reads it.
func sayEnded(w io.Writer) {
	said := make(chan struct{})
	go func() {
		fmt.Fprintln(w, "nines: interrupted")
		close(said)
	}()
	select {
	case <-said:
	case <-time.After(20 * time.Millisecond):
	}
}

// errInterrupted is the failure of work that was told to stop and has no result.
func errInterrupted() error { return &failure{statusInterrupted, errors.New("interrupted")} }

// A workPanic is a panic of work that was awaited, with the place where it
// happened.
type workPanic struct {
	cause any
	stack []byte
}

func (m workPanic) String() string { return fmt.Sprintf("%v\n\n%s", m.cause, m.stack) }

// await runs work and returns its result. Work that does not end soon after its
// context is abandoned and keeps running: the error is then a failure, and the work
// must change nothing that others read.
func await[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
		fault *workPanic
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				o.fault = &workPanic{p, debug.Stack()}
			}
			done <- o
		}()
		o.value, o.err = work()
	}()
	finish := func(o outcome) (T, error) {
		if o.fault != nil {
			panic(*o.fault)
		}
		return o.value, o.err
	}
	select {
	case o := <-done:
		return finish(o)
	case <-ctx.Done():
	}
	select {
	case o := <-done:
		return finish(o)
	case <-deadlineOf(ctx):
		var nothing T
		return nothing, errInterrupted()
	}
}

// impatient returns a context for whose work nobody waits once it has ended: a part
// of it is of no use.
func impatient(ctx context.Context) context.Context {
	late, tooLate := context.WithCancel(context.Background())
	tooLate()
	return context.WithValue(ctx, deadlineKey{}, late)
}

// deadlineOf returns a channel that is closed when nobody waits any longer for the
// results of work whose context has ended.
func deadlineOf(ctx context.Context) <-chan struct{} {
	if late, ok := ctx.Value(deadlineKey{}).(context.Context); ok {
		return late.Done()
	}
	late := make(chan struct{})
	time.AfterFunc(handingOver, func() { close(late) })
	return late
}
