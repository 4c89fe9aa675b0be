package main

import (
	"context"
	"os/exec"
)

// display: a Windows session has one.
func display() error { return nil }

// launch asks the desktop to open a file.
func launch(ctx context.Context, path string) error {
	return exec.CommandContext(ctx, "rundll32", "url.dll,FileProtocolHandler", path).Start()
}
