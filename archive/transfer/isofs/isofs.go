package isofs

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf16"
)

// ErrForm: the image is of a form that is not read here.
var ErrForm = errors.New("not an ISO 9660 image")

var errDamaged = errors.New("the image is damaged")

// Bounds on what an image may hold.
const (
	sector      = 2048
	firstVolume = 16
	maxVolumes  = 64
	maxEntries  = 2_000_000
	maxDepth    = 64
	maxFolder   = 256 << 20 // bytes of one folder's records
)

// extent is a run of bytes in the image.
type extent struct{ at, size int64 }

// node is a file or a folder.
type node struct {
	name    string
	mode    fs.FileMode
	size    int64
	extents []extent
	kids    []*node
	byName  map[string]*node
}

// FS is an open image.
type FS struct {
	r    io.ReaderAt
	size int64
	root *node
	n    int
	been map[int64]bool // folders that were entered, by where they lie

	joliet bool
	rock   bool
	skip   int // bytes before the system use of each record
}

// Open reads the folders of an image.
func Open(r io.ReaderAt, size int64) (*FS, error) {
	f := &FS{r: r, size: size, been: make(map[int64]bool)}
	plain, wide, err := f.volumes()
	if err != nil {
		return nil, err
	}
	f.root = &node{name: ".", mode: fs.ModeDir | 0o555}
	if f.rock, err = f.rockRidge(plain); err != nil {
		return nil, err
	}
	start := plain
	if !f.rock && wide.size > 0 {
		start, f.joliet = wide, true
	}
	return f, f.folder(f.root, start, 0)
}

// volumes finds the folders at the top: by plain and by wide names (Joliet).
func (f *FS) volumes() (plain, wide extent, err error) {
	for i := range maxVolumes {
		b, err := f.read(extent{int64(firstVolume+i) * sector, sector})
		if err != nil || string(b[1:6]) != "CD001" {
			return plain, wide, ErrForm
		}
		switch b[0] {
		case 1:
			plain = place(b[156:])
		case 2:
			if e := string(b[88:91]); e == "%/@" || e == "%/C" || e == "%/E" {
				wide = place(b[156:])
			}
		case 255:
			if plain.size == 0 {
				return plain, wide, ErrForm
			}
			return plain, wide, nil
		}
	}
	return plain, wide, ErrForm
}

// place reads where a record's content lies.
func place(record []byte) extent {
	return extent{int64(binary.LittleEndian.Uint32(record[2:])) * sector, int64(binary.LittleEndian.Uint32(record[10:]))}
}

func (f *FS) read(e extent) ([]byte, error) {
	if e.at < 0 || e.size < 0 || e.size > maxFolder || e.at+e.size > f.size {
		return nil, errDamaged
	}
	b := make([]byte, e.size)
	if _, err := f.r.ReadAt(b, e.at); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}

// rockRidge looks for the mark of the extension in the first record (SUSP 5.3).
func (f *FS) rockRidge(top extent) (bool, error) {
	b, err := f.read(extent{top.at, min(top.size, sector)})
	if err != nil {
		return false, err
	}
	if len(b) < 34 || int(b[0]) > len(b) || int(b[0]) < 34+7 {
		return false, nil
	}
	use := b[34:b[0]]
	if string(use[:2]) != "SP" || use[4] != 0xBE || use[5] != 0xEF {
		return false, nil
	}
	f.skip = int(use[6])
	return true, nil
}

// folder reads the records of a folder and of those below it.
func (f *FS) folder(dir *node, e extent, depth int) error {
	if f.been[e.at] || depth > maxDepth {
		return errDamaged
	}
	f.been[e.at] = true
	b, err := f.read(e)
	if err != nil {
		return err
	}
	dir.byName = make(map[string]*node)
	below := make(map[*node]extent)
	more := false // the record before said that its file goes on
	for len(b) > 0 {
		n := int(b[0])
		if n == 0 { // records do not cross sectors
			b = b[min(len(b), (len(b)-1)%sector+1):]
			continue
		}
		if n < 34 || n > len(b) || 33+int(b[32]) > n {
			return errDamaged
		}
		if more, err = f.record(dir, b[:n], more, below); err != nil {
			return err
		}
		b = b[n:]
	}
	for _, k := range dir.kids {
		if at, ok := below[k]; ok {
			if err := f.folder(k, at, depth+1); err != nil {
				return fmt.Errorf("%s: %w", k.name, err)
			}
		}
	}
	return nil
}

// Flags of a record (ECMA-119 9.1.6).
const (
	isFolder  = 0x02
	isAssoc   = 0x04
	goesOn    = 0x80
	selfName  = "\x00"
	aboveName = "\x01"
)

// record takes one record in; more tells that the file of the one before goes on
// in it.
func (f *FS) record(dir *node, b []byte, more bool, below map[*node]extent) (bool, error) {
	flags, id := b[25], string(b[33:33+int(b[32])])
	if id == selfName || id == aboveName || flags&isAssoc != 0 {
		return false, nil
	}
	e := place(b)
	if more && len(dir.kids) > 0 {
		last := dir.kids[len(dir.kids)-1]
		last.extents, last.size = append(last.extents, e), last.size+e.size
		return flags&goesOn != 0, nil
	}
	if f.n++; f.n > maxEntries {
		return false, errDamaged
	}
	k := &node{mode: 0o444, size: e.size, extents: []extent{e}}
	if flags&isFolder != 0 {
		k.mode, k.size, k.extents = fs.ModeDir|0o555, 0, nil
		below[k] = e
	}
	if err := f.named(k, id, b); err != nil {
		return false, err
	}
	if !fs.ValidPath(k.name) || k.name == "." || strings.ContainsAny(k.name, `/\`) || dir.byName[k.name] != nil {
		return false, fmt.Errorf("%w: the name %q", errDamaged, k.name)
	}
	dir.kids = append(dir.kids, k)
	dir.byName[k.name] = k
	return flags&goesOn != 0, nil
}

// named gives a node its name by the best extension that the image has.
func (f *FS) named(k *node, id string, record []byte) error {
	switch {
	case f.rock:
		use := 33 + int(record[32])
		use += 1 - int(record[32])%2 // padded to an even place
		use += f.skip
		name := ""
		if use < len(record) {
			var err error
			if name, err = f.systemUse(k, record[use:]); err != nil {
				return err
			}
		}
		if name != "" {
			k.name = name
			return nil
		}
	case f.joliet:
		units := make([]uint16, len(id)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16([]byte(id[2*i:]))
		}
		id = string(utf16.Decode(units))
	}
	id, _, _ = strings.Cut(id, ";") // the version
	k.name = strings.TrimSuffix(id, ".")
	return nil
}

// systemUse reads the entries of Rock Ridge: the name in pieces, a link, and where
// they go on.
func (f *FS) systemUse(k *node, use []byte) (string, error) {
	var name bytes.Buffer
	for range maxVolumes {
		var next extent
		for len(use) >= 4 && int(use[2]) >= 4 && int(use[2]) <= len(use) {
			entry := use[:use[2]]
			use = use[use[2]:]
			switch string(entry[:2]) {
			case "NM":
				if len(entry) > 5 && entry[4]&6 == 0 { // 2 and 4: this folder and the one above
					name.Write(entry[5:])
				}
			case "SL":
				k.mode |= fs.ModeSymlink
			case "CE":
				if len(entry) >= 28 {
					next = extent{int64(binary.LittleEndian.Uint32(entry[4:]))*sector + int64(binary.LittleEndian.Uint32(entry[12:])), int64(binary.LittleEndian.Uint32(entry[20:]))}
				}
			}
		}
		if next.size == 0 {
			break
		}
		if next.size > sector {
			return "", errDamaged
		}
		var err error
		if use, err = f.read(next); err != nil {
			return "", err
		}
	}
	return name.String(), nil
}

// find gives the node at a path.
func (f *FS) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	n := f.root
	if name == "." {
		return n, nil
	}
	for _, part := range strings.Split(name, "/") {
		if n = n.byName[part]; n == nil {
			return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
	}
	return n, nil
}

// Stat describes a file or a folder.
func (f *FS) Stat(name string) (fs.FileInfo, error) {
	n, err := f.find("stat", name)
	if err != nil {
		return nil, err
	}
	return info{n}, nil
}

// Open opens a file or a folder; a file can be read at random.
func (f *FS) Open(name string) (fs.File, error) {
	n, err := f.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.mode&fs.ModeSymlink != 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("neither file nor folder")}
	}
	if n.mode.IsDir() {
		return &folder{node: n}, nil
	}
	return &file{n, io.NewSectionReader(&runs{f, n.extents, path.Base(name)}, 0, n.size)}, nil
}
