package main

import (
	"fmt"

	"niandang/archive"
	"niandang/cmd/internal/library"
	"niandang/store"
)

type checkCmd struct{}

// exit status 1 means damage found
func (c *checkCmd) Run(e *env) error {
	return e.reading(func(l *library.Library) error {
		m, end := e.meter("step.check")
		damage, err := l.Store.Check(e.ctx, m)
		end()
		if err != nil {
			return err
		}
		for _, d := range damage {
			fmt.Fprintln(e.out, e.words.Say(d.Text))
		}
		if len(damage) > 0 {
			return errFindings
		}
		e.print("cli.check.clean", "n", fmt.Sprint(m.done.Load()))
		return nil
	})
}

type backupCmd struct {
	File string `arg:"" type:"path" help:"${help_backup_file}"`
}

func (c *backupCmd) Run(e *env) error {
	return e.reading(func(l *library.Library) error {
		m, end := e.meter("step.backup")
		err := l.Store.Backup(e.ctx, c.File, m)
		end()
		if err == nil {
			e.print("cli.backup", "path", c.File)
		}
		return err
	})
}

type restoreCmd struct {
	File string `arg:"" type:"path" help:"${help_backup_file}"`
}

func (c *restoreCmd) Run(e *env) error {
	dir := e.options().Dir
	if err := store.Restore(e.ctx, c.File, dir, archive.NoProgress{}); err != nil {
		return err
	}
	e.print("cli.restore", "dir", dir)
	return nil
}
