package format

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
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
	cmd.Env = append(environment(), c.env...)
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

// environment is what every helper runs with. File names are UTF-8 also where the
// language of the system is not installed: in the C locale LibreOffice cannot open
// a path with Chinese in it. The language is Chinese, so that papers and fonts are
// those of a Chinese office and the same file gives the same pages everywhere.
func environment() []string {
	env := slices.DeleteFunc(os.Environ(), func(s string) bool {
		return strings.HasPrefix(s, "LC_ALL=") || strings.HasPrefix(s, "LC_CTYPE=") || strings.HasPrefix(s, "LANG=")
	})
	return append(env, "LANG=zh_CN.UTF-8", "LC_CTYPE=C.UTF-8")
}
