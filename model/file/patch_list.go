package file

import (
	"fmt"
	"slices"

	"nines/model/file/internal/tomltree"
)

// changeList appends to, prepends to and removes from a list.
func (r *reader) changeList(table *tomltree.Node, spec *key, old *tomltree.Node, key string, value *tomltree.Node) *problem {
	if spec.form != partsForm && spec.form != targetsForm && spec.form != listForm {
		return problemOf(key, value.Spelling(), "a whole value; only lists can be changed so")
	}
	list := &tomltree.Node{Kind: tomltree.List, Key: spec.name, At: table.At, KeyAt: table.At, Patch: value.Patch}
	if old != nil {
		if old.Kind != tomltree.List {
			return problemOf(key, old.Spelling(), "a list in the file")
		}
		list.At, list.KeyAt = old.At, old.KeyAt
		list.Children = slices.Clone(old.Children)
	}
	for _, c := range value.Children {
		if c.Kind != tomltree.List || !slices.Contains([]string{"append", "prepend", "remove"}, c.Key) {
			return problemOf(key, value.Spelling(), `{ append = ["x"] }, { prepend = ["x"] } or { remove = ["x"] }`)
		}
	}
	for _, c := range value.Child("remove").Elements() {
		at := list.Find(c)
		if at < 0 {
			wrong := noSuch("element", key, fmt.Sprint(c.Value), list.Names())
			wrong.absent = true
			return wrong
		}
		list.Children = slices.Delete(list.Children, at, at+1)
	}
	front := 0
	for _, c := range value.Child("prepend").Elements() {
		if at := list.Find(c); at >= 0 {
			list.Children = slices.Delete(list.Children, at, at+1)
			front = min(front, len(list.Children))
		}
		list.Children = slices.Insert(list.Children, front, c)
		front++
	}
	for _, c := range value.Child("append").Elements() {
		if list.Find(c) < 0 {
			list.Children = append(list.Children, c)
		}
	}
	table.Add(list)
	return nil
}
