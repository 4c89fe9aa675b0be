//go:build !windows

package main

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// display reports that no desktop is there to show a window on: the toolkit would
// end the program without a word that helps.
func display() error {
	if runtime.GOOS != "darwin" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errors.New("DISPLAY")
	}
	return nil
}

// soonFails is how long the desktop's opener has to say that it cannot. Where there
// is no desktop it stays as long as the viewer does, and must not be stopped.
const soonFails = 5 * time.Second

// launch asks the desktop to open a file.
func launch(path string) error {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	cmd := exec.Command(name, path)
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(soonFails):
		return nil
	}
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
