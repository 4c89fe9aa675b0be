package collect

import (
	"context"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"niandang/archive"
)

// EntryKind is what a directory entry is.
type EntryKind int

// The kinds of entries. Only a Plain entry has an Open.
const (
	Plain   EntryKind = iota
	Link              // a symbolic link; never followed
	Folder            // an empty or unreadable folder
	Special           // a device, pipe or socket
)

// Entry is something seen in a source.
type Entry struct {
	Path     string // relative to the root, with /; members of containers after !/
	Size     int64
	ModTime  time.Time
	Kind     EntryKind
	Open     func() (io.ReadCloser, error) // nil where the entry must not or cannot be read
	Problems []archive.Finding
}

// Walk yields everything under root in the order of the names, the same on every
// run: files, hidden ones and junk too, and links and devices, which it does not
// open. A folder is yielded only where it is empty or cannot be read; its path
// ends in /. When root is a file, that file is the only entry.
//
// An error comes with an empty entry and ends the walk: the root is not there
// (archive.CodeNotFound), or the context ended.
func Walk(ctx context.Context, root string, lim archive.LimitSettings) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		info, err := os.Stat(root)
		if err != nil {
			yield(Entry{}, archive.Fail(archive.CodeNotFound, "source_missing", err, "path", root))
			return
		}
		w := walker{ctx: ctx, root: root, lim: lim, yield: yield}
		if info.IsDir() {
			w.folder("", root)
			return
		}
		w.entry(shownName(filepath.Base(root)), root, fs.FileInfoToDirEntry(info))
	}
}

type walker struct {
	ctx   context.Context
	root  string
	lim   archive.LimitSettings
	yield func(Entry, error) bool
}

// folder yields what lies in a folder; false ends the walk.
func (w *walker) folder(shown, disk string) bool {
	entries, err := os.ReadDir(disk)
	if err != nil && len(entries) == 0 {
		return w.yield(w.blockedFolder(shown, err), nil)
	}
	if len(entries) == 0 && shown != "" {
		return w.yield(Entry{Path: shown + "/", Kind: Folder}, nil)
	}
	taken := make(map[string]bool, len(entries))
	for _, e := range entries {
		if err := w.ctx.Err(); err != nil {
			w.yield(Entry{}, err)
			return false
		}
		name := unique(shownName(e.Name()), taken)
		if !w.entry(join(shown, name), filepath.Join(disk, e.Name()), e) {
			return false
		}
	}
	return true
}

func (w *walker) blockedFolder(shown string, err error) Entry {
	if shown == "" {
		shown = shownName(filepath.Base(w.root))
	}
	p := shown + "/"
	return Entry{Path: p, Kind: Folder, Problems: []archive.Finding{Unreadable(p, err)}}
}

func (w *walker) entry(shown, disk string, e fs.DirEntry) bool {
	switch t := e.Type(); {
	case t.IsDir():
		return w.folder(shown, disk)
	case t&fs.ModeSymlink != 0:
		return w.yield(w.link(shown, disk), nil)
	case !t.IsRegular():
		p := Unreadable(shown, fs.ErrInvalid)
		return w.yield(Entry{Path: shown, Kind: Special, Problems: []archive.Finding{p}}, nil)
	}
	return w.yield(w.plain(shown, disk, e), nil)
}

func (w *walker) plain(shown, disk string, e fs.DirEntry) Entry {
	out := Entry{Path: shown, Kind: Plain, Problems: longName(shown, len(e.Name()), w.lim)}
	info, err := e.Info()
	if err != nil {
		out.Problems = append(out.Problems, Unreadable(shown, err))
		return out
	}
	out.Size, out.ModTime = info.Size(), info.ModTime()
	if target := w.standIn(disk, info.Size()); target != "" {
		out.Kind = Link
		out.Problems = append(out.Problems, archive.NewFinding(targetKind(disk, target), shown, "target", w.shownTarget(disk, target)))
		return out
	}
	out.Open = func() (io.ReadCloser, error) { return openRegular(disk) }
	return out
}

// openRegular opens a file that was plain when it was seen, and refuses what has
// been put in its place since.
func openRegular(disk string) (io.ReadCloser, error) {
	info, err := os.Lstat(disk)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: disk, Err: fs.ErrInvalid}
	}
	return os.Open(disk)
}

func longName(shown string, bytes int, lim archive.LimitSettings) []archive.Finding {
	if lim.NameBytes <= 0 || bytes <= lim.NameBytes {
		return nil
	}
	return []archive.Finding{archive.NewFinding(archive.FLongName, shown,
		"bytes", strconv.Itoa(bytes), "limit", strconv.Itoa(lim.NameBytes))}
}

// Unreadable is the finding for a file or folder that the system does not let us
// read.
func Unreadable(path string, err error) archive.Finding {
	return archive.NewFinding(archive.FUnreadable, path, "detail", err.Error())
}

func join(dir, name string) string {
	if dir == "" {
		return name
	}
	return dir + "/" + name
}
