//go:build !unix

package format

import "os/exec"

// group does nothing where process groups are not known.
func group(*exec.Cmd) {}

func killGroup(cmd *exec.Cmd) error {
	if cmd.Process == nil || cmd.ProcessState != nil {
		return nil
	}
	return cmd.Process.Kill()
}
