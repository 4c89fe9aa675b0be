package transfer

import (
	"context"
	"errors"
	"io"
	"path"
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// Representations of an E-ARK package: the originals, and the renditions where
// there are any.
const (
	repOriginal  = "rep1"
	repRendition = "rep2"
)

// earkFolder gives an item's folder within a representation.
func earkFolder(_ *Plan, it archive.Item) string { return safeName(it.Code) }

// inner gives the place of a file of an E-ARK package in the payload: below a
// folder named as the OBJID, which is the package's own folder when there is no
// bag around it (CSIPSTR1).
func (w *packer) inner(name string) string {
	if w.bagged() {
		return path.Join(w.c.name, name)
	}
	return name
}

// earkPlace gives the place of a content file.
func earkPlace(w *packer, it Planned, e Entry) string {
	rep := repOriginal
	if e.Of != "" {
		rep = repRendition
	}
	return w.inner(path.Join("representations", rep, "data", it.Folder, e.Name))
}

// earkPaperPlace gives the place of a paper.
func earkPaperPlace(w *packer, name string) string { return w.inner("documentation/" + name) }

// writeEARKItem writes an item's DA/T 46 metadata beside the METS files.
func writeEARKItem(_ context.Context, w *packer, it Planned, files []written) error {
	return w.own(w.inner("metadata/descriptive/"+it.Folder+".xml"), func(f io.Writer) error {
		return writeXML(f, w.plan.metadata(it, files), UTF8)
	})
}

// closeEARK writes documentation, schemas, preservation metadata and the METS
// files, the representations' before the package's, which bears their digests.
func closeEARK(ctx context.Context, w *packer, done [][]written) error {
	if err := w.writePapers(w.signed(ctx)); err != nil {
		return err
	}
	if err := w.own(w.inner("documentation/"+verify.NoticeName), w.notice); err != nil {
		return err
	}
	if err := errors.Join(w.with(ctx, w.inner("documentation")), w.schemas()); err != nil {
		return err
	}
	reps := representations(done)
	for _, rep := range sortedKeys(reps) {
		files := reps[rep]
		if err := w.own(w.inner("representations/"+rep+"/metadata/preservation/premis.xml"), func(f io.Writer) error {
			return w.premisFiles(f, files)
		}); err != nil {
			return err
		}
		if err := w.own(w.inner("representations/"+rep+"/METS.xml"), func(f io.Writer) error { return w.metsRepresentation(f, rep) }); err != nil {
			return err
		}
	}
	if err := w.own(w.inner("metadata/preservation/premis.xml"), w.premisEvents); err != nil {
		return err
	}
	return w.own(w.inner("METS.xml"), func(f io.Writer) error { return w.metsPackage(f, sortedKeys(reps)) })
}

// representations groups what was written by representation.
func representations(done [][]written) map[string][]written {
	out := make(map[string][]written)
	for _, files := range done {
		for _, f := range files {
			rep := repOriginal
			if f.Of != "" {
				rep = repRendition
			}
			out[rep] = append(out[rep], f)
		}
	}
	return out
}

// schemas copies the schemas that were handed in; one of our own is always there.
func (w *packer) schemas() error {
	for _, s := range schemaFiles(w.deps.Schemas) {
		if err := w.own(w.inner("schemas/"+s.name), s.write); err != nil {
			return err
		}
	}
	return nil
}

// below lists the files of the payload under a folder of the package, in order,
// by their path in the package.
func (w *packer) below(folder string) []string {
	root := norm.NFC.String(w.inner(""))
	if root != "" {
		root += "/"
	}
	var out []string
	for name := range w.sums {
		if rel, ok := strings.CutPrefix(name, root); ok && strings.HasPrefix(rel, folder+"/") {
			out = append(out, rel)
		}
	}
	sort.Strings(out)
	return out
}

// mimeOf gives a MIME type by ending, as METS wants one for every file.
func mimeOf(name string) string {
	for mime, ext := range mimes {
		if ext == strings.ToLower(path.Ext(name)) && mime != "text/xml" {
			return mime
		}
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return "text/csv"
	case ".html":
		return "text/html"
	case ".json":
		return "application/json"
	case ".xsd":
		return "application/xml"
	case verify.EEPExt:
		return "application/xml"
	}
	return "application/octet-stream"
}
