package main

import (
	"fmt"
	"os"
	"strings"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/cmd/internal/library"
)

type settingsCmd struct {
	Show    settingsShowCmd    `cmd:"" help:"${help_settings_show}"`
	Get     settingsGetCmd     `cmd:"" help:"${help_settings_get}"`
	Set     settingsSetCmd     `cmd:"" help:"${help_settings_set}"`
	Export  settingsExportCmd  `cmd:"" help:"${help_settings_export}"`
	Import  settingsImportCmd  `cmd:"" help:"${help_settings_import}"`
	Columns settingsColumnsCmd `cmd:"" help:"${help_settings_columns}"`
}

type settingsShowCmd struct {
	Prefix string `arg:"" optional:"" help:"${help_settings_prefix}"`
}

func (c *settingsShowCmd) Run(e *env) error {
	return e.withLibrary(func(l *library.Library, s archive.Settings) error {
		pairs, err := l.Pairs(s, c.Prefix)
		for _, p := range pairs {
			fmt.Fprintf(e.out, "%s = %s\n", p.Key, p.Value)
		}
		return err
	})
}

// withSettings reads the library's settings.
func (e *env) withSettings(work func(archive.Settings) error) error {
	return e.withLibrary(func(_ *library.Library, s archive.Settings) error { return work(s) })
}

// withLibrary reads the settings and keeps the library open.
func (e *env) withLibrary(work func(*library.Library, archive.Settings) error) error {
	return e.reading(func(l *library.Library) error {
		s, err := l.Store.Settings(e.ctx)
		if err != nil {
			return err
		}
		return work(l, s)
	})
}

type settingsGetCmd struct {
	Key string `arg:"" help:"${help_settings_key}"`
}

func (c *settingsGetCmd) Run(e *env) error {
	return e.withLibrary(func(l *library.Library, s archive.Settings) error {
		v, err := l.Value(s, c.Key)
		if err == nil {
			fmt.Fprintln(e.out, v)
		}
		return err
	})
}

type settingsSetCmd struct {
	Key     string `arg:"" help:"${help_settings_key}"`
	Value   string `arg:"" optional:"" help:"${help_settings_value}"`
	Default bool   `help:"${help_settings_default}"`
}

func (c *settingsSetCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		if c.Default {
			return e.done(l.ResetForm(e.ctx, c.Key))
		}
		return e.done(l.Set(e.ctx, c.Key, c.Value))
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

type settingsColumnsCmd struct {
	File string `arg:"" optional:"" type:"path" help:"${help_settings_columns_file}"`
}

func (c *settingsColumnsCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		columns, unknown, ev, err := l.TakeColumns(e.ctx, c.File)
		if err != nil {
			return err
		}
		for _, col := range columns {
			fmt.Fprintf(e.out, "%s = %s\n", col.Heading, col.Field)
		}
		if len(unknown) > 0 {
			e.print("cli.columns.unknown", "list", strings.Join(unknown, "、"))
		}
		return e.done(ev, nil)
	})
}
