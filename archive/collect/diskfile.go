package collect

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// diskFile is a container on disk that is open while one of its members is being
// read: a listing has thousands of members and must not hold the file for ever.
type diskFile struct {
	path string
	mu   sync.Mutex
	f    *os.File
	held int
}

func (d *diskFile) acquire() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.held == 0 {
		f, err := os.Open(d.path)
		if err != nil {
			return err
		}
		d.f = f
	}
	d.held++
	return nil
}

func (d *diskFile) release() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.held--
	if d.held > 0 {
		return nil
	}
	f := d.f
	d.f = nil
	return f.Close()
}

// ReadAt reads from the open file.
func (d *diskFile) ReadAt(p []byte, off int64) (int, error) {
	d.mu.Lock()
	f := d.f
	d.mu.Unlock()
	if f == nil {
		return 0, os.ErrClosed
	}
	return f.ReadAt(p, off)
}

// head gives the size and the first bytes.
func (d *diskFile) head() (size int64, magic []byte, err error) {
	info, err := d.f.Stat()
	if err != nil {
		return 0, nil, err
	}
	magic = make([]byte, 512)
	n, err := d.ReadAt(magic, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return info.Size(), magic[:n], err
}

// member opens a member and keeps the container open until it is closed.
func (d *diskFile) member(open func() (io.ReadCloser, error)) (io.ReadCloser, error) {
	if err := d.acquire(); err != nil {
		return nil, fmt.Errorf("open member: %w", err)
	}
	r, err := open()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open member: %w", err), d.release())
	}
	return &memberReader{ReadCloser: r, owner: d}, nil
}

type memberReader struct {
	io.ReadCloser
	owner *diskFile
	once  sync.Once
	err   error
}

func (m *memberReader) Close() error {
	m.once.Do(func() { m.err = errors.Join(m.ReadCloser.Close(), m.owner.release()) })
	return m.err
}
