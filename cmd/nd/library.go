package main

import (
	"errors"
	"os"
	"os/user"
	"strconv"
	"time"

	"niandang/archive"
	"niandang/cmd/internal/library"
)

func (e *env) options() library.Options {
	dir := e.global.Library
	if dir == "" {
		dir = library.DefaultDir()
	}
	who := e.global.Who
	if who == "" {
		who = "nd"
		if u, err := user.Current(); err == nil && u.Username != "" {
			who = u.Username
		}
	}
	return library.Options{Dir: dir, Who: who, Words: e.words, Now: clock()}
}

// clock tells the time; SOURCE_DATE_EPOCH fixes it, so that a run can be made
// again byte for byte.
func clock() archive.Clock {
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return func() time.Time { return time.Unix(s, 0).UTC() }
	}
	return time.Now
}

// with opens the library, does work, and closes it.
func (e *env) with(work func(l *library.Library) error) error { return e.opened(false, work) }

// reading is with for commands that change nothing: it works beside a writer.
func (e *env) reading(work func(l *library.Library) error) error { return e.opened(true, work) }

func (e *env) opened(readOnly bool, work func(l *library.Library) error) (err error) {
	o := e.options()
	o.ReadOnly = readOnly
	l, err := library.Open(e.ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	return work(l)
}

// terminal reports whether messages go to a person's terminal.
func (e *env) terminal() bool {
	f, ok := e.errs.(*os.File)
	if !ok {
		return false
	}
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0
}
