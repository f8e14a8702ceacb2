package file

import (
	"errors"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEveryKeyIsRead gives each key of the file, in turn, a table that it cannot
// hold: a key that nobody reads would let it pass.
func TestEveryKeyIsRead(t *testing.T) {
	data, err := os.ReadFile("testdata/good/checkout.toml")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Parse("checkout.toml", []byte(string(data)+`
[sla.gold]
fee_per_month = 1_000
credits = [{ below = "99.9%", credit = "10%" }]
[investment.fast]
set = { recovery.rollback.time = "30s" }
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, sec := range sections() {
		if sec.later {
			continue
		}
		path := sec.name
		if sec.named {
			path += "." + d.root.Child(sec.name).Keys()[0]
		}
		for _, k := range sec.keys {
			key := path + "." + k.name
			_, err := d.Scenario(set(t, key+"={ nonsense = 1 }"))
			var errs Errors
			if !errors.As(err, &errs) {
				t.Errorf("%s takes { nonsense = 1 }", key)
				continue
			}
			if !slices.ContainsFunc(errs, func(e Error) bool { return strings.HasPrefix(e.Key, key) }) {
				t.Errorf("%s: { nonsense = 1 } is told as %v", key, err)
			}
		}
	}
}

// TestKeysOfTheTable checks what the table of keys says against itself.
func TestKeysOfTheTable(t *testing.T) {
	known := newSchema()
	for _, sec := range known.list {
		for _, k := range sec.keys {
			at := sec.name + "." + k.name
			if kind, ok := k.form.valueKind(); !ok && k.value != nil {
				t.Errorf("%s has a value that cannot be varied (%v)", at, kind)
			}
			if k.joint && k.read == nil {
				t.Errorf("%s is read jointly by nobody", at)
			}
			if (k.form == partForm || k.form == partsForm) != (k.of != "") || k.of != "" && known.byName[k.of] == nil {
				t.Errorf("%s names parts of %q", at, k.of)
			}
			for _, other := range append(append([]string{}, k.whole...), k.ends...) {
				if sec.key(other) == nil {
					t.Errorf("%s excludes %s, which does not exist", at, other)
				}
			}
			if k.group != "" && len(slices.DeleteFunc(slices.Clone(sec.keys), func(o key) bool { return o.group != k.group })) < 2 {
				t.Errorf("%s is alone in its group %q", at, k.group)
			}
		}
	}
}

// TestKeysAreDocumented looks every key up in the pages that say how a scenario
// is written.
func TestKeysAreDocumented(t *testing.T) {
	var pages string
	for _, page := range []string{"../../README.md", "../../scenarios/README.md"} {
		text, err := os.ReadFile(page)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		pages += string(text)
	}
	for _, sec := range sections() {
		for _, k := range sec.keys {
			if k.form == laterForm {
				continue
			}
			written := regexp.MustCompile("`[^`\n]*\\b" + k.name + "\\b[^`\n]*`|\\b" + k.name + " *=")
			if !written.MatchString(pages) {
				t.Errorf("no page tells of %s.%s", sec.name, k.name)
			}
		}
	}
}
