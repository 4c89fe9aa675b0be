package format

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"

	"niandang/archive"
)

// mailHeaders are shown at the head of an e-mail, in this order.
var mailHeaders = []string{"From", "To", "Cc", "Date", "Subject"}

// maxMailParts bounds the parts of one e-mail.
const maxMailParts = 2000

// readMail reads an e-mail: header lines, then the body.
func readMail(path string, lim archive.LimitSettings) (flow, error) {
	env, err := openMail(path, lim)
	if err != nil {
		return flow{}, err
	}
	return mailFlow(env), nil
}

func mailFlow(env *enmime.Envelope) flow {
	body := env.Text
	if strings.TrimSpace(body) == "" && env.HTML != "" {
		body = htmlText([]byte(env.HTML))
	}
	var head strings.Builder
	for _, h := range mailHeaders {
		if v := headerText(env.GetHeader(h)); v != "" {
			fmt.Fprintf(&head, "%s: %s\n", h, strings.Join(strings.Fields(v), " "))
		}
	}
	f := flow{doc: textDoc(head.String() + "\n" + body), pages: 1}
	f.doc.Title, f.doc.Author = headerText(env.GetHeader("Subject")), headerText(env.GetHeader("From"))
	for _, p := range mailParts(env) {
		f.links = append(f.links, archive.Embedded{Name: p.name, Size: int64(len(p.part.Content))})
	}
	return f
}

func openMail(path string, lim archive.LimitSettings) (*enmime.Envelope, error) {
	b, err := readFile(path, lim)
	if err != nil {
		return nil, err
	}
	return parseMail(b)
}

func parseMail(b []byte) (*enmime.Envelope, error) {
	p := enmime.NewParser(enmime.SkipMalformedParts(true), enmime.MaxStoredPartErrors(20),
		enmime.SetReadPartErrorPolicy(enmime.AllowCorruptTextPartErrorPolicy))
	env, err := p.ReadEnvelope(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("read e-mail: %w", err)
	}
	return env, nil
}

// headerText gives a header's value; old mail programs wrote it in raw GBK.
func headerText(s string) string {
	if !utf8.ValidString(s) {
		s, _ = decodeText([]byte(s))
	}
	return strings.TrimSpace(s)
}

type mailPart struct {
	name string
	part *enmime.Part
}

// mailParts gives what an e-mail carries as files, in order, each name once.
func mailParts(env *enmime.Envelope) []mailPart {
	var out []mailPart
	taken := map[string]int{}
	for _, group := range [][]*enmime.Part{env.Attachments, env.Inlines, env.OtherParts} {
		for _, p := range group {
			if len(out) >= maxMailParts || p.FileName == "" && !strings.HasPrefix(p.ContentType, "message/") {
				continue
			}
			name := safeName(headerText(p.FileName))
			if name == "" {
				name = "message.eml"
			}
			if taken[name]++; taken[name] > 1 {
				ext := Ext(name)
				name = fmt.Sprintf("%s (%d)%s", name[:len(name)-len(ext)], taken[name], ext)
			}
			out = append(out, mailPart{name, p})
		}
	}
	return out
}

// safeName takes everything off a name that could lead elsewhere.
func safeName(name string) string {
	name = baseName(strings.TrimSpace(name))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name)
	if name == "." || name == ".." {
		return ""
	}
	return name
}

// mailMembers gives the files that an e-mail carries.
func mailMembers(ctx context.Context, path string, lim archive.LimitSettings, yield member) error {
	env, err := guard(ctx, secs(lim.Seconds), func(context.Context) (*enmime.Envelope, error) { return openMail(path, lim) })
	if err != nil {
		return err
	}
	for _, p := range mailParts(env) {
		open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(p.part.Content)), nil }
		if err := yield(p.name, int64(len(p.part.Content)), open); err != nil {
			return err
		}
	}
	return nil
}

// member is called for each file inside a file.
type member = func(name string, size int64, open func() (io.ReadCloser, error)) error
