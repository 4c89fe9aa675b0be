package main

import (
	"os"
	"os/exec"
)

// display: a Windows session has one.
func display() error { return nil }

// launch asks the desktop to open a file.
func launch(path string) error {
	return exec.Command("rundll32", "url.dll,FileProtocolHandler", path).Start()
}

// reopen starts the program anew. What this one holds is let go of when it ends,
// just after.
func reopen(args []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return exec.Command(self, args...).Start()
}
