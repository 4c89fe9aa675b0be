package library

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/adrg/xdg"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/format"
	"niandang/archive/pdf"
	"niandang/archive/year"
	"niandang/assets/fonts"
	"niandang/assets/forms"
	"niandang/assets/i18n"
	"niandang/assets/schedule"
	"niandang/assets/schemas"
	"niandang/store"
)

// appFolder is the program's folder under the user's data, cache and config
// folders.
const appFolder = "niandang"

// DefaultDir gives the library that is used when none is named.
func DefaultDir() string { return filepath.Join(xdg.DataHome, appFolder, "library") }

// Options say how to open a library.
type Options struct {
	Dir      string
	Who      string
	Words    archive.Words // of the person's language
	ReadOnly bool
	Now      archive.Clock
}

// Library is an open library with everything that works on it.
type Library struct {
	*year.Year
	Store  *store.Store
	engine pdf.Engine
	reader *format.Reader
}

// Create makes a library and opens it.
func Create(ctx context.Context, o Options, s archive.Settings) (*Library, error) {
	st, err := store.Create(ctx, o.Dir, s, store.Options{Who: o.Who, Now: o.Now})
	if err != nil {
		return nil, err
	}
	return assemble(ctx, st, o)
}

// Open opens a library.
func Open(ctx context.Context, o Options) (*Library, error) {
	st, err := store.Open(ctx, o.Dir, store.Options{Who: o.Who, Now: o.Now, ReadOnly: o.ReadOnly})
	if err != nil {
		return nil, err
	}
	return assemble(ctx, st, o)
}

func assemble(ctx context.Context, st *store.Store, o Options) (*Library, error) {
	l := &Library{Store: st}
	d, err := l.deps(ctx, o)
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	l.Year = year.New(d)
	return l, nil
}

func (l *Library) deps(ctx context.Context, o Options) (year.Deps, error) {
	d := year.Deps{Store: l.Store, Words: o.Words, Who: o.Who, Now: o.Now, Forms: forms.FS(), Schemas: schemas.FS()}
	s, err := l.Store.Settings(ctx)
	if err != nil {
		return d, err
	}
	if l.engine, err = Engine(s); err != nil {
		return d, err
	}
	d.PDF = l.engine
	if d.Type, err = pdf.NewType(Fonts()); err != nil {
		return d, err
	}
	l.reader = format.New(format.Deps{PDF: l.engine, Limits: s.Limits, Helpers: s.Helpers, TempDir: l.Store.TempDir})
	d.Reader = l.reader
	if d.Schedule, err = appraise.LoadSchedule(schedule.FS()); err != nil {
		return d, err
	}
	paper, err := i18n.Words(i18n.Chinese)
	d.Paper = paper
	return d, err
}

// Fonts are the program's own faces.
func Fonts() pdf.Fonts {
	return pdf.Fonts{Serif: fonts.SerifRegular, SerifBold: fonts.SerifBold, Sans: fonts.SansRegular, SansBold: fonts.SansBold}
}

// Engine gives the PDF engine that the settings choose: the open one, or UniPDF
// when an offline licence key is configured.
func Engine(s archive.Settings) (pdf.Engine, error) {
	if s.Bind.Engine == "unipdf" {
		return pdf.NewUni(pdf.UniOptions{KeyFile: s.Bind.UniPDFKey, Customer: s.Bind.UniPDFName, Fonts: Fonts()})
	}
	return pdf.NewOpen(pdf.OpenOptions{Fonts: Fonts(), CacheDir: filepath.Join(xdg.CacheHome, appFolder)})
}

// Close closes what was opened.
func (l *Library) Close() error {
	var errs []error
	if l.reader != nil {
		errs = append(errs, l.reader.Close())
	}
	if l.engine != nil {
		errs = append(errs, l.engine.Close())
	}
	return errors.Join(append(errs, l.Store.Close())...)
}
