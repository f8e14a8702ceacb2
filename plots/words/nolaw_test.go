package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"nines/sim/law"
	"nines/sim/sweep"
)

// reasonsIn returns the reasons that source files declare.
func reasonsIn(t *testing.T, files ...string) []string {
	t.Helper()
	var all []string
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if kind, ok := v.Type.(*ast.Ident); ok && kind.Name == "Reason" {
				for _, x := range v.Values {
					code, err := strconv.Unquote(x.(*ast.BasicLit).Value)
					if err != nil {
						t.Fatal(err)
					}
					all = append(all, code)
				}
			}
			return true
		})
	}
	return all
}

// TestEveryReasonHasWords: no reason for which there is no law is told as
// nothing.
func TestEveryReasonHasWords(t *testing.T) {
	parts := reasonsIn(t, "../../sim/law/unsupported.go", "../../sim/law/internal/effort/unsupported.go")
	maps := reasonsIn(t, "../../sim/sweep/nolaw.go")
	if len(parts) < 15 || len(maps) < 8 {
		t.Fatalf("found %q and %q", parts, maps)
	}
	for _, code := range parts {
		u := &law.Unsupported{Part: "risk.disk", Reason: law.Reason(code), Of: "expert", Fault: "index out of range"}
		if says := Unsupported(u); len(says) < len("risk.disk: ")+20 || !strings.HasPrefix(says, "risk.disk: ") {
			t.Errorf("%s: %q", code, says)
		}
	}
	for _, code := range maps {
		n := &sweep.NoLaw{Reason: sweep.Reason(code), Part: &law.Unsupported{Part: "risk.disk", Reason: law.HeavyTail}}
		if says := NoLaw(n); len(says) < 20 {
			t.Errorf("%s: %q", code, says)
		}
	}
}

// TestNoLaw spells the reasons that carry figures or names.
func TestNoLaw(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Unsupported(&law.Unsupported{Part: "risk.disk", Reason: law.Failed, Fault: "index out of range"}),
			"risk.disk: its exact law failed (index out of range); please report this scenario"},
		{Unsupported(&law.Unsupported{Part: "responder.a.hours", Reason: law.WaitsForAnother, Of: "b"}),
			"responder.a.hours: when its page goes out depends on the hours of b"},
		{NoLaw(&sweep.NoLaw{Reason: sweep.Disagreement, Law: 0.901234, Simulated: 0.8, Within: 300}),
			"the two engines disagree: by the law 90.123% of the years stay within 5m without overlap, by the simulation 80%; please report this scenario"},
	} {
		if c.got != c.want {
			t.Errorf("got  %s\nwant %s", c.got, c.want)
		}
	}
}
