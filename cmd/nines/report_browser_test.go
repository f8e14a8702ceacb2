package main

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// chromium runs a page in a headless Chromium with nothing to resolve names
// with, and returns what the page holds once its scripts have run. Where there
// is no Chromium, the test is skipped.
func chromium(t *testing.T, page string, flags ...string) string {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if at, err := exec.LookPath(name); program == "" && err == nil {
			program = at
		}
	}
	if program == "" {
		t.Skip("no Chromium on this machine (apt-get install chromium); the page was not looked at in a browser")
	}
	dir := t.TempDir()
	at := filepath.Join(dir, "page.html")
	if err := os.WriteFile(at, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
	defer stop()
	flags = append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
		"--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--window-size=1600,2000", "--virtual-time-budget=5000", "--dump-dom",
	}, flags...)
	out, err := exec.CommandContext(ctx, program, append(flags, "file://"+at)...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return string(out)
}

// measuring is a page that holds others in frames of given widths and notes
// what is wider than its frame. What scrolls by itself may be, but for a frame
// of paper, which nobody scrolls. Frames of a srcdoc have the origin of the page
// around them, which may thus look into them.
const measuring = `<!DOCTYPE html><meta charset="utf-8">
%s<pre id="found">not measured</pre>
<script>
addEventListener("load", () => {
	const found = [];
	for (const frame of document.querySelectorAll("iframe")) {
		const name = frame.name, doc = frame.contentDocument, wide = doc.documentElement.clientWidth;
		if (doc.documentElement.scrollWidth > wide) found.push(name + ": the page is " + doc.documentElement.scrollWidth + " of " + wide + " wide");
		const boxes = doc.querySelectorAll("main *");
		if (boxes.length < 100 || !doc.querySelector("svg text")) found.push(name + ": is empty");
		for (const box of boxes) {
			const at = box.getBoundingClientRect();
			const scrolls = !name.endsWith("paper") && box.parentElement.closest(".scroll");
			if (!scrolls && (at.right > wide + 0.5 || at.left < -0.5)) found.push(name + ": " + box.tagName + " reaches from " + at.left + " to " + at.right + " of " + wide);
		}
		const asked = frame.contentWindow.performance.getEntriesByType("resource");
		for (const r of asked) found.push(name + ": asked for " + r.name);
	}
	document.getElementById("found").textContent = found.slice(0, 20).join("\n") || "all is well";
});
</script>`

// frames puts a page into frames as wide as a desk's screen, a phone, and A4
// paper between its margins (180 mm are 680 pixels), where the rules for print
// hold. Their names begin with that of the page.
func frames(name, page string) string {
	var b strings.Builder
	for _, f := range []struct {
		name  string
		width int
		page  string
	}{
		{"desk", 1280, page},
		{"phone", 390, page},
		{"paper", 680, strings.Replace(page, "@media print", "@media all", 1)},
	} {
		fmt.Fprintf(&b, `<iframe name="%s" width="%d" height="800" style="border:0" srcdoc="%s"></iframe>`+"\n", name+f.name, f.width, html.EscapeString(f.page))
	}
	return b.String()
}

// measured returns what a browser found in frames.
func measured(t *testing.T, frames string) string {
	t.Helper()
	dom := chromium(t, fmt.Sprintf(measuring, frames))
	found := regexp.MustCompile(`(?s)<pre id="found">(.*?)</pre>`).FindStringSubmatch(dom)
	if found == nil {
		t.Fatal("the browser measured nothing")
	}
	return html.UnescapeString(found[1])
}

// Nothing overflows on a desk, a phone, or paper.
func TestReportFits(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	page := shopHTML(t)
	// The measure finds what it is there for, in another copy.
	wide := strings.Replace(page, "<footer>", `<div style="width: 700px">wide</div><footer>`, 1)
	found := measured(t, frames("", page)+frames("wide ", wide))
	if !strings.Contains(found, "wide phone: the page is") || !strings.Contains(found, "wide paper: DIV reaches") {
		t.Errorf("a box 700 pixels wide was measured as:\n%s", found)
	}
	for line := range strings.Lines(found) {
		if !strings.HasPrefix(line, "wide phone: ") && !strings.HasPrefix(line, "wide paper: ") {
			t.Errorf("the report does not fit: %s", line)
		}
	}
}

// asked returns the addresses that a page made the browser ask for, by the
// browser's own log. What the browser asks for by itself has no origin.
func asked(t *testing.T, page string) []string {
	t.Helper()
	at := filepath.Join(t.TempDir(), "net.json")
	chromium(t, page, "--log-net-log="+at)
	data, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Events []struct {
			Params struct{ URL, Initiator string }
		}
	}
	if err := json.Unmarshal(data, &log); err != nil {
		t.Fatalf("the browser's log: %v", err)
	}
	var all []string
	for _, e := range log.Events {
		if e.Params.URL != "" && e.Params.Initiator != "" && e.Params.Initiator != "not an origin" {
			all = append(all, e.Params.URL)
		}
	}
	return all
}

// No request leaves the page.
func TestReportAsksForNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	page := shopHTML(t)
	const picture = `<img src="http://example.invalid/picture.png">`
	if all := asked(t, strings.Replace(page, "<footer>", picture+"<footer>", 1)); len(all) > 0 {
		t.Errorf("the report asks for %q, or its policy lets that through", all)
	}
	// The log holds what it is read for.
	if all := asked(t, "<!DOCTYPE html>"+picture); len(all) == 0 {
		t.Error("the browser's log does not show a page's requests")
	}
}
