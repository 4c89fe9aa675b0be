package bagit

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"io"
	"io/fs"
	"runtime"
	"sync"

	"github.com/emmansun/gmsm/sm3"

	"niandang/archive"
)

// newHash gives the digest of an algorithm by the name that manifests use.
func newHash(algorithm string) (hash.Hash, bool) {
	switch algorithm {
	case "md5":
		return md5.New(), true
	case "sha1":
		return sha1.New(), true
	case "sha224":
		return sha256.New224(), true
	case "sha256":
		return sha256.New(), true
	case "sha384":
		return sha512.New384(), true
	case "sha512":
		return sha512.New(), true
	case "sm3":
		return sm3.New(), true
	}
	return nil, false
}

// Known reports whether an algorithm can be computed here.
func Known(algorithm string) bool {
	_, ok := newHash(algorithm)
	return ok
}

// edge is how much of a file's beginning and end an observer is shown.
const edge = 4 << 10

// readBlock is the size of one read of one worker.
const readBlock = 256 << 10

// Seen is one file as it was read.
type Seen struct {
	Path       string
	Size       int64
	Digests    map[string]string // algorithm to lower-case hex
	Head, Tail []byte            // at most 4 KiB each; valid during the call only
	Err        error             // the file could not be read
}

// Job asks for the digests of one file.
type Job struct {
	Path       string
	Algorithms []string
}

// Scan reads every file once and hands each to see, from one goroutine at a
// time but in no order. It returns ctx's error when it was stopped.
func Scan(ctx context.Context, fsys fs.FS, jobs []Job, progress archive.Progress, see func(Seen)) error {
	progress.Total(len(jobs))
	next := make(chan Job)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 8) {
		wg.Go(func() {
			r := newReader()
			for j := range next {
				s := r.read(ctx, fsys, j)
				mu.Lock()
				see(s)
				mu.Unlock()
				progress.Add(1)
			}
		})
	}
	for _, j := range jobs {
		if ctx.Err() != nil {
			break
		}
		next <- j
	}
	close(next)
	wg.Wait()
	return ctx.Err()
}

// reader reads files one after the other with the same buffer.
type reader struct {
	buf  []byte
	head []byte
	tail []byte
}

func newReader() *reader {
	return &reader{buf: make([]byte, readBlock), head: make([]byte, 0, edge), tail: make([]byte, 0, 2*edge)}
}

func (r *reader) read(ctx context.Context, fsys fs.FS, j Job) Seen {
	s := Seen{Path: j.Path, Digests: make(map[string]string, len(j.Algorithms))}
	f, err := fsys.Open(j.Path)
	if err != nil {
		s.Err = err
		return s
	}
	defer f.Close()
	r.head, r.tail = r.head[:0], r.tail[:0]
	hashes := make([]hash.Hash, len(j.Algorithms))
	for i, a := range j.Algorithms {
		hashes[i], _ = newHash(a)
	}
	s.Size, s.Err = r.pass(ctx, f, hashes)
	s.Head, s.Tail = r.head, r.tail[max(0, len(r.tail)-edge):]
	for i, h := range hashes {
		s.Digests[j.Algorithms[i]] = hex.EncodeToString(h.Sum(nil))
	}
	return s
}

func (r *reader) pass(ctx context.Context, f io.Reader, hashes []hash.Hash) (size int64, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return size, err
		}
		n, err := f.Read(r.buf)
		p := r.buf[:n]
		size += int64(n)
		for _, h := range hashes {
			h.Write(p)
		}
		r.keep(p)
		if err == io.EOF {
			return size, nil
		}
		if err != nil {
			return size, err
		}
	}
}

// keep remembers the beginning and the end of what passes by.
func (r *reader) keep(p []byte) {
	if room := edge - len(r.head); room > 0 {
		r.head = append(r.head, p[:min(room, len(p))]...)
	}
	if len(p) >= edge {
		r.tail = append(r.tail[:0], p[len(p)-edge:]...)
		return
	}
	if len(r.tail)+len(p) > cap(r.tail) {
		r.tail = append(r.tail[:0], r.tail[len(r.tail)-edge:]...)
	}
	r.tail = append(r.tail, p...)
}
