package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

// Work hands over what it has soon after its context ends, is left behind
// later, and its panics arrive where they can be told.
func TestAwait(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	if got, err := await(ctx, func() (int, error) { return 7, errors.ErrUnsupported }); got != 7 || !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("got %v, %v, want what the work returns", got, err)
	}
	func() {
		defer func() {
			m, ok := recover().(workPanic)
			if !ok || m.cause != "oh" || !strings.Contains(m.String(), "TestAwait") {
				t.Errorf("got %v, want the panic and its place", m)
			}
		}()
		_, _ = await(ctx, func() (int, error) { panic("oh") })
	}()
	handedOver := func() (int, error) { <-ctx.Done(); return 1, nil }
	go func() { time.Sleep(10 * time.Millisecond); cancel() }()
	if got, err := await(ctx, handedOver); got != 1 || err != nil {
		t.Errorf("got %v, %v, want the part that was handed over", got, err)
	}
	deaf := make(chan struct{})
	defer close(deaf)
	began := time.Now()
	_, err := await(ctx, func() (int, error) { <-deaf; return 1, nil })
	if f := (*failure)(nil); !errors.As(err, &f) || f.status != statusInterrupted {
		t.Errorf("got %v, want an interruption", err)
	}
	if took := time.Since(began); took < handingOver/2 {
		t.Errorf("work was left behind after %v, want about %v", took, handingOver)
	}
	// Nobody waits twice: the time runs from the interruption on.
	late, tooLate := context.WithCancel(context.Background())
	tooLate()
	began = time.Now()
	if _, err := await(context.WithValue(ctx, deadlineKey{}, late), func() (int, error) { <-deaf; return 1, nil }); err == nil {
		t.Error("deaf work returned")
	}
	if took := time.Since(began); took > handingOver/2 {
		t.Errorf("work was waited for another %v", took)
	}
}

// The last word is said, and nobody waits for a reader who does not come.
func TestLastWord(t *testing.T) {
	r, w := io.Pipe()
	began := time.Now()
	sayEnded(w)
	if since := time.Since(began); since > time.Second {
		t.Errorf("waited %v for nobody", since)
	}
	go sayEnded(w)
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil || line != "nines: interrupted\n" {
		t.Errorf("got %q, %v", line, err)
	}
}
