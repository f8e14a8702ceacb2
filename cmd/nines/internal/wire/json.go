// Package wire puts answers into JSON, one file an answer. The names of the
// fields and their units are what other programs rely on.
package wire

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"path/filepath"

	"nines/cmd/nines/internal/version"
	"nines/model"
	"nines/model/visible"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// A number is null in JSON where it does not exist.
type number float64

// MarshalJSON implements json.Marshaler.
func (n number) MarshalJSON() ([]byte, error) {
	if x := float64(n); !math.IsNaN(x) && !math.IsInf(x, 0) {
		return json.Marshal(x)
	}
	return []byte("null"), nil
}

// Write writes one object, with a line for each field; of a map, whose numbers
// nobody reads one by one, in a single line.
func Write(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if _, isMap := v.(Sweep); !isMap {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, visible.JSON(b.String()))
	return err
}

// A header begins every object.
type header struct {
	Command string `json:"command"`
	Version string `json:"version"`

	// Partial says that the work was interrupted: what stands in the object
	// holds, but not all is there, or not all of the charts.
	Partial bool `json:"partial,omitempty"`
}

func newHeader(command string) header {
	return header{Command: command, Version: version.String()}
}

type Scenario struct {
	Title   string `json:"title"`
	Service string `json:"service"`
	File    string `json:"file"`
	SHA256  string `json:"sha256"`
}

func newScenario(sc *model.Scenario) Scenario {
	return Scenario{sc.Title, sc.Service.Name, filepath.ToSlash(words.File(sc)), sc.SHA256}
}

type attainable struct {
	Target number `json:"target"`
	Low    number `json:"low"`
	High   number `json:"high"`
}

func newAttainable(e stat.Estimate) attainable {
	return attainable{number(e.Value), number(e.Low), number(e.High)}
}

// assumptions returns what a scenario assumes, as clauses.
func assumptions(sc *model.Scenario) []string {
	out := []string{}
	for _, a := range sc.Assumed {
		out = append(out, a.String())
	}
	return out
}

// plainly spells warnings with plain spaces, but for those on the method.
func plainly(all []sim.Warning) []string { return spelled(all, false) }

// noted spells what there is to say on the method.
func noted(notes ...string) []string {
	out := []string{}
	for _, n := range notes {
		if n != "" {
			out = append(out, words.Plain(n))
		}
	}
	return out
}

// notes spells what warnings say on the method.
func notes(all []sim.Warning) []string { return spelled(all, true) }

func spelled(all []sim.Warning, method bool) []string {
	out := []string{}
	for _, w := range all {
		if w.IsMethod() == method {
			out = append(out, words.Plain(words.Warning(w)))
		}
	}
	return out
}
