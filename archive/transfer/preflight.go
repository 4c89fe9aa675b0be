package transfer

import (
	"regexp"
	"strconv"

	"niandang/archive"
)

// Result is the outcome of one check.
type Result string

// The outcomes. ByHand: a program cannot do this check.
const (
	Pass    Result = "pass"
	Failed  Result = "fail"
	Warning Result = "warning"
	ByHand  Result = "by_hand"
)

// Check is one row of the four-property check (四性检测, DA/T 70-2018). Its name is
// the text "check.<code>".
type Check struct {
	Code   string         `json:"code"`
	Result Result         `json:"result"`
	Detail []archive.Text `json:"detail,omitempty"`
}

func (c *Check) fail(t archive.Text) { c.Result = Failed; c.Detail = append(c.Detail, t) }

func (c *Check) warn(t archive.Text) {
	if c.Result != Failed {
		c.Result = Warning
	}
	c.Detail = append(c.Detail, t)
}

// byHand are the checks that need a person (or a scanner that we are not).
var byHand = []string{"GD-4-1", "GD-4-2", "GD-4-4", "GD-4-5", "GD-4-6", "GD-4-7"}

func handChecks() []Check {
	out := make([]Check, 0, len(byHand))
	for _, code := range byHand {
		out = append(out, Check{Code: code, Result: ByHand})
	}
	return out
}

// codeShape is the tolerant form of an item code: DA/T 22-2015 5.4 and DA/T
// 13-2022.
var codeShape = regexp.MustCompile(`^[A-Z0-9]\d{3}-[A-Z]{2}·(\d{4})[-·](Y|D\d+)(?:[-·]([A-Z0-9\p{Han}]+))?-(\d+)$`)

// preflight checks the plan before anything is written, in the archives' words.
func preflight(p *Plan) []Check {
	checks := []Check{p.checkCodes(), p.checkRepeats(), p.checkOrder(), p.checkMandatory(), p.checkScope(), p.checkOpinions(), p.checkHeld()}
	return append(checks, handChecks()...)
}

func (p *Plan) checkCodes() Check {
	c := Check{Code: "GD-1-7", Result: Pass}
	for _, it := range p.Items {
		if !codeShape.MatchString(it.Item.Code) {
			c.warn(archive.Say("transfer.code_shape", "code", it.Item.Code))
		}
	}
	return c
}

func (p *Plan) checkRepeats() Check {
	c := Check{Code: "GD-1-8", Result: Pass}
	seen := make(map[string]bool)
	for _, it := range p.Items {
		if seen[it.Item.Code] {
			c.fail(archive.Say("transfer.code_twice", "code", it.Item.Code))
		}
		seen[it.Item.Code] = true
	}
	return c
}

// checkOrder looks for gaps in the item numbers of each class.
func (p *Plan) checkOrder() Check {
	c := Check{Code: "GD-2-6", Result: Pass}
	highest, count := make(map[string]int), make(map[string]int)
	for _, it := range p.in.Items {
		highest[it.Class] = max(highest[it.Class], it.Number)
		count[it.Class]++
	}
	for class, n := range highest {
		if n != count[class] {
			c.warn(archive.Say("transfer.code_gap", "class", class, "n", strconv.Itoa(n), "count", strconv.Itoa(count[class])))
		}
	}
	return c
}

func (p *Plan) checkMandatory() Check {
	c := Check{Code: "GD-2-4", Result: Pass}
	for _, it := range p.Items {
		for _, name := range emptyMandatory(it) {
			c.warn(archive.Say("transfer.element_empty", "code", it.Item.Code, "name", name))
		}
	}
	return c
}

// emptyMandatory names the mandatory elements (DA/T 18-2022, DA/T 46-2009) that
// an item lacks.
func emptyMandatory(it Planned) []string {
	var out []string
	if it.Item.Title == "" {
		out = append(out, "题名")
	}
	if it.Document.Date == "" {
		out = append(out, "日期")
	}
	if len(it.Document.Issuers) == 0 {
		out = append(out, "责任者")
	}
	return out
}

func (p *Plan) checkScope() Check {
	c := Check{Code: "GD-2-9", Result: Pass}
	for _, it := range p.Items {
		if p.unreviewed(it.Item) {
			c.warn(archive.Say("transfer.unreviewed", "code", it.Item.Code, "title", it.Item.Title))
		}
	}
	return c
}

// checkOpinions looks for the opening opinion that goes with a transfer (档案法
// art. 30).
func (p *Plan) checkOpinions() Check {
	c := Check{Code: "opening", Result: Pass}
	n := 0
	for _, it := range p.Items {
		if it.Document.Opening == "" {
			n++
		}
	}
	if n > 0 {
		c.warn(archive.Say("transfer.no_opinion", "n", strconv.Itoa(n)))
	}
	return c
}

func (p *Plan) checkHeld() Check {
	c := Check{Code: "held", Result: Pass}
	for _, h := range p.Held {
		for _, r := range h.Reasons {
			c.warn(r)
		}
	}
	return c
}
