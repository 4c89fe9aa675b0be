//go:build !windows

package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// display reports that no desktop is there to show a window on: the toolkit would
// end the program without a word that helps.
func display() error {
	if runtime.GOOS != "darwin" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errors.New("DISPLAY")
	}
	return nil
}

// launch asks the desktop to open a file.
func launch(ctx context.Context, path string) error {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	return exec.CommandContext(ctx, name, path).Run()
}

// reopen puts the program anew in its own place: what it holds, such as the
// library, is let go of in that moment.
func reopen(args []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return syscall.Exec(self, append([]string{self}, args...), os.Environ())
}
