package doc

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strings"

	"nines/model/visible"
	"nines/plots"
	"nines/plots/words"
)

// htmlText is the form of the page; it holds its own style and no script.
//
//go:embed page.html.tmpl
var htmlText string

// HTML makes one file that needs nothing from elsewhere.
func HTML(p *Page, output string) ([]File, error) {
	form, err := template.New("report").Funcs(template.FuncMap{
		"svg":   func(c *plots.Chart) (template.HTML, error) { return inlineSVG(c, plots.Document) },
		"words": func(command string) []string { return strings.Split(command, " ") },
		"phone": func(c *plots.Chart) (template.HTML, error) { return inlineSVG(c, plots.Phone) },
	}).Parse(htmlText)
	if err != nil {
		return nil, fmt.Errorf("the form of the page: %w", err)
	}
	var b bytes.Buffer
	if err := form.Execute(&b, p); err != nil {
		return nil, err
	}
	return []File{{Path: output, Data: []byte(visible.Text(b.String()))}}, nil
}

// svgRoot is the element that holds an SVG, with its size on paper.
var svgRoot = regexp.MustCompile(`^<svg width="[^"]*" height="[^"]*"`)

// inlineSVG returns a chart as an element of a page: without the head of a
// file of its own, as wide as its place, and with its sentence for those who
// cannot see it. Charts refer to nothing by name, so that many can stand on
// one page. Their texts are escaped where they are drawn.
func inlineSVG(c *plots.Chart, size plots.Size) (template.HTML, error) {
	var b bytes.Buffer
	if err := c.Write(&b, plots.SVG, size); err != nil {
		return "", err
	}
	text := b.String()
	at := strings.Index(text, "<svg ")
	if at < 0 {
		return "", fmt.Errorf("the chart %s is no SVG", c.Name())
	}
	root := `<svg role="img" aria-label="` + html.EscapeString(words.Plain(c.Title())) + `"`
	return template.HTML(svgRoot.ReplaceAllLiteralString(text[at:], root)), nil
}
