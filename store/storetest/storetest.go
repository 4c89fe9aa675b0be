package storetest

import (
	"context"
	"iter"
	"strings"
	"testing"

	"niandang/archive"
)

// Run puts a store through the suite. Each call of open gives a new, empty
// library with default settings; Run closes it.
func Run(t *testing.T, open func(t *testing.T) archive.Store) {
	suites := map[string][]testcase{
		"records": recordCases, "lists": listCases, "tally": tallyCases, "findings": findingCases, "events": eventCases,
		"undo": undoCases, "objects": objectCases, "search": searchCases, "purge": purgeCases, "destroy": destroyCases, "care": careCases,
	}
	for suite, cases := range suites {
		for _, c := range cases {
			t.Run(suite+"/"+c.name, func(t *testing.T) {
				s := open(t)
				defer func() {
					if err := s.Close(); err != nil {
						t.Errorf("Close: %v", err)
					}
				}()
				c.run(library{t, s})
			})
		}
	}
}

type testcase struct {
	name string
	run  func(library)
}

// library is a store under test.
type library struct {
	*testing.T
	archive.Store
}

var ctx = context.Background()

// apply writes a change that must succeed.
func (l library) apply(c archive.Change) archive.Event {
	l.Helper()
	e, err := l.Apply(ctx, c)
	if err != nil {
		l.Fatalf("Apply %s: %v", c.What, err)
	}
	return e
}

// must stops the test on an error.
func (l library) must(what string, err error) {
	l.Helper()
	if err != nil {
		l.Fatalf("%s: %v", what, err)
	}
}

// refuses fails the test unless err has the code.
func (l library) refuses(what string, err error, code archive.Code) {
	l.Helper()
	if err == nil || archive.ErrorCode(err) != code {
		l.Errorf("%s: got %v, want an error %s", what, err, code)
	}
}

// same fails the test unless got is want.
func (l library) same(what, got, want string) {
	l.Helper()
	if got != want {
		l.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// all collects a list that must not fail.
func all[T any](l library, seq iter.Seq2[T, error]) []T {
	l.Helper()
	var out []T
	for x, err := range seq {
		l.must("list", err)
		out = append(out, x)
	}
	return out
}

// names joins one text of each record, for comparing.
func names[T any](records []T, name func(T) string) string {
	out := make([]string, 0, len(records))
	for _, r := range records {
		out = append(out, name(r))
	}
	return strings.Join(out, " ")
}

func fileID(f archive.File) string         { return f.ID }
func documentID(d archive.Document) string { return d.ID }
func itemID(i archive.Item) string         { return i.ID }
