package collect

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"niandang/archive"
)

// Inside stands between a container's path and its member's.
const Inside = "!/"

// deflate64 and other methods of zip that Go does not unpack are reported.
var readable = map[uint16]bool{zip.Store: true, zip.Deflate: true}

// OpenContainer lists the members of a zip that lies at path on disk and is known
// by name in the library (a path in which members of containers stand after !/).
// A container within is a member like any other: store it and open it by its own
// path; the depth is counted from the name.
//
// Nothing is unpacked here. A member that must not be read (an absolute path,
// .., a link, too large, encrypted) is in the list without an Open; links and
// encrypted ones say so themselves, for the others the finding unsafe_archive
// speaks. Beyond the limit of entries nothing is listed. A damaged zip gives what can still be found. Findings are
// about the container itself. Other archives (rar, 7z, tar …) give no entries
// and the finding unsupported_format. An error means that the file on disk could
// not be read at all.
func OpenContainer(ctx context.Context, path, name string, lim archive.LimitSettings) ([]Entry, []archive.Finding, error) {
	if lim.ZipDepth > 0 && strings.Count(name, Inside)+1 > lim.ZipDepth {
		return nil, []archive.Finding{unsafeArchive(name, "depth", strconv.Itoa(lim.ZipDepth))}, nil
	}
	src := &diskFile{path: path}
	if err := src.acquire(); err != nil {
		return nil, nil, fmt.Errorf("open container %s: %w", name, err)
	}
	defer src.release()
	size, magic, err := src.head()
	if err != nil {
		return nil, nil, fmt.Errorf("open container %s: %w", name, err)
	}
	if !isZip(magic) {
		f := archive.NewFinding(archive.FUnsupportedFormat, name, "format", archiveFormat(magic))
		return nil, []archive.Finding{f}, nil
	}
	c := container{ctx: ctx, src: src, size: size, name: name, lim: lim}
	return c.list()
}

// container is one zip while it is listed.
type container struct {
	ctx      context.Context
	src      *diskFile
	size     int64
	name     string
	lim      archive.LimitSettings
	findings []archive.Finding

	refused              int // members that are not let in
	first, reason, limit string
}

func (c *container) list() ([]Entry, []archive.Finding, error) {
	z, err := zip.NewReader(c.src, c.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return c.salvage()
	}
	files := membersOf(z.File)
	names, how := decodeNames(files)
	c.nameFinding(how)
	if c.overlaps(files) {
		c.findings = append(c.findings, unsafeArchive(c.name, "overlap", ""))
		return nil, c.findings, nil
	}
	if most := c.lim.ZipEntries; most > 0 && len(files) > most {
		c.findings = append(c.findings, archive.NewFinding(archive.FUnsafeArchive, c.name, "reason", "entries",
			"limit", strconv.Itoa(most), "count", strconv.Itoa(len(files)-most), "member", names[most]))
		files = files[:most]
	}
	out := make([]Entry, 0, len(files))
	taken := make(map[string]bool, len(files))
	var unpacked int64
	for i, f := range files {
		if err := c.ctx.Err(); err != nil {
			return nil, nil, err
		}
		unpacked += int64(f.UncompressedSize64)
		e := c.member(f, names[i], taken)
		c.bound(&e, f, unpacked)
		out = append(out, e)
	}
	c.reportRefused()
	return out, c.findings, nil
}

// membersOf leaves folders out.
func membersOf(all []*zip.File) []*zip.File {
	out := make([]*zip.File, 0, len(all))
	for _, f := range all {
		if f.Mode().IsDir() || strings.HasSuffix(f.Name, "/") {
			continue
		}
		out = append(out, f)
	}
	return out
}

// nameFinding reports names in an old encoding.
func (c *container) nameFinding(how nameCoding) {
	if how.gbk && how.backslash {
		c.findings = append(c.findings, archive.NewFinding(archive.FZipGBKNested, c.name))
	} else if how.gbk {
		c.findings = append(c.findings, archive.NewFinding(archive.FZipGBK, c.name))
	}
}

// member makes the entry of one member; one that must not be read has no Open.
func (c *container) member(f *zip.File, inner string, taken map[string]bool) Entry {
	safe, ok := safeInner(inner)
	p := c.name + Inside + unique(safe, taken)
	e := Entry{Path: p, Size: int64(f.UncompressedSize64), ModTime: f.Modified, Kind: Plain}
	e.Problems = longName(p, len(baseOf(safe)), c.lim)
	switch {
	case !ok:
		c.refuse(&e, "path", shownName(inner))
	case f.Mode()&fs.ModeSymlink != 0:
		e.Kind = Link
		e.Problems = append(e.Problems, archive.NewFinding(archive.FSymlink, p, "target", ""))
	case f.Flags&1 != 0:
		e.Problems = append(e.Problems, archive.NewFinding(archive.FEncrypted, p))
	case !readable[f.Method]:
		e.Problems = append(e.Problems, archive.NewFinding(archive.FUnsupportedFormat, p, "format", "zip method "+strconv.Itoa(int(f.Method))))
	default:
		e.Open = func() (io.ReadCloser, error) { return c.src.member(f.Open) }
	}
	return e
}

// ratioFrom is the size from which the ratio of unpacked to packed counts: short
// files of one character pack very well and harm nobody.
const ratioFrom = 16 << 20

// bound takes the Open from a member that goes beyond a limit.
func (c *container) bound(e *Entry, f *zip.File, unpacked int64) {
	why, limit := "", ""
	switch {
	case c.lim.ZipBytes > 0 && (unpacked > c.lim.ZipBytes || unpacked < 0):
		why, limit = "bytes", strconv.FormatInt(c.lim.ZipBytes, 10)
	case c.lim.ZipRatio > 0 && f.UncompressedSize64 > ratioFrom &&
		f.UncompressedSize64/max(f.CompressedSize64, 1) > uint64(c.lim.ZipRatio):
		why, limit = "ratio", strconv.Itoa(c.lim.ZipRatio)
	default:
		return
	}
	c.refuse(e, why, limit)
}

// overlaps reports members that share bytes, by which a small file pretends to
// be an endless one.
func (c *container) overlaps(files []*zip.File) bool {
	var packed uint64
	for _, f := range files {
		packed += f.CompressedSize64
		if packed > uint64(c.size) {
			return true
		}
	}
	return false
}

// refuse takes the Open from a member; the container tells of the first one, and
// how many there are.
func (c *container) refuse(e *Entry, reason, limit string) {
	e.Open = nil
	c.refused++
	if c.refused == 1 {
		c.first, c.reason, c.limit = e.Path, reason, limit
	}
}

func (c *container) reportRefused() {
	if c.refused > 0 {
		c.findings = append(c.findings, archive.NewFinding(archive.FUnsafeArchive, c.name, "reason", c.reason,
			"limit", c.limit, "count", strconv.Itoa(c.refused), "member", c.first))
	}
}

// unsafeArchive is the finding for an archive that is not let in at all.
func unsafeArchive(path, reason, limit string) archive.Finding {
	return archive.NewFinding(archive.FUnsafeArchive, path, "reason", reason, "limit", limit, "count", "?", "member", path)
}

func isZip(magic []byte) bool {
	return bytes.HasPrefix(magic, []byte("PK\x03\x04")) || bytes.HasPrefix(magic, []byte("PK\x05\x06")) ||
		bytes.HasPrefix(magic, []byte("PK00PK\x03\x04")) || bytes.HasPrefix(magic, []byte("PK\x07\x08"))
}

// archiveFormat names an archive by its first bytes; "" for something else.
func archiveFormat(magic []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"Rar!\x1a\x07", "RAR"}, {"7z\xbc\xaf\x27\x1c", "7z"}, {"\x1f\x8b", "gzip"}, {"BZh", "bzip2"}, {"\xfd7zXZ\x00", "xz"}, {"MSCF", "CAB"},
	} {
		if bytes.HasPrefix(magic, []byte(m.magic)) {
			return m.name
		}
	}
	if len(magic) >= 262 && string(magic[257:262]) == "ustar" {
		return "tar"
	}
	return "?"
}
