package format

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// command is a helper's call.
type command struct {
	path string
	args []string
	dir  string
	env  []string
	in   io.Reader
}

// maxOutput bounds what a helper may print.
const maxOutput = 64 << 20

// run calls a helper and gives what it printed. When ctx ends, the program and
// all that it started are killed.
func run(ctx context.Context, c command) ([]byte, error) {
	cmd := exec.CommandContext(ctx, c.path, c.args...)
	cmd.Dir, cmd.Stdin = c.dir, c.in
	cmd.Env = append(append(os.Environ(), utf8Locale), c.env...)
	out := &capped{left: maxOutput}
	errs := &capped{left: 4096}
	cmd.Stdout, cmd.Stderr = out, errs
	group(cmd)
	cmd.Cancel = func() error { return killGroup(cmd) }
	cmd.WaitDelay = 5 * time.Second
	err := cmd.Run()
	killGroup(cmd) // children that outlive their parent
	if ctx.Err() != nil {
		return out.Bytes(), ctx.Err()
	}
	if err != nil {
		return out.Bytes(), fmt.Errorf("run %s: %w: %s", c.path, err, bytes.TrimSpace(errs.Bytes()))
	}
	return out.Bytes(), nil
}

// capped keeps the beginning of what is written.
type capped struct {
	bytes.Buffer
	left int
}

func (c *capped) Write(p []byte) (int, error) {
	n := min(len(p), c.left)
	c.left -= n
	c.Buffer.Write(p[:n])
	return len(p), nil
}

// utf8Locale makes a helper take file names for UTF-8 also where the language of
// the system is not installed; in the C locale LibreOffice cannot open a path
// with Chinese in it.
const utf8Locale = "LC_ALL=C.UTF-8"
