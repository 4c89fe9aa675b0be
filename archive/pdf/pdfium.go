package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	callLimit = 20 * time.Second // for one page, or for opening
	seatDocs  = 200              // files after which an instance is replaced: its memory never shrinks
)

// kind is one of two runtimes. Code that can be interrupted at any instruction
// is three to six times slower (measured), so it is kept for files whose
// structure is known to be broken: those send a parser round in circles.
type kind int

const (
	quick kind = iota
	careful
)

var errOverrun = errors.New("pdfium took too long")

// pool holds pdfium instances; it starts with the first that is asked for.
type pool struct {
	dir    string
	fonts  fontDir
	places chan struct{}

	mu       sync.Mutex
	runtimes [2]*instances
	closed   bool
}

// instances are those of one wazero runtime.
type instances struct {
	source pdfium.Pool
	cache  wazero.CompilationCache
	cancel context.CancelFunc
	idle   []*seat
}

// seat is one instance and who may still use it.
type seat struct {
	pdfium.Pdfium
	kind kind
	docs int
	lost bool // overran or trapped: never used again
}

func newPool(o OpenOptions) *pool {
	workers := max(o.Workers, 1)
	return &pool{dir: o.CacheDir, fonts: newFontDir(o.Fonts), places: make(chan struct{}, workers)}
}

// borrow waits for a place and gives an instance of kind k.
func (p *pool) borrow(ctx context.Context, k kind) (*seat, error) {
	select {
	case p.places <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s, err := p.take(k)
	if err != nil {
		<-p.places
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	return s, nil
}

func (p *pool) take(k kind) (*seat, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errors.New("the engine is closed")
	}
	in := p.runtimes[k]
	if in == nil {
		var err error
		if in, err = p.start(k); err != nil {
			return nil, err
		}
		p.runtimes[k] = in
	}
	if n := len(in.idle); n > 0 {
		s := in.idle[n-1]
		in.idle = in.idle[:n-1]
		return s, nil
	}
	inst, err := in.source.GetInstance(callLimit)
	if err != nil {
		return nil, err
	}
	return &seat{Pdfium: inst, kind: k}, nil
}

// giveBack ends a loan. A lost instance is left to whoever holds it.
func (p *pool) giveBack(s *seat) {
	defer func() { <-p.places }()
	if s.lost {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	s.docs++
	if p.closed || s.docs >= seatDocs {
		_ = s.Pdfium.Close() // what it held goes with it
		return
	}
	in := p.runtimes[s.kind]
	in.idle = append(in.idle, s)
}

// start makes a runtime. The compiled form is kept in a folder, where one is given.
func (p *pool) start(k kind) (*instances, error) {
	dir, workers := p.dir, cap(p.places)
	conf := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(k == careful)
	in := &instances{}
	if dir != "" { // a folder that cannot be written costs time at each start, no more
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			in.cache, conf = cache, conf.WithCompilationCache(cache)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	in.cancel = cancel
	source, err := webassembly.Init(webassembly.Config{
		Context: ctx, MaxIdle: workers, MaxTotal: 4 * workers,
		FSConfig:      wazero.NewFSConfig().WithFSMount(p.fonts, "/"), // and no file of the machine
		RuntimeConfig: conf,
		Stdout:        io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		cancel()
		return nil, err
	}
	in.source = source
	return in, nil
}

// close ends all instances, also those that are lost in a broken file.
func (p *pool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	var errs []error
	for k, in := range p.runtimes {
		if in != nil {
			errs = append(errs, in.close())
			p.runtimes[k] = nil
		}
	}
	return errors.Join(errs...)
}

func (in *instances) close() error {
	for _, s := range in.idle {
		_ = s.Pdfium.Close()
	}
	in.cancel()
	err := in.source.Close()
	if in.cache != nil {
		err = errors.Join(err, in.cache.Close(context.Background()))
	}
	return err
}

// do runs work within the limit of one call. What overruns, or is given up by
// ctx, loses its instance: a careful one is stopped at once, a quick one when
// it comes to its end.
func (s *seat) do(ctx context.Context, work func() error) error {
	if s.lost {
		return errOverrun
	}
	done := make(chan error, 1)
	go func() { done <- guard(work) }()
	timer := time.NewTimer(callLimit)
	defer timer.Stop()
	select {
	case err := <-done:
		if err != nil && strings.Contains(err.Error(), "wasm error") {
			s.lost = true // a trap leaves the instance in an unknown state
			_ = s.Pdfium.Close()
		}
		return err
	case <-timer.C:
		return s.abandon(done, errOverrun)
	case <-ctx.Done():
		return s.abandon(done, ctx.Err())
	}
}

func (s *seat) abandon(done <-chan error, why error) error {
	s.lost = true
	inst := s.Pdfium
	if s.kind == careful {
		_ = inst.Kill()
		return why
	}
	go func() {
		<-done
		_ = inst.Close()
	}()
	return why
}

// guard turns a panic of a library into an error: broken files cause them.
func guard(work func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("library panic: %v", v)
		}
	}()
	return work()
}
