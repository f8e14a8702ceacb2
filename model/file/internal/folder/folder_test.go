package folder

import (
	"io"
	"testing"
)

// A reader that goes on stops one byte beyond its limit.
func TestLimited(t *testing.T) {
	endless := &countingReader{}
	if _, err := io.Copy(io.Discard, &limitedReader{endless, 1000}); err != ErrTooLong || endless.n != 1001 {
		t.Errorf("got %v after %d bytes", err, endless.n)
	}
}

// A countingReader goes on for ever.
type countingReader struct{ n int }

func (r *countingReader) Read(b []byte) (int, error) {
	r.n += len(b)
	return len(b), nil
}
