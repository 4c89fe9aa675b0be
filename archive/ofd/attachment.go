package ofd

import (
	"io"
	"path"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// Attachment is a file that the package carries (GB/T 33190-2016, 20).
type Attachment struct {
	Name string // with the extension of its file
	Size int64
	Open func() (io.ReadCloser, error)
}

// Attachments gives the attachments of all documents of the package.
func (d *Document) Attachments() []Attachment { return d.attachments }

func (d *Document) addAttachments(b *body, root *xmltree.Node) {
	file, ok := d.c.resolve(strings.TrimSpace(root.Kid("Attachments").Text()), b.dir)
	if !ok {
		return
	}
	n, err := d.c.xml(file)
	if err != nil {
		return
	}
	for _, a := range n.All("Attachment") {
		loc := location(a, "FileLoc")
		at, ok := d.c.resolve(loc, path.Dir(file), b.dir)
		if !ok {
			continue
		}
		d.attachments = append(d.attachments, Attachment{
			Name: attachmentName(a, loc), Size: int64(d.c.files[at].UncompressedSize64),
			Open: func() (io.ReadCloser, error) { return d.c.open(at) },
		})
	}
}

// attachmentName gives the name that people see; the extension is the file's
// own where the name has none.
func attachmentName(a *xmltree.Node, loc string) string {
	loc = path.Base(strings.ReplaceAll(loc, `\`, "/"))
	name := path.Base(strings.ReplaceAll(strings.TrimSpace(a.Attr("Name")), `\`, "/"))
	if name == "." || name == "/" {
		return loc
	}
	if path.Ext(name) == "" {
		name += path.Ext(loc)
	}
	return name
}
