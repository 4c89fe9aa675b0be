package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/adrg/xdg"

	"niandang/archive"
)

// soon is how shortly after its start the program must not fail again: it would
// open itself for ever.
const soon = 30 * time.Second

// crashed tells of a fault of the program with the window open: it is written to
// a file, and the program opens itself again with a word about it. A change is
// whole or not there, so nothing is lost.
func crashed(o options, fault any, words archive.Words, stderr io.Writer) int {
	path := filepath.Join(xdg.StateHome, "niandang", "fault-"+time.Now().Format("20060102-150405")+".txt")
	text := fmt.Sprintf("niandang %s\n%v\n\n%s", version, fault, debug.Stack())
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err == nil {
		err = os.WriteFile(path, []byte(text), 0o600)
		if err != nil {
			path = "stderr"
		}
	}
	message, hint := archive.ErrorMessage(words, fallen(path))
	fmt.Fprintf(stderr, "niandang: %s\n%s\n%s\n", message, hint, text)
	if o.crashed != "" && time.Since(o.begun) < soon {
		return 2
	}
	if err := reopen(append(o.args(), "--crashed", path)); err != nil {
		fmt.Fprintln(stderr, "niandang:", err)
	}
	return 2
}

// fallen is what the person reads after the program has opened itself again.
func fallen(path string) error {
	return archive.Fail(archive.CodeInternal, "ui.crashed", nil, "path", path)
}

// args are the command line that gives these options.
func (o options) args() []string {
	args := []string{"--library", o.library, "--lang", o.language}
	if o.year > 0 {
		args = append(args, "--year", fmt.Sprint(o.year))
	}
	return args
}
