package answer

import (
	"slices"
	"strings"

	"nines/plots/words"
)

// A Claim is a statement about a subject, in parts: callers join them as the place
// needs, and nobody takes a sentence apart. All parts are clauses, as they stand
// within a sentence.
type Claim struct {
	Subject string   // what it is about: "99.9 %", "it"; "" where Says holds it
	Says    string   // what is said of it: "is kept in 9 of 10 years"
	Because []string // what stands behind it, the first before all; empty ones say nothing
	Ask     string   // what somebody asks of it: "you ask for 95 of 100 years"
}

// Of returns the same claim of another subject, which nobody has asked about.
func (c Claim) Of(subject string) Claim {
	return Claim{Subject: subject, Says: c.Says, Because: c.Because}
}

// Clause returns the claim without what stands behind it: "99.9 % is kept in 9
// of 10 years; you ask for 95 of 100 years".
func (c Claim) Clause() string {
	says := c.Says
	if c.Subject != "" {
		says = c.Subject + " " + says
	}
	if c.Ask != "" {
		says += "; " + c.Ask
	}
	return says
}

// Sentences returns the claim and all that stands behind it.
func (c Claim) Sentences() string {
	return sentences(append([]string{c.Clause()}, c.Because...)...)
}

// About returns Sentences with the service before it: "checkout: no, you cannot
// promise 99.9 %. It is kept in …".
func (c Claim) About(service string) string {
	says := service + ": " + c.Clause() + "."
	if because := sentences(c.Because...); because != "" {
		says += " " + because
	}
	return says
}

// OneSentence returns the claim with the first of what stands behind it: "No,
// you cannot promise 99.9 %: it is kept in …".
func (c Claim) OneSentence() string {
	says := c.Clause()
	for _, because := range c.Because {
		if because != "" {
			says += ": " + because
			break
		}
	}
	return sentences(says)
}

// together puts sentences into one paragraph; empty ones say nothing.
func together(says ...string) string {
	return strings.Join(slices.DeleteFunc(says, func(s string) bool { return s == "" }), " ")
}

// sentences makes a sentence of each clause; empty ones say nothing.
func sentences(clauses ...string) string {
	var out []string
	for _, c := range clauses {
		if c != "" {
			out = append(out, words.Sentence(c)+".")
		}
	}
	return strings.Join(out, " ")
}
