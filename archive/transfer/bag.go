package transfer

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"niandang/archive/fixity"
	"niandang/archive/transfer/bagit"
)

// ProfileID names our BagIt profile, which goes along as a tag file.
const ProfileID = "metadata/bagit-profile.json"

// bag wraps the payload as a BagIt 1.0 bag (RFC 8493): manifests with SHA-256,
// and the same with SM3 among the tag files, where validators that do not know
// the algorithm leave it alone. Every digest is known already: nothing is read.
func (w *packer) bag() error {
	names := sortedKeys(w.sums)
	tags := make(map[string]fixity.Sums)
	for _, t := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"bagit.txt", func(f io.Writer) error { _, err := io.WriteString(f, bagit.Declaration); return err }},
		{"bag-info.txt", func(f io.Writer) error { return bagit.WriteInfo(f, w.bagInfo(names)) }},
		{"manifest-sha256.txt", func(f io.Writer) error { return writeManifest(f, "data/", names, sha256Of(w.sums)) }},
		{"metadata/manifest-sm3.txt", func(f io.Writer) error { return writeManifest(f, "data/", names, sm3Of(w.sums)) }},
		{ProfileID, writeBagProfile},
	} {
		sums, err := w.create(filepath.Join(w.root, filepath.FromSlash(t.name)), t.write)
		if err != nil {
			return err
		}
		tags[t.name] = sums
	}
	_, err := w.create(filepath.Join(w.root, "tagmanifest-sha256.txt"), func(f io.Writer) error {
		return writeManifest(f, "", sortedKeys(tags), sha256Of(tags))
	})
	return err
}

func sha256Of(m map[string]fixity.Sums) func(string) string {
	return func(n string) string { return m[n].SHA256 }
}

func sm3Of(m map[string]fixity.Sums) func(string) string {
	return func(n string) string { return m[n].SM3 }
}

// writeManifest writes lines that sha256sum -c reads as well.
func writeManifest(w io.Writer, prefix string, names []string, digest func(string) string) error {
	b := bufio.NewWriter(w)
	for _, n := range names {
		if _, err := fmt.Fprintf(b, "%s  %s\n", digest(n), bagit.Escape(prefix+n)); err != nil {
			return err
		}
	}
	return b.Flush()
}

func (w *packer) bagInfo(names []string) []bagit.Tag {
	s := w.plan.in.Settings
	var octets int64
	for _, n := range names {
		octets += w.sums[n].Size
	}
	first, last := span(w.c.items)
	tags := []bagit.Tag{
		{Key: "Source-Organization", Value: s.Organ.Name},
		{Key: "External-Description", Value: w.describe()},
		{Key: "External-Identifier", Value: w.c.name},
		{Key: "Bagging-Date", Value: w.plan.in.Now.Format("2006-01-02")},
		{Key: "Bag-Size", Value: gigabytes(octets)},
		{Key: "Payload-Oxum", Value: bagit.Oxum(octets, len(names))},
		{Key: "BagIt-Profile-Identifier", Value: bagProfileURI},
		{Key: "Bag-Software-Agent", Value: w.plan.in.Software},
		{Key: "Fonds-Identifier", Value: s.Organ.Fonds},
		{Key: "Archive-Year", Value: strconv.Itoa(w.plan.in.Year)},
		{Key: "Retention", Value: w.terms()},
		{Key: "Items", Value: strconv.Itoa(len(w.c.items))},
		{Key: "First-Code", Value: first},
		{Key: "Last-Code", Value: last},
		{Key: "Package-Profile", Value: w.plan.Profile()},
		{Key: "Transfer-Reason", Value: w.plan.in.Options.Why},
	}
	if w.c.of > 1 {
		tags = append(tags, bagit.Tag{Key: "Bag-Group-Identifier", Value: w.plan.Name},
			bagit.Tag{Key: "Bag-Count", Value: fmt.Sprintf("%d of %d", w.c.n, w.c.of)})
	}
	return tags
}

func gigabytes(n int64) string { return fmt.Sprintf("%.3f GB", float64(n)/1e9) }
