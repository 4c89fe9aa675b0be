package pdf

import (
	"bytes"
	"io/fs"
	"time"
)

// fontDir is a folder in memory with our faces. pdfium finds it where it looks for
// the fonts of the machine: without it, Chinese text whose font is not embedded
// would be drawn blank. The machine's own fonts are not shown to it, so that a page
// looks the same everywhere.
type fontDir []fontFile

type fontFile struct {
	name string
	data []byte
}

func newFontDir(f Fonts) fontDir {
	var d fontDir
	for _, file := range []fontFile{{"Serif.ttf", f.Serif}, {"Sans.ttf", f.Sans}} { // pdfium takes a bold one for all, if it sees it
		if len(file.data) > 0 {
			d = append(d, file)
		}
	}
	return d
}

// fontPath is where pdfium looks for fonts on Linux, which its WebAssembly form
// takes itself to run on. The whole way must be there, folder by folder.
const fontPath = "usr/share/fonts"

// Open implements fs.FS.
func (d fontDir) Open(name string) (fs.File, error) {
	switch name {
	case ".", "usr", "usr/share":
		return &openDir{}, nil
	case fontPath:
		return &openDir{files: d}, nil
	}
	for _, f := range d {
		if name == fontPath+"/"+f.name {
			return &openFont{Reader: bytes.NewReader(f.data), fontFile: f}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// openFont is a font file that is being read.
type openFont struct {
	*bytes.Reader
	fontFile
}

func (f *openFont) Stat() (fs.FileInfo, error) { return fontInfo{f.fontFile}, nil }
func (f *openFont) Close() error               { return nil }

// fontInfo describes a font file.
type fontInfo struct{ fontFile }

func (i fontInfo) Name() string               { return i.name }
func (i fontInfo) Size() int64                { return int64(len(i.data)) }
func (i fontInfo) Mode() fs.FileMode          { return 0o444 }
func (i fontInfo) ModTime() time.Time         { return time.Time{} }
func (i fontInfo) IsDir() bool                { return false }
func (i fontInfo) Sys() any                   { return nil }
func (i fontInfo) Type() fs.FileMode          { return 0 }
func (i fontInfo) Info() (fs.FileInfo, error) { return i, nil }

// openDir is the folder, read entry by entry.
type openDir struct {
	files fontDir
	at    int
}

func (d *openDir) Stat() (fs.FileInfo, error) { return dirInfo{}, nil }
func (d *openDir) Close() error               { return nil }
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: ".", Err: fs.ErrInvalid}
}

// ReadDir implements fs.ReadDirFile.
func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := d.files[d.at:]
	if n > 0 && len(rest) > n {
		rest = rest[:n]
	}
	d.at += len(rest)
	out := make([]fs.DirEntry, len(rest))
	for i, f := range rest {
		out[i] = fontInfo{f}
	}
	return out, nil
}

// dirInfo describes the folder.
type dirInfo struct{}

func (dirInfo) Name() string       { return "." }
func (dirInfo) Size() int64        { return 0 }
func (dirInfo) Mode() fs.FileMode  { return fs.ModeDir | 0o555 }
func (dirInfo) ModTime() time.Time { return time.Time{} }
func (dirInfo) IsDir() bool        { return true }
func (dirInfo) Sys() any           { return nil }
