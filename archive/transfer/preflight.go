package transfer

import (
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// preflight checks the plan before anything is written, in the archives' words:
// every row of the four-property check (DA/T 70-2018), and what else makes
// archives send a batch back.
func (p *Plan) preflight() {
	b := verify.NewBoard("opening", "disclosure", "declassified", "boxes", "paper", "held")
	for _, it := range p.Items {
		verify.Fields(b, it.Item.Code, it.Folder, p.fields(it))
		if p.unreviewed(it.Item) {
			b.Warn("GD-2-9", verify.On(it.Item.Code, "", "transfer.unreviewed", "code", it.Item.Code, "title", it.Item.Title))
		}
		for _, e := range it.Entries {
			if j := p.judged(e); j.Row != "" { // what fails is held back already
				b.Warn(j.Row, verify.Note{Text: j.Text, Code: it.Item.Code, Path: e.Part.Path})
			}
		}
	}
	p.checkRepeats(b)
	p.checkOrder(b)
	p.checkHistory(b)
	p.checkAttachments(b)
	p.checkOpinions(b)
	p.checkBoxes(b)
	p.checkHeld(b)
	p.checkLater(b)
	p.Checks = b.Checks()
	p.Warnings = 0
	for _, c := range p.Checks {
		if c.Result == verify.Warning && c.Code != "held" {
			for _, n := range c.Notes {
				if !n.Remark {
					p.Warnings++
				}
			}
		}
	}
}

func (p *Plan) checkRepeats(b *verify.Board) {
	codes, numbers := make(map[string]bool), make(map[string]string)
	for _, it := range p.Items {
		code, number := it.Item.Code, it.Document.Number
		if codes[code] {
			b.Fail("GD-1-8", verify.On(code, "", "transfer.code_twice", "code", code))
		}
		codes[code] = true
		if other := numbers[number]; number != "" && other != "" {
			b.Warn("GD-1-8", verify.On(code, "", "verify.number_twice", "number", number, "code", code, "other", other))
		}
		numbers[number] = code
	}
}

// checkOrder looks for gaps in the item numbers of each class of the year,
// whether the items go or not.
func (p *Plan) checkOrder(b *verify.Board) {
	highest, count := make(map[string]int), make(map[string]int)
	for _, it := range p.in.Items {
		highest[it.Class] = max(highest[it.Class], it.Number)
		count[it.Class]++
	}
	for _, class := range sortedKeys(highest) {
		if n := highest[class]; n != count[class] {
			b.Warn("GD-2-6", verify.Note{Text: archive.Say("transfer.code_gap", "class", class, "n", strconv.Itoa(n), "count", strconv.Itoa(count[class]))})
		}
	}
}

// checkHistory: without any event there is no processing history to hand over.
func (p *Plan) checkHistory(b *verify.Board) {
	if len(p.in.Events) == 0 {
		b.Warn("GD-2-5", verify.Note{Text: archive.Say("transfer.no_history")})
	}
}

// checkAttachments tells of attachments that the text names and nobody found.
func (p *Plan) checkAttachments(b *verify.Board) {
	where, goes := p.places(), make(map[string]string)
	for _, it := range p.Items {
		goes[it.Item.ID] = it.Item.Code
	}
	for _, f := range p.in.Findings {
		if f.Kind != archive.FMissingAttachment || f.Resolved != nil {
			continue
		}
		if code, ok := goes[where.item(f)]; ok {
			b.Warn("GD-2-8", verify.Note{Text: f.Text(), Code: code, Path: f.Path})
		}
	}
}

// checkOpinions looks for what goes with each item at a transfer: opening
// opinion, disclosure state, declassification (档案法 art. 30, 实施条例 art. 30).
func (p *Plan) checkOpinions(b *verify.Board) {
	open, public := 0, 0
	for _, it := range p.Items {
		d := it.Document
		if d.Opening == "" {
			open++
		}
		if d.Disclosure == "" && d.Kind == "发文" {
			public++
		}
		if d.Security != "" {
			b.Warn("declassified", verify.On(it.Item.Code, "", "transfer.marked", "code", it.Item.Code, "value", d.Security))
		}
	}
	if open > 0 {
		b.Warn("opening", verify.Note{Text: archive.Say("transfer.no_opinion", "n", strconv.Itoa(open))})
	}
	if public > 0 {
		b.Warn("disclosure", verify.Note{Text: archive.Say("transfer.no_disclosure", "n", strconv.Itoa(public))})
	}
}

// checkBoxes: the order in the boxes is that of the catalogue.
func (p *Plan) checkBoxes(b *verify.Board) {
	last := make(map[string]string)
	for _, it := range p.in.Items {
		if it.Box != "" && last[it.Class] > it.Box {
			b.Fail("boxes", verify.On(it.Code, "", "transfer.box_order", "code", it.Code, "box", it.Box, "before", last[it.Class]))
		}
		if it.Box != "" {
			last[it.Class] = it.Box
		}
	}
	b.Hand("paper", archive.Say("transfer.by_hand.paper"))
}

func (p *Plan) checkHeld(b *verify.Board) {
	for _, h := range p.Held {
		for _, r := range h.Reasons {
			n := verify.Note{Text: r, Code: h.Item.Code}
			if p.in.Options.HoldBack {
				b.Warn("held", n)
				continue
			}
			b.Fail(rowOf(r.ID), n)
		}
	}
}

// rowOf gives the row to which a reason for holding back belongs.
func rowOf(id string) string {
	if strings.HasPrefix(id, "readable.") {
		return "GD-3-4"
	}
	for row, ids := range map[string][]string{
		"GD-3-3":  {"transfer.no_rendition", "finding.unsupported_format", "finding.conversion_failed"},
		"GD-3-8":  {"finding.encrypted", "finding.unsafe_archive", "verify.packed", "verify.locked"},
		"GD-2-7":  {"transfer.no_content", "transfer.empty_file", "finding.zero_byte", "finding.truncated", "verify.zero"},
		"GD-3-4":  {"finding.unreadable"},
		"GD-3-5":  {"bag.unreadable"},
		"GD-1-10": {"verify.not_as_named", "finding.wrong_extension"},
		"GD-1-8":  {"transfer.folder_twice"},
		"GD-1-7":  {"transfer.no_code"},
		"GD-2-4":  {"transfer.element_empty"},
		"GD-4-7":  {"transfer.secret", "finding.secret_refused", "finding.security_conflict", "finding.register_security_vs_public"},
	} {
		if slices.Contains(ids, id) {
			return row
		}
	}
	return "held"
}

// checkLater marks the rows that only the finished package can show; they are
// checked by reading it back before it appears.
func (p *Plan) checkLater(b *verify.Board) {
	for _, row := range []string{"GD-1-1", "GD-1-10", "GD-1-11", "GD-1-12", "GD-1-13", "GD-1-14", "GD-2-1", "GD-2-2", "GD-2-10", "GD-2-11", "GD-3-1", "GD-4-3"} {
		b.Remark(row, archive.Say("transfer.later"))
	}
	b.Remark("GD-3-2", archive.Say("transfer.library_read"))
	b.Remark("GD-3-6", archive.Say("transfer.environment"))
}
