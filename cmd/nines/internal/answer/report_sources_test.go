package answer

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// Comments are read as TOML reads them.
func TestSources(t *testing.T) {
	got := SourcesOf(`# First line
# goes on.
#
#     nines run x
# - a point
title = "not # a comment" # nor is a title an input

[risk.x] # seen once
rate = "1/year"
# measured
impact = '50%#' # last year
diagnose = """
5m # inside
"""
recovery = ["a#b",
  "c", # why
]
`)
	want := Sources{
		opening: []string{"First line goes on.", "- a point"},
		noted: []note{
			{"title", "not # a comment", "nor is a title an input"}, {"risk.x", "", "seen once"},
			{"risk.x.impact", "50%#", "measured last year"}, {"risk.x.recovery", `["a#b", "c", ]`, "why"},
		},
		silent: []string{"risk.x.rate", "risk.x.diagnose"},
	}
	if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(Sources{}, note{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
