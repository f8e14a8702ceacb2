package tomltree

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// awkward is TOML in all the spellings that a locator can stumble over.
const awkward = `# a comment with = and [brackets] and "quotes"
title = "Größe = ½" # behind a value
'quoted key' = 'C:\not\an\escape'
"esc\u0061ped \"key\"" = "a # no comment, [no], {table}"
a.b . c = 1
  a."x.y".d = { e = 1, "f" = [1, 2, { g = "h" }], i.j = 2 }
list = [ # comment in a list
  "one", # another ]
  'two', """
three " "" \""" still """",
  [[1], []], {}, # trailing comma
]
empty = ""
empty-raw = ''
lines = """
x = 5
[not.a.header]
"""
raw = '''
y = '' 6'''
five-quotes = """a"""""
date = 1979-05-27 07:32:00
numbers = [+1.5e3, -1, 0xFF, inf, -nan, 1_000, 07:32:00, 1979-05-27T07:32:00Z, true]

[ table . "with space" ]
k=1
[table.'with space'.deeper]
k = 2
[[array]]
name = "first"
[array.sub]
x = 1
[[array]]
name = "second"
[[array.nested]]
y = { z = 1 }
[[array.nested]]
y = { z = 2 }
[implicit.a.b]
[implicit]
c = 3
`

// TestLocate finds every key that the decoder knows at the place that the
// tree gives for it.
func TestLocate(t *testing.T) {
	texts := map[string]string{"awkward": awkward, "crlf": strings.ReplaceAll(awkward, "\n", "\r\n")}
	files, _ := filepath.Glob("../../testdata/*/*.toml")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = string(data)
	}
	for name, src := range texts {
		var values map[string]any
		md, err := toml.Decode(src, &values)
		if err != nil {
			if strings.Contains(name, "broken") {
				continue // broken as TOML
			}
			t.Fatalf("%s: %v", name, err)
		}
		if name == filepath.Join("..", "..", "testdata", "broken", "key-too-long.toml") || name == filepath.Join("..", "..", "testdata", "broken", "too-deep.toml") {
			continue
		}
		root, wrong := Parse([]byte(src))
		if wrong != nil {
			t.Errorf("%s: %v", name, wrong)
			continue
		}
		lines := strings.Split(src, "\n")
		for _, key := range md.Keys() {
			found := findAll(root, key)
			if len(found) == 0 {
				t.Errorf("%s: no place for %s", name, key)
			}
			for _, n := range found {
				if at := n.KeyAt; !spells(lines, at, key[len(key)-1]) {
					t.Errorf("%s: %s is not at %d:%d", name, key, at.Line, at.Column)
				}
			}
		}
		checkPlaces(t, name, lines, root)
	}
}

// findAll returns the nodes of a key's path, through every element of lists.
func findAll(n *Node, key []string) []*Node {
	if len(key) == 0 {
		return []*Node{n}
	}
	if n.Kind == List {
		var out []*Node
		for _, c := range n.Children {
			out = append(out, findAll(c, key)...)
		}
		return out
	}
	if c := n.Child(key[0]); c != nil {
		return findAll(c, key[1:])
	}
	return nil
}

// spells reports whether a key stands at a position, quoted or bare.
func spells(lines []string, at Position, key string) bool {
	rest := string([]rune(lines[at.Line-1])[at.Column-1:])
	if strings.HasPrefix(rest, key) || strings.HasPrefix(rest, "'"+key) {
		return true
	}
	name, err := (&locator{src: rest}).keyPart()
	return err == nil && name == key
}

// checkPlaces checks that each value's own text stands at its position.
func checkPlaces(t *testing.T, name string, lines []string, n *Node) {
	if n.Text != "" {
		rest := string([]rune(lines[n.At.Line-1])[n.At.Column-1:])
		if first, _, _ := strings.Cut(n.Text, "\n"); !strings.HasPrefix(rest, first) {
			t.Errorf("%s: %q is not at %d:%d", name, first, n.At.Line, n.At.Column)
		}
	}
	for _, c := range n.Children {
		checkPlaces(t, name, lines, c)
	}
}

// FuzzLocate holds the locator against the decoder: what the one reads as
// TOML, the other reads with the same shape. The decoder lets a few keys be
// defined twice, which the locator tells.
func FuzzLocate(f *testing.F) {
	f.Add(awkward)
	f.Add("[a]\nb.c = 1\n[a.b]\nd = 2")
	f.Add("x = [{a = 1, b.c = [{}]}]\n[[y]]\n[[y.z]]\n[y.z.w]")
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) || strings.HasPrefix(src, "\ufeff") {
			t.Skip()
		}
		root, err := locate(src)
		if limit := (*limitError)(nil); errors.As(err, &limit) {
			return
		}
		values, syntax := decode(src)
		if syntax != nil {
			return
		}
		if stray := (*strayError)(nil); errors.As(err, &stray) {
			if stray.key == "" {
				t.Errorf("the locator went astray at %d", stray.offset)
			}
		} else if !fill(root, values) {
			t.Error("another shape")
		}
	})
}
