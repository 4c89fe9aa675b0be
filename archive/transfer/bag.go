package transfer

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"niandang/archive/fixity"
)

// bag wraps the payload as a BagIt 1.0 bag (RFC 8493): manifests with SHA-256,
// and the same with SM3 among the tag files, where validators that do not know
// the algorithm leave it alone.
func (w *packer) bag() error {
	names, err := walk(w.payload())
	if err != nil {
		return fmt.Errorf("bag: %w", err)
	}
	sums, err := w.payloadSums(names)
	if err != nil {
		return err
	}
	var octets int64
	for _, n := range names {
		octets += sums[n].Size
	}
	for _, t := range []tag{
		{"bagit.txt", func(f io.Writer) error {
			_, err := io.WriteString(f, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
			return err
		}},
		{"bag-info.txt", func(f io.Writer) error { return w.bagInfo(f, octets, len(names)) }},
		{"manifest-sha256.txt", func(f io.Writer) error { return writeManifest(f, names, sums, sha256Of) }},
		{"metadata/manifest-sm3.txt", func(f io.Writer) error { return writeManifest(f, names, sums, sm3Of) }},
	} {
		if err := writeOwn(filepath.Join(w.root, filepath.FromSlash(t.path)), t.write); err != nil {
			return err
		}
	}
	return w.tagManifest()
}

func sha256Of(s fixity.Sums) string { return s.SHA256 }
func sm3Of(s fixity.Sums) string    { return s.SM3 }

// payloadSums gives the digests of all payload files; those copied in this run
// are known already, only our own small files are read.
func (w *packer) payloadSums(names []string) (map[string]fixity.Sums, error) {
	sums := make(map[string]fixity.Sums, len(names))
	for _, f := range w.files {
		sums[f.Path] = fixity.Sums{SHA256: f.SHA256, SM3: f.SM3, Size: f.Size}
	}
	for _, n := range names {
		if _, ok := sums[n]; ok {
			continue
		}
		s, err := digestFile(context.Background(), filepath.Join(w.payload(), filepath.FromSlash(n)))
		if err != nil {
			return nil, fmt.Errorf("bag: %w", err)
		}
		sums[n] = s
	}
	return sums, nil
}

// manifestEscape writes what a manifest line cannot hold (RFC 8493 2.1.3).
var manifestEscape = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

func writeManifest(w io.Writer, names []string, sums map[string]fixity.Sums, digest func(fixity.Sums) string) error {
	for _, n := range names {
		if _, err := fmt.Fprintf(w, "%s  data/%s\n", digest(sums[n]), manifestEscape.Replace(n)); err != nil {
			return err
		}
	}
	return nil
}

func (w *packer) bagInfo(f io.Writer, octets int64, streams int) error {
	s := w.plan.in.Settings
	first, last := w.plan.Span()
	for _, l := range []noticeLine{
		{"Source-Organization", s.Organ.Name},
		{"External-Description", fmt.Sprintf("%s%d年度文书档案 %d件 %s—%s", s.Organ.Name, w.plan.in.Year, len(w.plan.Items), first, last)},
		{"External-Identifier", w.plan.Name},
		{"Bagging-Date", w.plan.in.Now.Format("2006-01-02")},
		{"Payload-Oxum", fmt.Sprintf("%d.%d", octets, streams)},
		{"Bag-Software-Agent", w.plan.in.Software},
		{"Fonds-Identifier", s.Organ.Fonds},
		{"Archive-Year", fmt.Sprint(w.plan.in.Year)},
		{"Items", fmt.Sprint(len(w.plan.Items))},
		{"Transfer-Reason", strings.Join(strings.Fields(w.plan.in.Options.Why), " ")},
	} {
		if l.value == "" { // an empty value is never written
			continue
		}
		if _, err := fmt.Fprintf(f, "%s: %s\n", l.key, l.value); err != nil {
			return err
		}
	}
	return nil
}

// tagManifest lists every tag file but itself.
func (w *packer) tagManifest() error {
	names, err := walk(w.root)
	if err != nil {
		return fmt.Errorf("bag: %w", err)
	}
	var lines strings.Builder
	for _, n := range names {
		if strings.HasPrefix(n, "data/") || n == planMark || n == "tagmanifest-sha256.txt" {
			continue
		}
		s, err := digestFile(context.Background(), filepath.Join(w.root, filepath.FromSlash(n)))
		if err != nil {
			return fmt.Errorf("bag: %w", err)
		}
		fmt.Fprintf(&lines, "%s  %s\n", s.SHA256, manifestEscape.Replace(n))
	}
	return writeOwn(filepath.Join(w.root, "tagmanifest-sha256.txt"), func(f io.Writer) error {
		_, err := io.WriteString(f, lines.String())
		return err
	})
}
