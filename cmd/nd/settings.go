package main

import (
	"fmt"
	"os"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/cmd/internal/library"
)

type settingsCmd struct {
	Show   settingsShowCmd   `cmd:"" help:"${help_settings_show}"`
	Get    settingsGetCmd    `cmd:"" help:"${help_settings_get}"`
	Set    settingsSetCmd    `cmd:"" help:"${help_settings_set}"`
	Export settingsExportCmd `cmd:"" help:"${help_settings_export}"`
	Import settingsImportCmd `cmd:"" help:"${help_settings_import}"`
}

type settingsShowCmd struct{}

func (c *settingsShowCmd) Run(e *env) error {
	return e.withSettings(func(s archive.Settings) error {
		for _, p := range year.SettingPairs(s) {
			fmt.Fprintf(e.out, "%s = %s\n", p.Key, p.Value)
		}
		return nil
	})
}

// withSettings reads the library's settings.
func (e *env) withSettings(work func(archive.Settings) error) error {
	return e.reading(func(l *library.Library) error {
		s, err := l.Store.Settings(e.ctx)
		if err != nil {
			return err
		}
		return work(s)
	})
}

type settingsGetCmd struct {
	Key string `arg:"" help:"${help_settings_key}"`
}

func (c *settingsGetCmd) Run(e *env) error {
	return e.withSettings(func(s archive.Settings) error {
		v, err := year.Setting(s, c.Key)
		if err == nil {
			fmt.Fprintln(e.out, v)
		}
		return err
	})
}

type settingsSetCmd struct {
	Key   string `arg:"" help:"${help_settings_key}"`
	Value string `arg:"" help:"${help_settings_value}"`
}

func (c *settingsSetCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Set(e.ctx, c.Key, c.Value)
		return e.done(ev, err)
	})
}

type settingsExportCmd struct{}

func (c *settingsExportCmd) Run(e *env) error {
	return e.withSettings(func(s archive.Settings) error {
		b, err := year.SettingsJSON(s)
		if err == nil {
			_, err = e.out.Write(b)
		}
		return err
	})
}

type settingsImportCmd struct {
	File string `arg:"" type:"path" help:"${help_settings_file}"`
}

func (c *settingsImportCmd) Run(e *env) error {
	b, err := os.ReadFile(c.File)
	if err != nil {
		return archive.Fail(archive.CodeNotFound, "file", err, "path", c.File)
	}
	return e.with(func(l *library.Library) error {
		ev, err := l.ImportSettings(e.ctx, b, c.File)
		return e.done(ev, err)
	})
}
