package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// longestFunction is how many lines a function may have: what fits a screen.
const longestFunction = 80

// TestFunctionsFitAScreen: tables of data aside, which are one return of a
// composite literal, and tests, most of which are tables too.
func TestFunctionsFitAScreen(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || isTable(fn) {
				continue
			}
			seen++
			from, to := files.Position(fn.Pos()), files.Position(fn.End())
			if n := to.Line - from.Line + 1; n > longestFunction {
				t.Errorf("%s: %s has %d lines, want at most %d", from, fn.Name, n, longestFunction)
			}
		}
		return nil
	})
	if err != nil || seen < 1000 {
		t.Fatalf("%d functions, %v", seen, err)
	}
}

// isTable reports whether a function does nothing but return a literal.
func isTable(fn *ast.FuncDecl) bool {
	if fn.Body == nil || len(fn.Body.List) != 1 {
		return false
	}
	r, ok := fn.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(r.Results) != 1 {
		return false
	}
	_, ok = r.Results[0].(*ast.CompositeLit)
	return ok
}
