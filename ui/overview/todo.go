package overview

import (
	"fmt"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
)

// shownTodos is how many lines a glance can take in.
const shownTodos = 7

// todos says what needs a person, the most urgent first: secrecy, what stops a
// transfer, gaps, what waits for a decision, what should be looked at.
func (p *presenter) todos(s year.Status, waiting int) []Todo {
	var out []Todo
	add := func(n int, level Level, id, to, target string) {
		if n > 0 {
			out = append(out, Todo{p.desk.Say(id, "n", fmt.Sprint(n)), level, to, target})
		}
	}
	clash := s.ByKind[archive.FSecurityConflict] + s.ByKind[archive.FRegisterSecurityVsPublic]
	add(clash, Bad, "ui.todo.clash", pane.Transfer, archive.FSecurityConflict)
	add(s.ByStatus[archive.Secret], Bad, "ui.todo.secret", pane.Collect, string(archive.Secret))
	add(s.Errors-clash-s.ByKind[archive.FSecretRefused], Bad, "ui.todo.errors", pane.Transfer, "")
	if len(s.Missing) > 0 {
		out = append(out, Todo{p.desk.Say("ui.todo.missing", "list", gaps(s.Missing)), Wait, pane.Collect, archive.FMissingNumber})
	}
	add(waiting, Wait, "ui.todo.review", pane.Review, "")
	add(s.ByStatus[archive.Problem], Wait, "ui.todo.problem", pane.Collect, string(archive.Problem))
	add(s.ByKind[archive.FRowWithoutFile], Wait, "ui.todo.rows", pane.Collect, archive.FRowWithoutFile)
	add(s.ByKind[archive.FMissingAttachment], Wait, "ui.todo.attachment", pane.Collect, archive.FMissingAttachment)
	add(s.ByKind[archive.FDuplicateNumber], Wait, "ui.todo.number", pane.Collect, archive.FDuplicateNumber)
	add(s.Warnings-named(s), Plain, "ui.todo.warnings", pane.Collect, "")
	return out[:min(len(out), shownTodos)]
}

// named counts the warnings that have a line of their own.
func named(s year.Status) (n int) {
	for _, kind := range []string{archive.FMissingNumber, archive.FRowWithoutFile, archive.FMissingAttachment, archive.FDuplicateNumber} {
		if archive.SeverityOf(kind) == archive.SevWarning {
			n += s.ByKind[kind]
		}
	}
	return n
}

// shownGaps is how many numbers of a series are named.
const shownGaps = 6

// gaps shortens missing numbers: 云水发〔2024〕7号, 19号 gives 云水发 7、19.
func gaps(numbers []string) string {
	bySeries := map[string][]int{}
	var order []string
	for _, s := range numbers {
		n, ok := archive.ParseNumber(s)
		if !ok {
			order = append(order, s)
			continue
		}
		if bySeries[n.Prefix] == nil {
			order = append(order, n.Prefix)
		}
		bySeries[n.Prefix] = append(bySeries[n.Prefix], n.Serial)
	}
	for i, prefix := range order {
		serials := bySeries[prefix]
		if len(serials) == 0 {
			continue
		}
		slices.Sort(serials)
		words := make([]string, 0, len(serials))
		for _, n := range serials[:min(len(serials), shownGaps)] {
			words = append(words, fmt.Sprint(n))
		}
		order[i] += " " + strings.Join(words, "、")
		if len(serials) > shownGaps {
			order[i] += "…"
		}
	}
	return strings.Join(order, "；")
}
