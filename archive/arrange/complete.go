package arrange

import (
	"cmp"
	"regexp"
	"slices"

	"niandang/archive"
)

// What an item can lack, as it stands in Item.Missing and in the list of what is
// to be handed in (催交单). An attachment stands there as "附件：" with its title.
const (
	LacksDispatchForm = string(archive.DispatchForm)
	LacksFinalDraft   = string(archive.RoleFinalDraft)
	LacksRoutingForm  = string(archive.RoutingForm)
	LacksReply        = string(archive.RoleReply)
	LacksAttachment   = "附件："
)

// asks finds the letters (函) that want an answer.
var asks = regexp.MustCompile(`请求|申请|商请|恳请|提请|征求|征询|借用|协助|协调|商洽|商榷|咨询|询问|查询|核实|确认`)

// complete checks an item against what the rules ask of it: an outgoing document
// comes with its dispatch form and final draft, an incoming one with its routing
// form, both with the attachments that they list, a request with its reply
// (机关文件材料归档范围和文书档案保管期限规定 art. 10, DA/T 22-2015 5.1).
func (p *planner) complete(it *archive.Item, g []archive.Document) {
	for _, d := range g {
		if p.in.Settings.Arrange.FillForms {
			p.lacksForms(it, d)
		}
		p.lacksAttachments(it, d)
		p.lacksReply(it, d)
	}
}

// lacksForms asks forms of numbered documents only: minutes, bulletins and
// internal papers go without.
func (p *planner) lacksForms(it *archive.Item, d archive.Document) {
	if n, ok := archive.ParseNumber(d.Number); !ok || n.Prefix == "" {
		return
	}
	form := d.Bound != "" || p.hasPart(d, archive.RoleForm)
	switch d.Kind {
	case archive.Outgoing:
		if !form {
			p.missing(it, d, archive.FMissingForm, LacksDispatchForm)
		}
		if !p.hasPart(d, archive.RoleFinalDraft) {
			p.missing(it, d, archive.FMissingDraft, LacksFinalDraft)
		}
	case archive.Incoming:
		if !form {
			p.missing(it, d, archive.FMissingForm, LacksRoutingForm)
		}
	}
}

func (p *planner) hasPart(d archive.Document, role archive.Role) bool {
	return slices.ContainsFunc(p.files[d.ID], func(f archive.File) bool { return f.Role == role })
}

// lacksAttachments names the attachments that the text lists and that neither
// stand in the same file nor came as files. Where nobody could look into the
// file (a scan without text, an encrypted one) it says nothing.
func (p *planner) lacksAttachments(it *archive.Item, d archive.Document) {
	if d.Enclosed == nil {
		return
	}
	files := 0
	named := make(map[string]bool)
	for _, f := range p.files[d.ID] {
		if f.Role == archive.RoleAttachment {
			files++
			named[archive.Squeeze(archive.Fold(f.Title))] = true
		}
	}
	lacking := len(d.Attachments) - files - len(d.Enclosed)
	for i, title := range d.Attachments {
		inside := slices.Contains(d.Enclosed, i+1) || len(d.Attachments) == 1 && slices.Contains(d.Enclosed, 0)
		if lacking <= 0 {
			return
		}
		if inside || named[archive.Squeeze(archive.Fold(title))] {
			continue
		}
		lacking--
		p.missing(it, d, archive.FMissingAttachment, LacksAttachment+title)
	}
}

// lacksReply looks for the reply to a request: 请示 either way, and letters from
// others that ask for something.
func (p *planner) lacksReply(it *archive.Item, d archive.Document) {
	request := d.Genre == "请示" || d.Kind == archive.Incoming && d.Genre == "函" && d.ReplyTo == "" && asks.MatchString(d.Title)
	if request && !p.answered[d.ID] {
		p.missing(it, d, archive.FReplyMissing, LacksReply)
	}
}

// missing puts what is lacking on the item and into the findings.
func (p *planner) missing(it *archive.Item, d archive.Document, kind, what string) {
	it.Missing = append(it.Missing, what)
	f := archive.NewFinding(kind, d.Path, "what", what, "title", d.Title, "number", cmp.Or(d.Number, "—"), "department", cmp.Or(d.Department, "—"))
	f.Year, f.Step, f.Number, f.Document, f.Item = p.in.Year, "arrange", d.Number, d.ID, it.ID
	if kind == archive.FMissingAttachment {
		f.Of = what
	}
	p.plan.Findings = append(p.plan.Findings, f)
}
