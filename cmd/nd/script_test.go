package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"nd": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the program as a person at a terminal would. Each script has
// the demo year's source, register.xlsx and organ.json in its folder; `nd` keeps
// to Chinese and to a fixed clock, and helpers stay out of it unless a script
// wants them.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			unpackDemo(t, e.WorkDir)
			e.Setenv("LANG", "zh_CN.UTF-8")
			e.Setenv("LC_ALL", "")
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("XDG_CACHE_HOME", cacheDir())
			e.Setenv("NIANDANG_LIBRARY", e.WorkDir+"/library")
			e.Setenv("NIANDANG_WHO", "档案员")
			e.Setenv("SOURCE_DATE_EPOCH", "1735700000")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"take": take, "flip": flip, "step": step},
	})
}

// cacheDir is shared by all scripts, so that the PDF engine is compiled once.
func cacheDir() string {
	if dir, err := os.UserCacheDir(); err == nil {
		return dir + "/niandang-test"
	}
	return os.TempDir() + "/niandang-test"
}

// step runs nd and takes exit status 1 (done, findings need a person) as well as 0.
func step(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec("nd", args...)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == exitFindings {
		err = nil
	}
	if neg || err != nil {
		ts.Fatalf("nd %v: %v", args, err)
	}
}

// take NAME REGEXP sets the variable to the first group found in what the last
// command printed.
func take(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: take NAME REGEXP")
	}
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if m == nil {
		ts.Fatalf("nothing matches %s", args[1])
	}
	ts.Setenv(args[0], m[1])
}

// flip FILE changes one bit in the middle of a file.
func flip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: flip FILE")
	}
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	b[len(b)/2] ^= 1
	ts.Check(os.WriteFile(path, b, 0o644))
}
