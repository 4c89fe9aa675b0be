package main

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/assets/i18n"
	"niandang/cmd/internal/shelf"
	"niandang/ui"
	"niandang/ui/task"
	"niandang/ui/theme"
)

// today is a day in the spring after the demo year.
func today() time.Time { return time.Date(2025, 5, 20, 9, 0, 0, 0, time.Local) }

// look is a way to take each picture.
type look struct {
	name     string // of the file, with the width
	mode     theme.Mode
	size     fyne.Size
	scale    float32
	language string
}

func looks(fast bool) []look {
	large, small := fyne.NewSize(1280, 800), fyne.NewSize(1024, 700)
	all := []look{
		{"light", theme.Light, large, 1, i18n.Chinese}, {"dark", theme.Dark, large, 1, i18n.Chinese},
		{"light", theme.Light, small, 1, i18n.Chinese}, {"dark", theme.Dark, small, 1, i18n.Chinese},
		{"twice", theme.Light, large, 2, i18n.Chinese}, {"english", theme.Light, large, 1, i18n.English},
	}
	if fast {
		return all[:1]
	}
	return all
}

// draw takes all pictures: those without a library, those of a new one, of a year
// under way, and of one that is bound and handed over.
func draw(ctx context.Context, o options) error {
	tmp, err := os.MkdirTemp("", "gallery-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	s := shelf.New(filepath.Join(tmp, "window.json"))
	s.Clock(today)
	if err := speak(s, i18n.Chinese); err != nil {
		return err
	}
	demo := filepath.Join(tmp, "demo")
	for _, ph := range []struct {
		phase   phase
		prepare func() (library string, err error)
	}{
		{none, func() (string, error) { return "", nil }},
		{fresh, func() (string, error) { return newLibrary(ctx, s, filepath.Join(tmp, "new")) }},
		{begun, func() (string, error) { return demoYear(ctx, s, demo) }},
		{handed, func() (string, error) { return handOver(ctx, s, demo) }},
	} {
		if err := drawPhase(o, s, ph.phase, ph.prepare); err != nil {
			return err
		}
	}
	return nil
}

// drawPhase takes the pictures of one phase that are asked for.
func drawPhase(o options, s *shelf.Shelf, ph phase, prepare func() (string, error)) (err error) {
	library, err := prepare()
	if err != nil {
		return err
	}
	for _, l := range looks(o.fast) {
		for _, sc := range scenes() {
			if sc.phase == ph && strings.Contains(sc.name, o.scene) {
				err = errors.Join(err, sc.take(s, l, library, o.out))
			}
		}
	}
	return err
}

// speak sets the language of what libraries say.
func speak(s *shelf.Shelf, language string) error {
	words, err := i18n.Words(language)
	s.Say(words)
	return err
}

// newLibrary makes a library with nothing in it.
func newLibrary(ctx context.Context, s *shelf.Shelf, dir string) (string, error) {
	set := archive.DefaultSettings()
	set.Organ.Name, set.Organ.Fonds = "云州市水务局", "S021"
	l, err := s.Create(ctx, dir, set)
	if err != nil {
		return "", err
	}
	return l.Dir(), l.Close()
}

// handOver binds the demo year and hands it over.
func handOver(ctx context.Context, s *shelf.Shelf, demo string) (string, error) {
	l, err := s.Open(ctx, filepath.Join(demo, "馆藏"))
	if err != nil {
		return "", err
	}
	of := today().Year() - 1
	err = l.Settle(ctx, of, archive.NoProgress{})
	if err == nil {
		_, err = l.Bind(ctx, of, filepath.Join(demo, "成册"), archive.NoProgress{})
	}
	if err == nil {
		_, err = l.HandOver(ctx, of, filepath.Join(demo, "移交"), handing, archive.NoProgress{})
	}
	return l.Dir(), errors.Join(err, l.Close())
}

// handing are the choices of the transfer that is drawn.
var handing = year.TransferChoice{Profile: "dat93", Form: "folder", HoldBack: true, Why: "试移交"}

// demoYear makes the demo year's library, collected and appraised.
func demoYear(ctx context.Context, s *shelf.Shelf, dir string) (string, error) {
	l, sample, err := s.Demo(ctx, dir)
	if err != nil {
		return "", err
	}
	return l.Dir(), errors.Join(shelf.Work(ctx, l, sample), l.Close())
}

// take sets the scene up in a library and writes its picture into a folder.
func (sc scene) take(s *shelf.Shelf, l look, library, dir string) error {
	words, err := i18n.Words(l.language)
	if err != nil {
		return err
	}
	if err := speak(s, l.language); err != nil {
		return err
	}
	a := test.NewApp()
	defer a.Quit()
	a.Settings().SetTheme(theme.New(l.mode))
	f := ui.New(a, ui.Deps{Runner: task.Inline{}, Shelf: s, Words: words, Now: today, Version: "0.1.0", OpenFile: func(string) error { return nil }})
	if c, ok := f.Window().Canvas().(software.WindowlessCanvas); ok {
		c.SetScale(l.scale)
	}
	f.Window().Resize(l.size)
	if library == "" {
		f.Welcome()
	} else {
		f.OpenLibrary(library)
		defer f.Shut()
	}
	root := filepath.Dir(library)
	st := &stage{frame: f, win: f.Window(), words: words, source: filepath.Join(root, "来源"), ledger: filepath.Join(root, "收发文登记簿.xlsx")}
	sc.set(st)
	out, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s-%s-%.0f.png", sc.name, l.name, l.size.Width)))
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(out, f.Window().Canvas().Capture()), out.Close())
}

// say gives an entry.
func (s *stage) say(id string) string { return s.words.Say(archive.Text{ID: id}) }
