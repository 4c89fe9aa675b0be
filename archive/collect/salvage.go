package collect

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/binary"
	"io"
	"math"
	"os"
	"strings"
	"time"

	"niandang/archive"
)

// The local header of a member (APPNOTE 4.3.7).
const (
	localMagic  = 0x04034b50
	localHeader = 30
	flagUTF8    = 1 << 11
	flagStream  = 1 << 3 // sizes stand after the data, and are not known here
)

// salvage lists the members of a zip whose directory is gone, as of a download
// that broke off, from the headers that stand before the members. A member that
// was written as a stream ends where it unpacks to its end; what follows it
// cannot be found and is lost.
func (c *container) salvage() ([]Entry, []archive.Finding, error) {
	c.findings = append(c.findings, archive.NewFinding(archive.FTruncated, c.name))
	files, at := c.localFiles()
	names, how := decodeNames(files)
	c.nameFinding(how)
	var out []Entry
	taken := make(map[string]bool, len(files))
	var unpacked int64
	for i, f := range files {
		if strings.HasSuffix(names[i], "/") {
			continue
		}
		unpacked += int64(f.UncompressedSize64)
		e := c.member(f, names[i], taken)
		if e.Open != nil {
			e.Open = c.salvaged(f, at[i])
		}
		c.bound(&e, f, unpacked)
		out = append(out, e)
	}
	c.reportRefused()
	return out, c.findings, nil
}

// localFiles reads the headers one after the other and gives where each member's
// bytes begin.
func (c *container) localFiles() (files []*zip.File, at []int64) {
	most := c.lim.ZipEntries
	for off := int64(0); most <= 0 || len(files) <= most; {
		f, start, ok := c.localFile(off)
		if !ok {
			return files, at
		}
		if f.Flags&flagStream != 0 && f.CompressedSize64 == 0 {
			f.CompressedSize64 = uint64(c.size - start)
			return append(files, f), append(at, start)
		}
		off = start + int64(f.CompressedSize64)
		if off > c.size || off < start {
			return files, at // cut off within this member
		}
		files, at = append(files, f), append(at, start)
	}
	return files, at
}

func (c *container) localFile(off int64) (*zip.File, int64, bool) {
	var h [localHeader]byte
	if _, err := c.src.ReadAt(h[:], off); err != nil || binary.LittleEndian.Uint32(h[:]) != localMagic {
		return nil, 0, false
	}
	nameLen, extraLen := int(binary.LittleEndian.Uint16(h[26:])), int(binary.LittleEndian.Uint16(h[28:]))
	rest := make([]byte, nameLen+extraLen)
	if _, err := c.src.ReadAt(rest, off+localHeader); err != nil {
		return nil, 0, false
	}
	flags := binary.LittleEndian.Uint16(h[6:])
	f := &zip.File{FileHeader: zip.FileHeader{
		Name: string(rest[:nameLen]), Extra: rest[nameLen:], Flags: flags, NonUTF8: flags&flagUTF8 == 0,
		Method: binary.LittleEndian.Uint16(h[8:]), CRC32: binary.LittleEndian.Uint32(h[14:]),
		Modified:           dosTime(binary.LittleEndian.Uint16(h[12:]), binary.LittleEndian.Uint16(h[10:])),
		CompressedSize64:   uint64(binary.LittleEndian.Uint32(h[18:])),
		UncompressedSize64: uint64(binary.LittleEndian.Uint32(h[22:])),
	}}
	return f, off + int64(localHeader+len(rest)), true
}

func dosTime(d, t uint16) time.Time {
	return time.Date(int(d>>9)+1980, time.Month(d>>5&15), int(d&31), int(t>>11), int(t>>5&63), int(t&31)*2, 0, time.UTC)
}

// salvaged opens a member at its place. It reads no more than the limit of the
// whole container, since the sizes in a damaged zip prove nothing.
func (c *container) salvaged(f *zip.File, start int64) func() (io.ReadCloser, error) {
	most := c.lim.ZipBytes
	if most <= 0 {
		most = math.MaxInt64
	}
	return func() (io.ReadCloser, error) {
		return c.src.member(func() (io.ReadCloser, error) {
			raw := io.NewSectionReader(c.src, start, int64(f.CompressedSize64))
			if f.Method == zip.Store {
				return io.NopCloser(raw), nil
			}
			return &bounded{r: flate.NewReader(bufio.NewReader(raw)), left: most}, nil
		})
	}
}

// bounded fails once more than so many bytes came.
type bounded struct {
	r    io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, os.ErrInvalid
	}
	return n, err
}

func (b *bounded) Close() error { return b.r.Close() }
