package fixity

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"

	"github.com/emmansun/gmsm/sm3"
)

// Sums are the digests of some bytes, in lower-case hex, and how many they were.
type Sums struct {
	SHA256 string
	SM3    string
	Size   int64
}

// Hasher digests what is written to it with both algorithms.
type Hasher struct {
	sha, sm hash.Hash
	n       int64
}

// NewHasher gives an empty Hasher.
func NewHasher() *Hasher { return &Hasher{sha: sha256.New(), sm: sm3.New()} }

// Write digests p; it never fails.
func (h *Hasher) Write(p []byte) (int, error) {
	h.sha.Write(p)
	h.sm.Write(p)
	h.n += int64(len(p))
	return len(p), nil
}

// Sums gives the digests of what was written so far.
func (h *Hasher) Sums() Sums {
	return Sums{SHA256: hex.EncodeToString(h.sha.Sum(nil)), SM3: hex.EncodeToString(h.sm.Sum(nil)), Size: h.n}
}

// blockSize is the size of one read: large enough that the two digests can work
// on it side by side.
const blockSize = 1 << 20

// Copy copies src to dst and digests it in the same pass, the two algorithms
// side by side. It stops with ctx's error between blocks.
func Copy(ctx context.Context, dst io.Writer, src io.Reader) (Sums, error) {
	h := NewHasher()
	buf := make([]byte, blockSize)
	for {
		if err := ctx.Err(); err != nil {
			return Sums{}, fmt.Errorf("copy: %w", err)
		}
		n, rerr := io.ReadFull(src, buf)
		if n > 0 {
			if err := h.block(dst, buf[:n]); err != nil {
				return Sums{}, fmt.Errorf("copy: %w", err)
			}
		}
		if rerr == io.EOF || rerr == io.ErrUnexpectedEOF {
			return h.Sums(), nil
		}
		if rerr != nil {
			return Sums{}, fmt.Errorf("copy: %w", rerr)
		}
	}
}

// smallBlock is the size below which starting a goroutine costs more than it
// saves.
const smallBlock = 64 << 10

func (h *Hasher) block(dst io.Writer, p []byte) error {
	if len(p) < smallBlock {
		h.Write(p)
		_, err := dst.Write(p)
		return err
	}
	done := make(chan struct{})
	go func() {
		h.sm.Write(p)
		close(done)
	}()
	h.sha.Write(p)
	_, err := dst.Write(p)
	<-done
	h.n += int64(len(p))
	return err
}

// Digest reads r to its end and gives its digests.
func Digest(ctx context.Context, r io.Reader) (Sums, error) { return Copy(ctx, io.Discard, r) }
