package verify

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"

	"niandang/archive/transfer/readable"
)

// openContents opens every content file, and what lies in 其他, as a reader
// program would: what begins and ends as it should may still not open.
func (v *verifier) openContents(ctx context.Context) {
	var paths []string
	for _, p := range sortedKeys(v.seen) {
		if s := v.seen[p]; s.size > 0 && !s.inner && v.isContent(p) {
			paths = append(paths, p)
		}
	}
	each(len(paths), func(i int) {
		if s := v.seen[paths[i]]; ctx.Err() == nil {
			s.opened = v.src.content(paths[i], s.size)
		}
	})
}

// isContent reports whether a file is one that people will read: not the layout's
// own description, which is parsed anyway.
func (v *verifier) isContent(p string) bool {
	rel, inside := strings.CutPrefix(p, v.root)
	if !inside {
		return false
	}
	switch v.verdict.Profile {
	case EARK:
		return strings.Contains(rel, "/data/") || strings.HasPrefix(rel, noticeFolder+"/")
	case EEP:
		return strings.HasPrefix(rel, OtherFolder+"/")
	}
	return !metadataFile.MatchString(rel[strings.LastIndexByte(rel, '/')+1:])
}

// inMemory is how much of a file is held in memory where it cannot be read at
// random; of a larger one only its ends are judged.
const inMemory = 64 << 20

// content opens one file; nil: it was not possible to.
func (s source) content(name string, size int64) *readable.Result {
	if s.stored != nil {
		if r := s.stored(name); r != nil {
			return opened(r, size, name)
		}
	}
	f, err := s.fsys.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	if r, ok := f.(io.ReaderAt); ok {
		return opened(r, size, name)
	}
	if size > inMemory {
		return nil
	}
	b, err := io.ReadAll(io.LimitReader(f, inMemory))
	if err != nil {
		return nil // said when it was digested
	}
	return opened(bytes.NewReader(b), size, name)
}

func opened(r io.ReaderAt, size int64, name string) *readable.Result {
	out := readable.Check(r, size, extOf(name))
	return &out
}

// spool keeps what passes by, in memory as long as it is small, so that it can be
// read at random. What could not be kept is not judged.
type spool struct {
	dir  string
	mem  bytes.Buffer
	file *os.File
	size int64
	err  error
}

// spoolMemory is how much of a spool stays in memory.
const spoolMemory = 16 << 20

// Write never fails: see spool.
func (s *spool) Write(p []byte) (int, error) {
	if s.file == nil && s.mem.Len()+len(p) > spoolMemory && s.err == nil {
		if s.file, s.err = os.CreateTemp(s.dir, "content-*"); s.err == nil {
			_, s.err = s.mem.WriteTo(s.file)
		}
	}
	switch {
	case s.err != nil:
	case s.file != nil:
		_, s.err = s.file.Write(p)
	default:
		s.mem.Write(p)
	}
	s.size += int64(len(p))
	return len(p), nil
}

// check opens what was kept as a file with a name.
func (s *spool) check(name string) *readable.Result {
	if s.err != nil || s.size == 0 {
		return nil
	}
	if s.file != nil {
		return opened(s.file, s.size, name)
	}
	return opened(bytes.NewReader(s.mem.Bytes()), s.size, name)
}

// reset forgets what was kept.
func (s *spool) reset() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
	s.file, s.size, s.err = nil, 0, nil
	s.mem.Reset()
}
