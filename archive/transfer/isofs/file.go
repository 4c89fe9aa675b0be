package isofs

import (
	"fmt"
	"io"
	"io/fs"
	"time"
)

// runs reads the extents of a file as one.
type runs struct {
	f       *FS
	extents []extent
	name    string
}

func (r *runs) ReadAt(p []byte, off int64) (int, error) {
	done := 0
	for _, e := range r.extents {
		if off >= e.size {
			off -= e.size
			continue
		}
		n := int(min(int64(len(p)-done), e.size-off))
		if e.at+off+int64(n) > r.f.size {
			return done, fmt.Errorf("%s: %w", r.name, errDamaged)
		}
		got, err := r.f.r.ReadAt(p[done:done+n], e.at+off)
		if done += got; got < n {
			return done, err
		}
		if off = 0; done == len(p) {
			return done, nil
		}
	}
	return done, io.EOF
}

type file struct {
	*node
	*io.SectionReader
}

func (f *file) Stat() (fs.FileInfo, error) { return info{f.node}, nil }
func (f *file) Close() error               { return nil }

type folder struct {
	*node
	next int
}

func (d *folder) Stat() (fs.FileInfo, error) { return info{d.node}, nil }
func (d *folder) Close() error               { return nil }
func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}

// ReadDir gives the next n entries, all for n below 1.
func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	left := len(d.kids) - d.next
	if n > 0 && left == 0 {
		return nil, io.EOF
	}
	if n < 1 || n > left {
		n = left
	}
	out := make([]fs.DirEntry, n)
	for i := range out {
		out[i] = fs.FileInfoToDirEntry(info{d.kids[d.next+i]})
	}
	d.next += n
	return out, nil
}

// info describes a node; dates of discs say when they were made, and nobody asks.
type info struct{ n *node }

func (i info) Name() string       { return i.n.name }
func (i info) Size() int64        { return i.n.size }
func (i info) Mode() fs.FileMode  { return i.n.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.n.mode.IsDir() }
func (i info) Sys() any           { return nil }
