package collect

import (
	"strings"

	"niandang/archive"
)

// isMessage reports an e-mail.
func isMessage(p *piece) bool {
	switch Ext(p.f.Path) {
	case ".eml", ".msg", ".mht", ".emlx":
		return true
	}
	return strings.HasPrefix(p.r.MIME, "message/") || strings.Contains(p.r.MIME, "ms-outlook")
}

// messages holds back the e-mails that carry files, until it is known what those
// are. One that carries nothing is a document like any other.
func (g *grouping) messages() {
	members := g.members()
	for _, p := range g.open() {
		if isMessage(p) && (members[p.key()] > 0 || len(p.r.Embedded) > 0) {
			p.decide(archive.RoleContainer, archive.Container, archive.Text{})
		}
	}
}

// mailRoles says what e-mails are: a container where they carry what exists
// nowhere else, a copy where all of it is at hand.
func (g *grouping) mailRoles() {
	carried := make(map[string][]*piece)
	for _, p := range g.pieces {
		if i := strings.LastIndex(p.key(), Inside); i >= 0 {
			carried[p.key()[:i]] = append(carried[p.key()[:i]], p)
		}
	}
	for _, p := range g.pieces {
		if p.f.Role == archive.RoleContainer && isMessage(p) && !p.f.Fixed {
			g.mailRole(p, carried[p.key()])
		}
	}
}

func (g *grouping) mailRole(mail *piece, members []*piece) {
	var elsewhere *piece
	only := 0
	for _, m := range members {
		switch {
		case m.f.Role.InItem():
			only++
			f := archive.NewFinding(archive.FOnlyInEmail, m.f.Path)
			f.Of = mail.f.Path
			g.find(f)
		case m.same != nil || m.to != nil:
			elsewhere = m.main()
		}
	}
	if len(members) == 0 {
		elsewhere = g.embeddedElsewhere(mail)
	}
	switch {
	case only > 0:
		mail.f.Why = append(mail.f.Why, archive.Say("collect.why.mail_container"))
	case elsewhere != nil:
		mail.copyOf(elsewhere, "mail_copy")
	case len(members) == 0:
		f := archive.NewFinding(archive.FOnlyInEmail, mail.f.Path)
		g.find(f)
		mail.f.Why = append(mail.f.Why, archive.Say("collect.why.mail_container"))
	default:
		mail.f.Why = append(mail.f.Why, archive.Say("collect.why.mail_container"))
	}
}

// embeddedElsewhere looks for the files of a message by their names, where their
// bytes were not taken in.
func (g *grouping) embeddedElsewhere(mail *piece) *piece {
	for _, e := range mail.r.Embedded {
		if doc, _ := g.byTitle(wordings(bareStem(e.Name)), 0.8, func(*piece) bool { return true }); doc != nil {
			return doc.main()
		}
	}
	return nil
}
