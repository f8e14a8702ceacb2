package model_test

import (
	"testing"

	"nines/model"
	"nines/model/file"
)

// read reads a scenario from the text of its file.
func read(t *testing.T, text string) *model.Scenario {
	t.Helper()
	s, err := file.Read("x.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
