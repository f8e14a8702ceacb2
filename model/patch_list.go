package model

import (
	"fmt"
	"slices"
)

// changeList appends to, prepends to and removes from a list.
func (r *reader) changeList(table *node, spec *keySpec, old *node, key string, value *node) *problem {
	if spec.kind != partsKey && spec.kind != targetsKey && spec.kind != listKey {
		return problemOf(key, value.spelling(), "a whole value; only lists can be changed so")
	}
	list := &node{kind: listNode, key: spec.name, at: table.at, keyAt: table.at, patch: value.patch}
	if old != nil {
		if old.kind != listNode {
			return problemOf(key, old.spelling(), "a list in the file")
		}
		list.at, list.keyAt = old.at, old.keyAt
		list.children = slices.Clone(old.children)
	}
	for _, c := range value.children {
		if c.kind != listNode || !slices.Contains([]string{"append", "prepend", "remove"}, c.key) {
			return problemOf(key, value.spelling(), `{ append = ["x"] }, { prepend = ["x"] } or { remove = ["x"] }`)
		}
	}
	for _, c := range value.child("remove").elements() {
		at := list.find(c)
		if at < 0 {
			wrong := noSuch("element", key, fmt.Sprint(c.value), list.names())
			wrong.absent = true
			return wrong
		}
		list.children = slices.Delete(list.children, at, at+1)
	}
	front := 0
	for _, c := range value.child("prepend").elements() {
		if at := list.find(c); at >= 0 {
			list.children = slices.Delete(list.children, at, at+1)
			front = min(front, len(list.children))
		}
		list.children = slices.Insert(list.children, front, c)
		front++
	}
	for _, c := range value.child("append").elements() {
		if list.find(c) < 0 {
			list.children = append(list.children, c)
		}
	}
	table.add(list)
	return nil
}
