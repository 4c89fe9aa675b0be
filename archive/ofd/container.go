package ofd

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"niandang/archive/ofd/xmltree"
)

// Errors that tell what kind of fault a package has.
var (
	ErrNotOFD   = errors.New("no OFD package")
	ErrTooLarge = errors.New("the package unpacks beyond the limits")
	errNoFile   = errors.New("no such file in the package")
)

// Limits bound what a package may cost.
type Limits struct {
	Entries int   // files in the package
	Bytes   int64 // unpacked, over all that is read
	Pages   int
}

// DefaultLimits are far beyond any honest document.
var defaultLimits = Limits{Entries: 50_000, Bytes: 2 << 30, Pages: 20_000}

// packageFile is the entry by which an OFD is known (GB/T 33190-2016, 7.1).
const packageFile = "OFD.xml"

// container is the ZIP around an OFD, with names made comparable.
type container struct {
	files map[string]*zip.File
	left  int64
}

func openContainer(r io.ReaderAt, size int64, lim Limits) (*container, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("open package: %w: %w", ErrNotOFD, err)
	}
	if len(z.File) > lim.Entries {
		return nil, fmt.Errorf("open package: %w", ErrTooLarge)
	}
	c := &container{files: make(map[string]*zip.File, len(z.File)), left: lim.Bytes}
	for _, f := range z.File {
		key := fold(entryName(f))
		if _, twice := c.files[key]; !twice && !f.FileInfo().IsDir() {
			c.files[key] = f
		}
	}
	return c, nil
}

// entryName gives an entry's name in UTF-8; older makers wrote GBK.
func entryName(f *zip.File) string {
	if !f.NonUTF8 {
		return f.Name
	}
	if s, err := simplifiedchinese.GB18030.NewDecoder().String(f.Name); err == nil {
		return s
	}
	return f.Name
}

// fold makes a path comparable: either slash, any case, from the root.
func fold(p string) string {
	p = strings.ReplaceAll(strings.TrimSpace(p), `\`, "/")
	return strings.ToLower(path.Clean("/" + p))
}

// resolve finds the file that loc names when it stands in a file of folder dir.
// Makers disagree on what a relative path is relative to, so the other folders
// are tried after the one that the standard names.
func (c *container) resolve(loc string, dirs ...string) (string, bool) {
	if strings.HasPrefix(strings.TrimSpace(loc), "/") || strings.HasPrefix(loc, `\`) {
		if p := fold(loc); c.files[p] != nil {
			return p, true
		}
	}
	for _, d := range append(dirs, "/") {
		if p := fold(d + "/" + loc); c.files[p] != nil {
			return p, true
		}
	}
	return "", false
}

func (c *container) open(name string) (io.ReadCloser, error) {
	f := c.files[fold(name)]
	if f == nil {
		return nil, fmt.Errorf("open %s: %w", name, errNoFile)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return rc, nil
}

// read gives a whole file and takes its size from what may still be unpacked.
func (c *container) read(name string) ([]byte, error) {
	rc, err := c.open(name)
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	b, err := io.ReadAll(io.LimitReader(rc, c.left+1))
	if int64(len(b)) > c.left {
		return nil, fmt.Errorf("read %s: %w", name, ErrTooLarge)
	}
	c.left -= int64(len(b))
	if err != nil {
		return b, fmt.Errorf("read %s: %w", name, err)
	}
	return b, nil
}

// xml gives the tree of a file; of a damaged one, what stands before the damage.
func (c *container) xml(name string) (*xmltree.Node, error) {
	b, err := c.read(name)
	if err != nil && len(b) == 0 {
		return nil, err
	}
	n, perr := xmltree.ParseBytes(b)
	if n == nil {
		return nil, fmt.Errorf("%s: %w", name, perr)
	}
	return n, nil
}
